// What goes wrong in a browser without anybody seeing it: breaches of the policy, uncaught errors, complaints.
import type {BrowserContext} from 'playwright-core';

import {type Server} from './server.ts';

const seen: string[] = [];

// The network's silence is what many stories are about; the browser complains of each.
const expected = [/Failed to load resource/, /net::ERR_/, /EventSource/];

function complain(text: string): void {
  if (!expected.some((pattern) => pattern.test(text))) seen.push(text);
}

export async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(
        `policy breached: ${event.violatedDirective} by ${event.blockedURI} ${event.sample} in ${event.sourceFile}`,
      );
    });
  });
  context.on('weberror', (error) => complain(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
}

/** What was seen since the last question. */
export function complaints(): string[] {
  return [...new Set(seen.splice(0))];
}

/** For the end of a story: nothing was breached, reported or thrown since it began. */
export async function nothingWentWrong(server: Server): Promise<void> {
  const found = complaints();
  const reports = await server.figure('opencarnet_csp_reports');
  if (reports) found.push(`the server got ${reports} reports of breached policies`);
  if (found.length) throw new Error(`behind the screens:\n${found.join('\n')}`);
}
