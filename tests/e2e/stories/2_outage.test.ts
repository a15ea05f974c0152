// The server dies between the holder's signature and the counter; both sides go on as far as can be.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {holdBefore} from '../support/camera.ts';
import {castOf, readyWallet} from '../support/cast.ts';
import {shoot} from '../support/shots.ts';
import {nothingWentWrong} from '../support/watch.ts';

test('Server killed between sign and show: the QR is shown, judged, kept, and committed afterwards', async (t) => {
  const cast = await castOf(t);
  const {wallet, issued} = await readyWallet(cast);
  await wallet.prepare(issued.carnet_id, {from: 'CH', to: 'XS'});
  const zurich = await cast.officer('CH');
  await zurich.scannerAtHand();
  await wallet.signDeclarations(3);
  await wallet.show(issued.carnet_id, 'validation');
  const code = await wallet.code('wallet.show.code');
  await wallet.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await cast.server.kill();

  // As a phone that was asleep: the app starts anew, with nobody to ask.
  await wallet.page.reload();
  await wallet.unlock();
  await wallet.qr().waitFor();
  assert.equal(await wallet.code('wallet.show.code'), code);
  await wallet.reads('wallet.away');
  await shoot(wallet.page, 'wallet-offline-phone-en');

  await holdBefore(cast.eyes, wallet.page);
  await zurich.startCamera();
  await zurich.reads('portal.qr.genuine_away');
  await zurich.reads('portal.qr.away_next');
  await zurich.page.getByText(issued.number).first().waitFor();
  await shoot(zurich.page, 'portal-genuine-away-counter-en');

  await cast.server.run();
  await zurich.reads('portal.kept.back');
  await zurich.press('portal.kept.open');
  await zurich.cross('validation');
  await wallet.turnsGreen();
  await nothingWentWrong(cast.server);
});
