// Bad input at the counter: cameras, foreign codes, a line that breaks at each of the five steps, impatient hands.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {openBrowser, sitDown} from '../support/browser.ts';
import {holdQr, lookAway} from '../support/camera.ts';
import {type Cast, castOf} from '../support/cast.ts';
import {type Json} from '../support/http.ts';
import {Holder, type Issued, type Shown, issue, officerOf} from '../support/journey.ts';
import {PortalApp} from '../support/portal_app.ts';
import {nothingWentWrong} from '../support/watch.ts';

async function waiting(cast: Cast): Promise<{holder: Holder; issued: Issued; out: Json; shown: Shown}> {
  const holder = await Holder.of(cast.server);
  const issued = await issue(cast.server);
  await holder.take(issued);
  const out = await holder.travel(issued, 'CH', 'XS');
  return {holder, issued, out, shown: await holder.sign(out, 'validation')};
}
const online = (portal: PortalApp, on: boolean) => portal.page.context().setOffline(!on);

test('No camera, a camera that is not allowed, blurred, foreign, downloading and changed codes', async (t) => {
  const cast = await castOf(t);
  const {shown} = await waiting(cast);
  const blind = await openBrowser(t, {camera: false});
  const account = await cast.server.account('officer', 'CH');
  const without = new PortalApp((await sitDown(blind.browser)).page, cast.server);
  await without.signIn(account);
  await without.startCamera();
  await without.reads('portal.camera.no_camera');
  await without.reads('portal.camera.no_camera_next');

  await lookAway(cast.eyes);
  const refused = new PortalApp((await sitDown(cast.eyes.browser, {camera: 'refused'})).page, cast.server);
  await refused.signIn(account);
  await refused.startCamera();
  await refused.reads('portal.camera.not_allowed_next');

  const portal = await cast.officer('CH');
  await portal.startCamera();
  await portal.reads('portal.camera.blurred_next');
  await holdQr(cast.eyes, 'https://example.org/somebody-else');
  await portal.press('portal.camera.stop');
  await portal.startCamera();
  await portal.reads('portal.qr.foreign_next');

  await portal.handScan('OCD:768255:7K3M9QXR2WTA');
  await portal.reads('portal.qr.download_next');
  const at = shown.qr.length - 9;
  await portal.handScan(shown.qr.slice(0, at) + (shown.qr[at] === '0' ? '1' : '0') + shown.qr.slice(at + 1));
  await portal.reads('portal.qr.damaged_next');
  await portal.typeCode('99', 'PNH4 CHCP');
  await portal.reads('portal.scan.code_too_short');
  assert.equal(await portal.field('transaction_code').inputValue(), 'PNH4 CHCP');
  await nothingWentWrong(cast.server);
});

test('The line breaks at each of the five steps and comes back: nothing typed is lost, one commit', async (t) => {
  const cast = await castOf(t);
  const {issued, shown} = await waiting(cast);
  const officer = await officerOf(cast.server, 'CH');
  const portal = await cast.officer('CH');

  await online(portal, false); // 1
  await portal.typeCode(issued.number, shown.transaction_code);
  await portal.reads('portal.qr.away_next');
  assert.equal(await portal.field('carnet').inputValue(), issued.number);
  await online(portal, true);
  await portal.reads('portal.kept.back');
  await portal.press('portal.kept.open');

  await portal.atCheck(); // 2
  await portal.press('portal.check.reject');
  await portal.fill('reason', 'Item 2 is not here');
  await online(portal, false);
  await portal.press('portal.reject.go');
  await portal.reads('ui.unreachable');
  assert.equal(await portal.field('reason').inputValue(), 'Item 2 is not here');
  await portal.page.keyboard.press('Escape');
  await online(portal, true);

  await portal.toGoods(); // 3
  await portal.press('portal.goods.correct');
  await portal.fill('packaging', '8 flight cases');
  await online(portal, false);
  await portal.press('portal.goods.save_and_next');
  await portal.reads('ui.unreachable');
  assert.equal(await portal.field('packaging').inputValue(), '8 flight cases');
  await online(portal, true);
  await portal.press('portal.goods.save_and_next');

  await portal.titled(portal.say('portal.commit.title')); // 4
  await portal.fill('customs_reference', '26CH-0815');
  await portal.page.goBack();
  await portal.titled(portal.say('portal.goods.title'));
  await portal.page.goForward();
  assert.equal(await portal.field('customs_reference').inputValue(), '26CH-0815');
  await portal.page.reload();
  assert.equal(await portal.field('customs_reference').inputValue(), '26CH-0815');
  await online(portal, false);
  await portal.press('portal.commit.step_commit', {type: portal.say('transaction_type.validation')});
  await portal.reads('portal.commit.waiting_next');
  await online(portal, true);
  await portal.titled(portal.say('portal.receipt.title'));

  await portal.page.getByText(portal.say('portal.cancel.fold')).click(); // 5
  await portal.fill('cancellation_code', shown.cancellation_code);
  await portal.fill('reason', 'The wrong carnet was on the counter');
  await online(portal, false);
  await portal.press('portal.cancel.go');
  await portal.reads('ui.unreachable');
  await online(portal, true);
  await portal.press('portal.cancel.go');
  await portal.reads('portal.receipt.cancelled');

  const {transactions} = await officer.done('GET', `/api/customs/v1/carnets/${issued.carnet_id}/history`);
  assert.deepEqual(
    transactions.map((each: Json) => [each.type, each.cancelled, each.customs_reference]),
    [['validation', true, '26CH-0815']],
  );
  await nothingWentWrong(cast.server);
});

test('The session ends in the middle; a double click; two tabs: one commit, and each is told', async (t) => {
  const cast = await castOf(t);
  const {holder, issued, shown} = await waiting(cast);
  const portal = await cast.officer('CH');
  await portal.handScan(shown.qr);
  await portal.atCheck();
  const beside = new PortalApp(await portal.page.context().newPage(), cast.server);
  await beside.page.goto(portal.page.url().replace(/check$/, 'commit'));
  await beside.titled(beside.say('portal.commit.title'));
  await portal.toGoods();
  await portal.toCommit();
  await portal.fill('remarks', 'Seen complete');

  await portal.page.context().clearCookies();
  const press = portal.button('portal.commit.step_commit', {type: portal.say('transaction_type.validation')});
  await press.click();
  await portal.reads('portal.again.kept');
  await portal.fill('password', (await cast.server.account('officer', 'CH')).password);
  await portal.press('portal.again.go_on');
  await portal.titled(portal.say('portal.receipt.title'));

  await beside.press('portal.commit.step_commit', {type: beside.say('transaction_type.validation')});
  await beside.page
    .getByText(/already|committed/i)
    .first()
    .waitFor();

  const again = await holder.sign(
    (await holder.caller.done('GET', `/api/wallet/v1/carnets/${issued.carnet_id}/travels`)).travels[0],
    'exportation',
  );
  await portal.newTransaction();
  await portal.handScan(again.qr);
  await portal.atCheck();
  await portal.toGoods();
  await portal.toCommit();
  await portal.button('portal.commit.step_commit', {type: portal.say('transaction_type.exportation')}).dblclick();
  await portal.titled(portal.say('portal.receipt.title'));
  const officer = await officerOf(cast.server, 'CH');
  const {transactions} = await officer.done('GET', `/api/customs/v1/carnets/${issued.carnet_id}/history`);
  assert.deepEqual(
    transactions.map((each: Json) => `${each.type} ${each.remarks ?? ''}`),
    ['validation Seen complete', 'exportation '],
  );
  await nothingWentWrong(cast.server);
});
