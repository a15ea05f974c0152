// Bad input at the telephone: every case says what to do next, and nothing typed is lost.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {castOf, readyWallet} from '../support/cast.ts';
import {issue, register, someone} from '../support/journey.ts';
import {WalletApp} from '../support/wallet_app.ts';
import {nothingWentWrong} from '../support/watch.ts';

test('A wrong carnet PIN is counted, the wait is shown and counts down, and what was typed stays', async (t) => {
  const cast = await castOf(t);
  const person = someone();
  await register(cast.server, person);
  const issued = await issue(cast.server);
  const wallet = await cast.holder();
  await wallet.signIn(person);
  await wallet.follow('wallet.add_carnet');
  await wallet.fill('carnet', issued.number);
  await wallet.fill('pin', '7K3M-9QXR-2WTA');
  for (let tries = 0; tries < 6; tries++) {
    const answered = wallet.page.waitForResponse((response) => response.url().endsWith('/carnets/download'));
    await wallet.press('wallet.download.go');
    if ((await answered).status() === 429) break;
  }
  const wait = wallet.page.getByText(/^Next try in/);
  await wait.waitFor();
  const first = await wait.textContent();
  await wallet.page.waitForFunction((text) => !document.body.textContent?.includes(text ?? ''), first);
  assert.ok(await wallet.button('wallet.download.go').isDisabled());
  assert.equal(await wallet.field('carnet').inputValue(), issued.number);
  assert.equal(await wallet.field('pin').inputValue(), '7K3M-9QXR-2WTA');
  await nothingWentWrong(cast.server);
});

test('A wrong wallet PIN tells the tries left, then the wait; two tabs lock together', async (t) => {
  const cast = await castOf(t);
  const {wallet} = await readyWallet(cast);
  const second = new WalletApp(await wallet.page.context().newPage(), cast.server);
  await second.open();
  await second.unlock();
  await second.titled(second.say('wallet.carnets'));
  await wallet.press('wallet.lock');
  await second.titled(second.say('wallet.unlock.title'));

  for (let left = 19; left >= 15; left--) {
    await wallet.unlock('135790');
    await wallet.reads('wallet.unlock.tries_left', {tries: left});
  }
  await wallet.page.getByText(/^Next try in/).waitFor(); // five are free
  assert.ok(await wallet.button('wallet.unlock.open').isDisabled());
  await nothingWentWrong(cast.server);
});

test('500 pasted item numbers with three mistakes: each is named and leads to its place, the text stays', async (t) => {
  const cast = await castOf(t);
  const {wallet, issued} = await readyWallet(cast, {}, {items: 500});
  await wallet.go(`/carnets/${issued.carnet_id}/travels/new`);
  await wallet.fillTravel({from: 'CH', to: 'XS', goods: ''});
  const numbers = Array.from({length: 500}, (_, i) => String(i + 1));
  numbers[99] = '1OO';
  numbers[299] = '777';
  numbers[498] = '40-30';
  const text = numbers.join(', ');
  await wallet.fill('goods', text);
  await wallet.reads('wallet.goods.mistakes', {mistakes: 3});
  await wallet.press('wallet.travel.save');
  for (const wrong of ['1OO', '777', '40-30']) {
    await wallet.page.getByRole('button', {name: wrong, exact: true}).click();
    const selected = await wallet
      .field('goods')
      .evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    assert.equal(selected, wrong);
  }
  assert.equal(await wallet.field('goods').inputValue(), text);
  // Lost connection while saving, an app closed in the middle: the typing is offered again.
  const right = text.replace('1OO', '100').replace('777', '300').replace('40-30', '499');
  await wallet.fill('goods', right);
  await cast.server.kill();
  await wallet.press('wallet.travel.save');
  await wallet.reads('ui.unreachable');
  await wallet.page.waitForTimeout(1500); // the draft's own pace
  await wallet.page.reload();
  await wallet.unlock();
  await wallet.field('goods').waitFor();
  assert.equal(await wallet.field('goods').inputValue(), right);
  assert.equal(await wallet.field('place').inputValue(), 'Hall of the Opera');
  await cast.server.run();
  await wallet.press('wallet.travel.save');
  await wallet.page.getByRole('heading', {name: wallet.say('wallet.travel.declarations')}).waitFor();
  await nothingWentWrong(cast.server);
});

test('A session that ended while somebody types: the password, and the same travel is saved', async (t) => {
  const cast = await castOf(t);
  const person = someone();
  await register(cast.server, person);
  const issued = await issue(cast.server);
  const wallet = await cast.holder();
  await wallet.signIn(person);
  await wallet.download(issued);
  await wallet.signCarnet();
  await wallet.go(`/carnets/${issued.carnet_id}/travels/new`);
  await wallet.fillTravel({from: 'CH', to: 'XS'});
  await wallet.page.context().clearCookies();
  await wallet.press('wallet.travel.save');
  await wallet.fill('password', person.password);
  await wallet.press('wallet.sign_in_and_go_on');
  await wallet.page.getByRole('heading', {name: wallet.say('wallet.travel.declarations')}).waitFor();
  await wallet.signDeclarations(3);
  await nothingWentWrong(cast.server);
});
