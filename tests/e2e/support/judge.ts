// What every screen must be, whoever reads it: reachable for all (axe), within its width, with no text cut off.
import type {Page} from 'playwright-core';

import {axeSource} from './packages.ts';

interface Finding {
  id: string;
  impact: string | null;
  help: string;
  nodes: {target: unknown[]; html: string; any: {message: string}[]; failureSummary?: string}[];
}

/**
 * Runs axe in a world of its own: the page's policy neither hinders it nor is weakened for it. WCAG 2.2 A and AA and
 * best practices; what axe cannot tell about contrast counts as wrong, for it files invisible text there.
 */
export async function axe(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  try {
    const {frameTree} = await devtools.send('Page.getFrameTree');
    const world = await devtools.send('Page.createIsolatedWorld', {frameId: frameTree.frame.id, worldName: 'axe'});
    const contextId = world.executionContextId;
    await devtools.send('Runtime.evaluate', {expression: `${axeSource};0`, contextId});
    const options = JSON.stringify({resultTypes: ['violations', 'incomplete']});
    const wanted = '({violations: r.violations, incomplete: r.incomplete})';
    const answer = await devtools.send('Runtime.evaluate', {
      expression: `axe.run(document, ${options}).then((r) => JSON.stringify(${wanted}))`,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (answer.exceptionDetails) throw new Error(`axe: ${answer.exceptionDetails.exception?.description}`);
    const {violations, incomplete} = JSON.parse(answer.result.value as string) as Record<string, Finding[]>;
    const counted = [...(violations ?? []), ...(incomplete ?? []).filter((finding) => finding.id === 'color-contrast')];
    return counted.flatMap((finding) =>
      finding.nodes.map(
        (node) => `${finding.id}: ${finding.help} at ${node.target.join(' ')} ${node.html.slice(0, 160)}`,
      ),
    );
  } finally {
    await devtools.detach();
  }
}

/** What sticks out sideways, or is cut off without an ellipsis that says so. */
export function layout(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    const textOf = (e: Element) => (e.textContent ?? '').trim();
    const nameOf = (e: Element) =>
      `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> “${textOf(e).slice(0, 50)}”`;
    const scrolls = (e: Element | null): boolean =>
      !!e && (/(auto|scroll)/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none') continue; // for screen readers only
      if (wide > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(element.parentElement))
        found.push(`${wide} px too wide: ${nameOf(element)} from ${Math.round(box.left)} to ${Math.round(box.right)}`);
      const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!says || style.display === 'inline' || style.textOverflow === 'ellipsis') continue;
      const cut =
        style.overflowX !== 'visible' && style.overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1;
      if (cut && !/^(INPUT|SELECT|TEXTAREA|PRE)$/.test(element.tagName)) found.push(`cut off: ${nameOf(element)}`);
    }
    if (wide > 0 && !found.length) found.push(`${wide} px too wide`);
    return found.slice(0, 8);
  });
}
