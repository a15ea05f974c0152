// Each of the eight transaction types once, at the counter where it belongs.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {type Cast, castOf} from '../support/cast.ts';
import {type Json} from '../support/http.ts';
import {Holder, type Issued, type Shown, issue} from '../support/journey.ts';
import {type PortalApp, type Statement} from '../support/portal_app.ts';
import {nothingWentWrong} from '../support/watch.ts';

async function commit(portal: PortalApp, shown: Shown, statement: Statement = {}): Promise<void> {
  await portal.handScan(shown.qr);
  await portal.cross(shown.type, statement);
  await portal.newTransaction();
}

const committed = async (holder: Holder, issued: Issued): Promise<string[]> => {
  const {transactions} = await holder.caller.done('GET', `/api/wallet/v1/carnets/${issued.carnet_id}/history`);
  return transactions.map((each: Json) => `${each.type} ${each.country}`);
};

async function swissTour(cast: Cast): Promise<void> {
  const holder = await Holder.of(cast.server);
  const issued = await issue(cast.server);
  await holder.take(issued);
  const out = await holder.travel(issued, 'CH', 'XS', {transits: ['DE']});
  const [zurich, berlin, klow] = [await cast.officer('CH'), await cast.officer('DE'), await cast.officer('XS')];
  await commit(zurich, await holder.sign(out, 'validation'));
  await commit(zurich, await holder.sign(out, 'exportation'), {fields: {customs_reference: '26CH-0815'}});
  await commit(berlin, await holder.sign(out, 'transit_open'), {fields: {seals: 'DE 4711, DE 4712'}});
  await commit(berlin, await holder.sign(out, 'transit_close'), {sealsIntact: true});
  await commit(klow, await holder.sign(out, 'importation'), {fields: {place_of_use: 'Opera of Klow'}});
  const home = await holder.travel(issued, 'XS', 'CH');
  await commit(klow, await holder.sign(home, 're_exportation'));
  await commit(zurich, await holder.sign(home, 're_importation'));
  assert.deepEqual((await committed(holder, issued)).sort(), [
    'exportation CH',
    'importation XS',
    're_exportation XS',
    're_importation CH',
    'transit_close DE',
    'transit_open DE',
    'validation CH',
  ]);
}

async function germanTwoSteps(cast: Cast): Promise<void> {
  const holder = await Holder.of(cast.server);
  const issued = await issue(cast.server, {country: 'DE', territories: ['CH_LI', 'XS']});
  await holder.take(issued);
  const out = await holder.travel(issued, 'DE', 'XS');
  const berlin = await cast.officer('DE');
  await commit(berlin, await holder.sign(out, 'validation'));
  const shown = await holder.sign(out, 'exportation');
  await commit(berlin, shown, {step: 'export'});
  await commit(berlin, shown, {step: 'exit'});
  assert.deepEqual(await committed(holder, issued), ['validation DE', 'pre_exportation DE', 'exportation DE']);
}

test('Seven types on a tour from Zürich through Germany to Klow and home again', async (t) => {
  const cast = await castOf(t);
  await swissTour(cast);
  await nothingWentWrong(cast.server);
});

test('Export and Exit in a two-step territory', async (t) => {
  const cast = await castOf(t);
  await germanTwoSteps(cast);
  await nothingWentWrong(cast.server);
});
