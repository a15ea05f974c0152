// Tests of the web's logic; ends with the line `N passed, N failed` that ./dev test sums up.
//   node tools/test.mjs [part of a file's name …]
import {startVitest} from 'vitest/node';

const runner = await startVitest('test', process.argv.slice(2), {
  watch: false,
  root: new URL('..', import.meta.url).pathname,
});
let passed = 0;
let failed = runner.state.getUnhandledErrors().length;
for (const module of runner.state.getTestModules()) {
  failed += module.errors().length;
  for (const test of module.children.allTests()) {
    const {state} = test.result();
    if (state === 'passed') passed++;
    if (state === 'failed') failed++;
  }
}
await runner.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
