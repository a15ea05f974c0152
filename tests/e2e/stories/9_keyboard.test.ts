// The whole crossing with the keyboard alone, at the wallet and at the portal.
import {test} from 'node:test';

import {sitDown} from '../support/browser.ts';
import {type Cast, castOf} from '../support/cast.ts';
import {type Issued, issue, register, someone} from '../support/journey.ts';
import {Keyboard} from '../support/keyboard.ts';
import {PortalApp} from '../support/portal_app.ts';
import {type WalletApp, pin} from '../support/wallet_app.ts';
import {nothingWentWrong} from '../support/watch.ts';

async function prepare(wallet: WalletApp, issued: Issued, person: {email: string; password: string}): Promise<string> {
  const keys = new Keyboard(wallet.page);
  await wallet.open();
  await keys.press(wallet.button('wallet.sign_in'));
  await keys.type(wallet.field('email'), person.email);
  await keys.type(wallet.field('password'), person.password);
  await keys.press(wallet.button('wallet.sign_in'));
  await keys.type(wallet.field('new_pin'), pin);
  await keys.type(wallet.field('new_pin_again'), pin);
  await keys.press(wallet.button('wallet.pin_set'));
  await wallet.titled(wallet.say('wallet.carnets'));
  await keys.press(wallet.link('wallet.add_carnet'));
  await keys.type(wallet.field('carnet'), issued.number);
  await keys.type(wallet.field('pin'), issued.pin);
  await keys.press(wallet.button('wallet.download.go'));
  await wallet.titled(issued.number);
  await keys.press(wallet.page.locator('a.ow-next'));
  await wallet.titled(wallet.say('wallet.sign_carnet.title'));
  await keys.press(wallet.button('wallet.sign_carnet.sign'));
  await keys.press(wallet.link('wallet.travel.new'));
  await wallet.titled(wallet.say('wallet.travel.new'));
  await keys.choose(wallet.field('from_country'), 'Switz');
  await keys.choose(wallet.field('to_country'), 'Syld');
  await keys.type(wallet.field('place'), 'Opera of Klow');
  await keys.type(wallet.field('goods'), '1-13');
  await keys.pick(wallet.page.locator('input[name="mode_of_transport"][value="air"]'));
  await keys.type(wallet.field('transport_details'), 'LX 1234');
  await keys.type(wallet.field('packaging'), '9 flight cases');
  await keys.press(wallet.button('wallet.travel.save'));
  await keys.press(wallet.link('wallet.travel.sign', {declarations: 3}));
  await keys.press(wallet.button('wallet.sign.all', {declarations: 3}));
  await wallet.reads('wallet.sign.done');
  await keys.press(wallet.link('wallet.show.go'));
  await wallet.qr().waitFor();
  return wallet.code('wallet.show.code');
}

async function commit(cast: Cast, issued: Issued, code: string): Promise<void> {
  const {page} = await sitDown(cast.eyes.browser);
  const portal = new PortalApp(page, cast.server);
  const keys = new Keyboard(page);
  const officer = await cast.server.account('officer', 'CH');
  await page.goto(cast.server.portal);
  await keys.type(portal.field('email'), officer.email);
  await keys.type(portal.field('password'), officer.password);
  await keys.press(portal.button('portal.sign_in.go'));
  await portal.atScan();
  await keys.type(portal.field('carnet'), issued.number);
  await keys.type(portal.field('transaction_code'), code);
  await keys.press(portal.button('portal.scan.next'));
  await portal.atCheck();
  await keys.press(portal.button('portal.check.next'));
  await portal.titled(portal.say('portal.goods.title'));
  await keys.press(portal.button('portal.goods.next'));
  await portal.titled(portal.say('portal.commit.title'));
  await keys.pick(page.locator('input[name="goods_examined"][value="yes"]'));
  await keys.press(portal.button('portal.commit.step_commit', {type: portal.say('transaction_type.validation')}));
  await portal.titled(portal.say('portal.receipt.title'));
  // The next in the queue: its button has the focus already.
  await page.keyboard.press('Enter');
  await portal.atScan();
}

test('From sign-in to commit and green with the keyboard alone', async (t) => {
  const cast = await castOf(t);
  const person = someone();
  await register(cast.server, person);
  const issued = await issue(cast.server);
  const wallet = await cast.holder({screen: 'counter'});
  const code = await prepare(wallet, issued, person);
  await commit(cast, issued, code);
  await wallet.turnsGreen();
  await nothingWentWrong(cast.server);
});
