// The start page: what this is, the doors with demo accounts, and the walk whose words are enough to cross.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {sitDown} from '../support/browser.ts';
import {castOf} from '../support/cast.ts';
import {Gallery} from '../support/gallery.ts';
import {PortalApp} from '../support/portal_app.ts';
import {type Language, speaking} from '../support/texts.ts';
import {WalletApp} from '../support/wallet_app.ts';
import {nothingWentWrong} from '../support/watch.ts';

test('The start page stands on every size in three languages, chosen by the browser or by hand', async (t) => {
  const cast = await castOf(t);
  for (const language of ['en', 'fr', 'ar'] satisfies Language[]) {
    const {page, context} = await sitDown(cast.eyes.browser, {language, sharp: false});
    const gallery = new Gallery(language, 'counter');
    await page.goto(cast.server.start);
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    await page.getByRole('heading', {level: 1, name: speaking(language)('start.headline')}).waitFor();
    await gallery.visit(page, 'start');
    await page.getByRole('link', {name: 'Français'}).click();
    await page.getByRole('heading', {level: 1, name: speaking('fr')('start.headline')}).waitFor();
    gallery.close();
    await context.close();
  }
  await nothingWentWrong(cast.server);
});

test('The walk opens wallet and portal side by side, and what it names is enough for the first commit', async (t) => {
  const cast = await castOf(t);
  const {page, context} = await sitDown(cast.eyes.browser);
  await page.goto(cast.server.start);
  const say = speaking('en');
  const said = async (number: number) => page.locator('.steps li').nth(number).locator('code').allTextContents();
  const [email = '', password = ''] = await said(1);
  const [number = '', pin = ''] = await said(2);
  const [officer = '', secret = ''] = await said(4);

  const windows: Promise<unknown>[] = [context.waitForEvent('page', (each) => each.url().includes('//wallet.'))];
  windows.push(context.waitForEvent('page', (each) => each.url().includes('//portal.')));
  await page.getByRole('button', {name: say('start.walk_open'), exact: true}).click();
  await Promise.all(windows);
  const [walletPage, portalPage] = ['wallet', 'portal'].map((app) =>
    context.pages().find((each) => each.url().includes(`//${app}.`)),
  );
  assert.ok(walletPage && portalPage);
  assert.ok(!(await page.locator('#walk-blocked').isVisible()));

  const wallet = new WalletApp(walletPage, cast.server);
  await wallet.signIn({email, password});
  await wallet.follow('wallet.add_carnet');
  await wallet.fill('carnet', number);
  await wallet.fill('pin', pin);
  await wallet.press('wallet.download.go');
  await wallet.titled(number);
  await wallet.signCarnet();
  await wallet.follow('wallet.travel.new');
  await wallet.fillTravel({from: 'CH', to: 'XS'});
  await wallet.press('wallet.travel.save');
  await wallet.signDeclarations(3);
  await wallet.follow('wallet.show.go');
  const code = await wallet.code('wallet.show.code');
  const portal = new PortalApp(portalPage, cast.server);
  await portal.signIn({email: officer, password: secret});
  await portal.typeCode(number, code);
  await portal.cross('validation');
  await wallet.turnsGreen();
  await nothingWentWrong(cast.server);
});
