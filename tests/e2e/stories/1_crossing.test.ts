// The whole story: from a stranger to goods that are home again; once by the camera, once by typed codes.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {holdBefore, lookAway} from '../support/camera.ts';
import {type Cast, castOf, readyWallet} from '../support/cast.ts';
import {greenWithin} from '../support/green.ts';
import {type Issued, issue, someone} from '../support/journey.ts';
import {type PortalApp, countClicks} from '../support/portal_app.ts';
import {shoot} from '../support/shots.ts';
import {type WalletApp} from '../support/wallet_app.ts';
import {nothingWentWrong} from '../support/watch.ts';

interface Way {
  /** Brings what the wallet shows to the portal, which stands at step 1. */
  present: (portal: PortalApp, wallet: WalletApp, issued: Issued) => Promise<void>;
  /** Before the next transaction begins, and after. */
  takeAway?: () => Promise<void>;
  putAway?: (portal: PortalApp) => Promise<void>;
  tell: (what: string) => void;
}

async function step(
  way: Way,
  portal: PortalApp,
  wallet: WalletApp,
  issued: Issued,
  type: string,
  pictures = false,
): Promise<void> {
  // From the signatures one goes there by hand.
  if (await wallet.link('wallet.show.go').isVisible()) await wallet.follow('wallet.show.go');
  else await wallet.show(issued.carnet_id, type);
  await wallet.qr().waitFor();
  await way.present(portal, wallet, issued);
  await portal.atCheck();
  const clicks = await countClicks(portal.page);
  if (pictures) {
    await shoot(wallet.page, 'crossing-wallet-before', {whole: false});
    await shoot(portal.page, 'crossing-portal-check', {whole: false});
  }
  const green = greenWithin(wallet, portal);
  const code = await portal.cross(type);
  const {sinceAnswer, sincePress} = await green;
  way.tell(`${type}: wallet green ${sinceAnswer} ms after the commit was answered, ${sincePress} ms after the press`);
  assert.ok(sinceAnswer <= 1000, `the wallet turned green ${sinceAnswer} ms after the commit`);
  if (pictures) {
    await shoot(wallet.page, 'crossing-wallet-after', {whole: false});
    await shoot(portal.page, 'crossing-portal-receipt', {whole: false});
  }
  // X16: what the officer reads out proves it to the holder.
  await wallet.fill('verification_code', code.toLowerCase());
  await wallet.press('wallet.verify.check');
  await wallet.reads('wallet.verify.genuine');
  await way.takeAway?.();
  await portal.newTransaction();
  const pressed = await clicks();
  await way.putAway?.(portal);
  way.tell(`${type}: ${pressed} clicks from the scan to the next transaction`);
  assert.ok(pressed <= 6, `${pressed} clicks`);
}

async function thereAndBack(cast: Cast, wallet: WalletApp, issued: Issued, way: Way, pictures = false): Promise<void> {
  await wallet.prepare(issued.carnet_id, {from: 'CH', to: 'XS'});
  await wallet.signDeclarations(3);
  const zurich = await cast.officer('CH');
  const klow = await cast.officer('XS');
  await step(way, zurich, wallet, issued, 'validation');
  await step(way, zurich, wallet, issued, 'exportation');
  await step(way, klow, wallet, issued, 'importation', pictures);

  await wallet.prepare(issued.carnet_id, {from: 'XS', to: 'CH'});
  await wallet.signDeclarations(2);
  await step(way, klow, wallet, issued, 're_exportation');
  await step(way, zurich, wallet, issued, 're_importation');
  await wallet.carnets();
  await wallet.reads('wallet.next.all_home');
}

test('A stranger registers, signs and crosses by the QR on the wallet’s screen, and all is home again', async (t) => {
  const cast = await castOf(t);
  const issued = await issue(cast.server);
  const wallet = await cast.holder();
  await wallet.register(someone());
  await wallet.download(issued);
  await wallet.signCarnet();
  const present: Way['present'] = async (portal, holder) => {
    await holdBefore(cast.eyes, holder.page);
    await portal.startCamera();
  };
  // Two counters share this machine's one camera, whose film is read when nobody has it open.
  const putAway: Way['putAway'] = async (portal) => portal.press('portal.camera.stop');
  await thereAndBack(
    cast,
    wallet,
    issued,
    {present, takeAway: () => lookAway(cast.eyes), putAway, tell: (what) => t.diagnostic(what)},
    true,
  );
  await nothingWentWrong(cast.server);
});

test('The same crossing by typed codes', async (t) => {
  const cast = await castOf(t);
  const {wallet, issued} = await readyWallet(cast);
  const present: Way['present'] = async (portal, holder) => {
    const code = await holder.code('wallet.show.code');
    await portal.typeCode(issued.number, code.toLowerCase().replaceAll(' ', '-'));
  };
  await thereAndBack(cast, wallet, issued, {present, tell: (what) => t.diagnostic(what)});
  await nothingWentWrong(cast.server);
});
