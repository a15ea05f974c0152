// Every screen of the portal, on three sizes, in three languages.
import {test} from 'node:test';

import {sitDown} from '../support/browser.ts';
import {castOf} from '../support/cast.ts';
import {Gallery} from '../support/gallery.ts';
import {Holder, commit, issue, officerOf} from '../support/journey.ts';
import {PortalApp} from '../support/portal_app.ts';
import {type Language} from '../support/texts.ts';
import {nothingWentWrong} from '../support/watch.ts';

for (const language of ['en', 'fr', 'ar'] satisfies Language[]) {
  test(`Every screen of the portal stands on every size and is open to everybody: ${language}`, async (t) => {
    const cast = await castOf(t);
    const gallery = new Gallery(language, 'counter');
    const holder = await Holder.of(cast.server);
    const issued = await issue(cast.server);
    await holder.take(issued);
    const out = await holder.travel(issued, 'CH', 'XS', {goods: '1-12'});
    const home = await officerOf(cast.server, 'CH');
    await commit(home, await holder.sign(out, 'validation'));
    await commit(home, await holder.sign(out, 'exportation'));

    const {page} = await sitDown(cast.eyes.browser, {language, sharp: false});
    const portal = new PortalApp(page, cast.server, language);
    const visit = (name: string) => gallery.visit(page, `portal-${name}`);
    const klow = await cast.server.account('officer', 'XS');
    await page.goto(cast.server.portal);
    await portal.field('demo').waitFor();
    await visit('sign_in');
    await portal.signIn(klow);
    await visit('scan');
    await page.getByRole('button', {name: new RegExp(portal.say('portal.frame.change'))}).click();
    await portal.field('office_search').or(page.getByRole('dialog')).first().waitFor();
    await visit('office');
    await page.keyboard.press('Escape');
    await portal.handScan('https://example.org/somebody-else');
    await portal.reads('portal.qr.foreign');
    await visit('scan_foreign');
    await portal.typeCode('99', 'PNH4');
    await portal.reads('portal.scan.code_too_short');
    await visit('scan_typed_wrong');

    const importation = await holder.sign(out, 'importation');
    await portal.handScan(importation.qr);
    await portal.atCheck();
    await visit('check');
    for (const fold of await page.locator('main details').all()) await fold.locator('summary').first().click();
    await visit('check_unfolded');
    await portal.press('portal.check.reject');
    await portal.press('portal.reject.go');
    await portal.reads('portal.reject.reason_missing');
    await visit('reject');
    await page.keyboard.press('Escape');
    await portal.toGoods();
    await visit('goods');
    await portal.press('portal.goods.correct');
    await page.getByText(portal.say('portal.goods.smaller')).first().click();
    await portal.fill('smaller_list', '1-4, 7O, 99, 9-8');
    await portal.press('portal.goods.smaller_take');
    await portal.reads('portal.ranges.mistakes', {count: 3});
    await visit('goods_corrections');
    await portal.press('portal.goods.close');
    await portal.toCommit();
    await visit('commit');
    await portal.fill('final_date', '2020-01-01');
    await portal.press('portal.commit.step_commit', {type: portal.say('transaction_type.importation')});
    await page.locator('.oc-error, .oc-problem').first().waitFor();
    await visit('commit_refused');
    await portal.fill('final_date', '');
    await portal.commit('importation');
    await visit('receipt');
    await page.getByText(portal.say('portal.cancel.fold')).click();
    await portal.press('portal.cancel.go');
    await visit('receipt_cancel');

    const back = await holder.travel(issued, 'XS', 'CH', {goods: '1-11', not_re_exported: '12'});
    await portal.newTransaction();
    await portal.handScan((await holder.sign(back, 're_exportation')).qr);
    await portal.atCheck();
    await portal.toGoods();
    await visit('goods_returning');
    await page.context().clearCookies();
    await page.reload();
    await visit('session_ended');
    await portal.signIn(klow);
    await portal.follow('portal.frame.transactions');
    await portal.titled(portal.say('portal.frame.transactions'));
    await page.getByText(issued.number).first().waitFor();
    await visit('transactions');
    await page.getByRole('link', {name: issued.number}).first().click();
    await page.getByText(portal.say('portal.carnet.life')).first().waitFor();
    await visit('carnet');
    t.diagnostic(`${gallery.shown} pictures of the portal in ${language}`);
    gallery.close();
    await nothingWentWrong(cast.server);
  });
}
