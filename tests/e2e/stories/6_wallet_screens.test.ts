// Every screen of the wallet, on three sizes, in three languages.
import {test} from 'node:test';

import {castOf} from '../support/cast.ts';
import {Gallery} from '../support/gallery.ts';
import {issue, officerOf, someone} from '../support/journey.ts';
import {type Language} from '../support/texts.ts';
import {nothingWentWrong} from '../support/watch.ts';

for (const language of ['en', 'fr', 'ar'] satisfies Language[]) {
  test(`Every screen of the wallet stands on every size and is open to everybody: ${language}`, async (t) => {
    const cast = await castOf(t);
    const gallery = new Gallery(language, 'phone');
    const wallet = await cast.holder({language, sharp: false});
    const {page} = wallet;
    const visit = (name: string) => gallery.visit(page, `wallet-${name}`);
    const person = someone();
    const issued = await issue(cast.server);

    await wallet.open();
    await wallet.button('wallet.register').waitFor();
    await visit('welcome');
    await wallet.press('wallet.sign_in');
    await wallet.field('demo_account').waitFor();
    await visit('sign_in');
    await wallet.press('wallet.no_account_yet');
    await wallet.titled(wallet.say('wallet.register'));
    await wallet.press('wallet.create_account');
    await page.locator('.oc-error, .oc-problem').first().waitFor();
    await visit('register_wrong');
    await wallet.fillRegistration(person);
    await wallet.press('wallet.create_account');
    await wallet.field('new_pin').waitFor();
    await wallet.fill('new_pin', '123456');
    await wallet.press('wallet.pin_set');
    await visit('choose_pin');
    await wallet.choosePin();
    await visit('carnets_none');
    await wallet.follow('wallet.add_carnet');
    await wallet.fill('carnet', String(issued.carnet_id));
    await wallet.fill('pin', '7K3M-9QXR-2WTA');
    await wallet.press('wallet.download.go');
    await page.locator('.oc-error, .oc-problem').first().waitFor();
    await visit('download_wrong');
    await wallet.fill('pin', issued.pin);
    await wallet.press('wallet.download.go');
    await wallet.titled(issued.number);
    await visit('carnet_unsigned');
    await wallet.page.locator('a.ow-next').click();
    await wallet.titled(wallet.say('wallet.sign_carnet.title'));
    await visit('sign_carnet');
    await wallet.press('wallet.sign_carnet.sign');
    await wallet.reads('wallet.sign_carnet.done');
    await visit('sign_carnet_done');
    const at = `/carnets/${issued.carnet_id}`;
    await wallet.go(`${at}/goods`);
    await page.getByText('Electric violin Aurelia').first().waitFor();
    await visit('general_list');
    await wallet.go(`${at}/travels`);
    await wallet.reads('wallet.travel.none');
    await visit('travels_none');
    await wallet.go(`${at}/travels/new`);
    await wallet.titled(wallet.say('wallet.travel.new'));
    await visit('travel_new');
    await wallet.fillTravel({from: 'CH', to: 'XS', transits: ['DE'], goods: '1-4, 7O, 99, 9-8'});
    await wallet.reads('wallet.goods.mistakes', {mistakes: 3});
    await visit('travel_mistakes');
    await wallet.fill('goods', '1-12');
    await wallet.press('wallet.travel.save');
    await page.getByRole('heading', {name: wallet.say('wallet.travel.declarations')}).waitFor();
    await visit('travel');
    await wallet.follow('wallet.travel.sign', {declarations: 5});
    await wallet.button('wallet.sign.all', {declarations: 5}).waitFor();
    await visit('sign');
    await wallet.press('wallet.sign.all', {declarations: 5});
    await wallet.reads('wallet.sign.done');
    await visit('sign_done');
    await wallet.show(issued.carnet_id, 'validation');
    await wallet.qr().waitFor();
    await visit('show');
    await page.getByText(wallet.say('wallet.show.cancellation_code')).first().click();
    await visit('show_cancellation');

    const zurich = await officerOf(cast.server, 'CH');
    const scan = async (type: string) => {
      const {travels} = await page.evaluate(
        async (id) => (await fetch(`/api/wallet/v1/carnets/${id}/travels`)).json(),
        issued.carnet_id,
      );
      const {declaration_id} = travels[0].declarations.find((each: {type: string}) => each.type === type);
      await wallet.show(issued.carnet_id, type);
      await zurich.done('POST', '/api/customs/v1/scans', {
        carnet: issued.number,
        transaction_code: await wallet.code('wallet.show.code'),
      });
      return `/api/customs/v1/declarations/${declaration_id}`;
    };
    await zurich.done('POST', `${await scan('validation')}/commit`, {});
    await wallet.turnsGreen();
    await visit('committed');
    const exportation = await scan('exportation');
    await zurich.done('POST', `${exportation}/reject`, {reason: 'Item 2 is not here'});
    await wallet.reads('wallet.rejected_next');
    await visit('rejected');
    await wallet.go(`${at}/history`);
    await page.getByText(wallet.say('transaction_type.validation')).first().waitFor();
    await visit('history');
    await wallet.go(at);
    await visit('carnet');
    await wallet.carnets();
    await wallet.titled(wallet.say('wallet.carnets'));
    await visit('carnets');
    await wallet.go('/settings');
    await wallet.titled(wallet.say('wallet.settings'));
    await visit('settings');
    await wallet.press('wallet.lock');
    await wallet.unlock('135790');
    await wallet.reads('wallet.unlock.tries_left', {tries: 19});
    await visit('unlock_wrong');
    t.diagnostic(`${gallery.shown} pictures of the wallet in ${language}`);
    gallery.close();
    await nothingWentWrong(cast.server);
  });
}
