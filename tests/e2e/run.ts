// Runs the stories and ends with the line `N passed, N failed` that ./dev test sums up.
//   web/node_modules/.bin/node tests/e2e/run.ts [part of a story's file name …]
// A story that fails leaves its last pictures in build/e2e/shots; what stories measure is printed as lines `figure …`.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {run} from 'node:test';

const folder = join(import.meta.dirname, 'stories');
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts') && (!wanted.length || wanted.some((part) => file.includes(part))))
  .sort()
  .map((file) => join(folder, file));
if (!files.length) {
  console.log(`no story ${wanted.join(', ')}`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const events = run({files, concurrency: Number(process.env.E2E_JOBS ?? 2), timeout: 10 * 60_000});

// A file counts as a test of its own only where it died before its stories could.
const isFile = (event: {name: string; file?: string | undefined}) => event.name.endsWith('.test.ts');
events.on('test:pass', (event) => {
  if (event.details.type === 'suite' || isFile(event) || event.skip || event.todo) return;
  passed++;
  console.log(`ok    ${event.name} (${seconds(event.details.duration_ms)})`);
});
events.on('test:fail', (event) => {
  const error = event.details.error as Error & {code?: string; failureType?: string};
  if (error.failureType === 'subtestsFailed') return;
  failed++;
  const cause = (error.cause ?? error) as Error;
  console.log(`FAILS ${event.name} (${seconds(event.details.duration_ms)})\n${cause.stack ?? String(cause)}`);
});
events.on('test:diagnostic', ({message, file}) => {
  if (file && !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(message))
    console.log(`figure ${message}`);
});
events.on('test:stderr', ({message}) => process.stderr.write(message));
events.on('test:stdout', ({message}) => process.stdout.write(message));
for await (const _ of events); // until the last
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
