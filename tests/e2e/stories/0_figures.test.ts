// What a person feels, measured and printed. Sizes are asserted; times are not: a busy machine makes everything slow.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Page} from 'playwright-core';

import {sitDown} from '../support/browser.ts';
import {castOf, readyWallet} from '../support/cast.ts';
import {nothingWentWrong} from '../support/watch.ts';

/** kB of JavaScript, as packed for the line, that come until a first visitor sees the first screen. */
async function firstLoad(page: Page, address: string): Promise<number> {
  await page.goto(address, {waitUntil: 'load'});
  await page.getByRole('heading', {level: 1}).first().waitFor();
  return page.evaluate(() => {
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = all.filter((each) => new URL(each.name).pathname.endsWith('.js'));
    return scripts.reduce((sum, each) => sum + each.encodedBodySize, 0) / 1000;
  });
}

/** A telephone of the middle class on a bad day: a quarter of this machine's speed, a slow line. */
async function slow(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', {rate: 4});
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
}

test('The apps load little; how soon a slow telephone shows its QR and the server starts is printed', async (t) => {
  const cast = await castOf(t);
  const {server, eyes} = cast;
  for (const [app, address, most] of [
    ['wallet', server.wallet, 120],
    ['portal', server.portal, 220],
  ] as const) {
    const {page, context} = await sitDown(eyes.browser);
    const size = await firstLoad(page, address);
    t.diagnostic(`${app}: ${size.toFixed(1)} kB of JavaScript (brotli) on the first load (at most ${most})`);
    await context.close();
    assert.ok(size <= most, `${app} loads ${size.toFixed(1)} kB`);
  }

  const {wallet, issued} = await readyWallet(cast);
  await wallet.prepare(issued.carnet_id, {from: 'CH', to: 'XS'});
  await wallet.signDeclarations(3);
  await wallet.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await wallet.page.goto(server.wallet);
  await slow(wallet.page);
  await wallet.unlock();
  await wallet.titled(wallet.say('wallet.carnets'));
  const toQr = await wallet.page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a.ow-next');
    const begin = performance.now();
    link?.click();
    while (!document.querySelector('[data-testid="qr"] svg, [data-testid="qr"] canvas'))
      await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - begin;
  });
  t.diagnostic(`unlocked wallet to QR on a slow telephone (4 × slower, slow 4G): ${toQr.toFixed(0)} ms (at most 1500)`);

  await server.kill();
  await server.run();
  t.diagnostic(`server serves ${server.readyMs.toFixed(0)} ms after its start with an existing database`);
  await nothingWentWrong(server);
});
