// Brings what the server knows into the vault. Quiet by default: nobody waits for it; with `call` somebody does.
import {type Result, asked} from '@opencarnet/api';
import {open} from '@opencarnet/api/public';
import {wallet} from '@opencarnet/api/wallet';

import type {Carnet, Codes, Countries, HeldCarnet, History, Travel, TravelsOf} from './kinds';
import {call, deviceKeys, quietCall} from './session';
import {createTurns} from './turns';
import {peek, read, refs, remove, write} from './vault_door';

type Caller = typeof call;
const now = () => new Date().toISOString();
const turns = createTurns();

export function refreshHeld(caller: Caller = quietCall): Promise<Result<HeldCarnet[]>> {
  return turns.inTurn('held', () => askHeld(caller));
}

async function askHeld(caller: Caller): Promise<Result<HeldCarnet[]>> {
  const carnets: HeldCarnet[] = [];
  let cursor: string | undefined;
  do {
    const page = await caller(() => asked(wallet.GET('/carnets', {params: {query: {limit: 100, cursor}}})));
    if (!page.ok) return page;
    carnets.push(...page.data.carnets);
    cursor = page.data.next_cursor;
  } while (cursor);
  await write(refs.held, {carnets, refreshed_at: now()});
  return {ok: true, data: carnets, etag: undefined};
}

/** Opens what only this device can open. */
async function unsealed(jwe: string): Promise<Carnet> {
  const carnet = (await (await deviceKeys()).open(jwe)) as Carnet;
  await write(refs.carnet(carnet.carnet_id), carnet);
  return carnet;
}

export function refreshCarnet(carnetId: number, caller: Caller = quietCall): Promise<Result<Carnet>> {
  return turns.inTurn(`carnet ${carnetId}`, async () => {
    const params = {path: {carnet_id: carnetId}};
    const sealed = await caller(() => asked(wallet.GET('/carnets/{carnet_id}', {params})));
    return sealed.ok ? {...sealed, data: await unsealed(sealed.data.jwe)} : sealed;
  });
}

export async function downloadCarnet(carnet: string, pin: string): Promise<Result<Carnet>> {
  const sealed = await call(() => asked(wallet.POST('/carnets/download', {body: {carnet, pin}})));
  if (!sealed.ok) return sealed;
  const data = await unsealed(sealed.data.jwe);
  void refreshHeld();
  void refreshTravels(data.carnet_id);
  void refreshHistory(data.carnet_id);
  return {...sealed, data};
}

async function askTravels(carnetId: number, caller: Caller): Promise<Result<TravelsOf>> {
  const travels: Travel[] = [];
  let last: TravelsOf | undefined;
  let cursor: string | undefined;
  do {
    const params = {path: {carnet_id: carnetId}, query: {limit: 100, cursor}};
    const page = await caller(() => asked(wallet.GET('/carnets/{carnet_id}/travels', {params})));
    if (!page.ok) return page;
    travels.push(...page.data.travels);
    cursor = page.data.next_cursor;
    last = {travels, sets_left: page.data.sets_left, places: page.data.places, refreshed_at: now()};
  } while (cursor);
  return {ok: true, data: last!, etag: undefined};
}

export function refreshTravels(carnetId: number, caller: Caller = quietCall): Promise<Result<TravelsOf>> {
  return turns.inTurn(`travels ${carnetId}`, async (overtaken) => {
    for (;;) {
      const answer = await askTravels(carnetId, caller);
      if (!answer.ok) return answer;
      if (overtaken()) continue;
      await fetchCodes(answer.data.travels);
      if (overtaken()) continue;
      await write(refs.travels(carnetId), answer.data);
      return answer;
    }
  });
}

/** What is newer than any answer under way: told by the live line, or answered to a change made here. */
export async function keepTravels(carnetId: number, travels: TravelsOf): Promise<void> {
  turns.overtake(`travels ${carnetId}`);
  await write(refs.travels(carnetId), travels);
}

/** What must be shown at customs is on the device before anybody stands there: codes signed on another device, too. */
async function fetchCodes(travels: Travel[]): Promise<void> {
  for (const declaration of travels.flatMap((travel) => travel.declarations)) {
    const ref = refs.codes(declaration.declaration_id);
    const kept = await read(ref);
    if (declaration.state === 'prepared') {
      if (kept) await remove(ref); // its signature was voided (T7)
      continue;
    }
    if (declaration.medium === 'paper' || kept?.signed_at === declaration.signed_at) continue;
    if (declaration.state === 'committed' && kept) continue;
    const params = {path: {declaration_id: declaration.declaration_id}};
    const codes = await quietCall(() => asked(wallet.GET('/declarations/{declaration_id}/qr', {params})));
    if (codes.ok) await write(ref, codes.data);
  }
}

export function refreshHistory(carnetId: number, caller: Caller = quietCall): Promise<Result<History>> {
  return turns.inTurn(`history ${carnetId}`, () => askHistory(carnetId, caller));
}

async function askHistory(carnetId: number, caller: Caller): Promise<Result<History>> {
  const params = {path: {carnet_id: carnetId}};
  const result = await caller(() => asked(wallet.GET('/carnets/{carnet_id}/history', {params})));
  if (!result.ok) return result;
  const {transactions, rejections, devices, places, sets_left} = result.data;
  const history: History = {transactions, rejections, devices, places, sets_left, refreshed_at: now()};
  await write(refs.history(carnetId), history);
  return {...result, data: history};
}

const countriesFor = 3_600_000;

/** The public list, at most once an hour for each language. */
export async function refreshCountries(language: string): Promise<void> {
  const kept = await read(refs.countries(language));
  if (kept && Date.now() - Date.parse(kept.refreshed_at) < countriesFor) return;
  const result = await quietCall(() => asked(open.GET('/countries')));
  if (!result.ok) return;
  const {countries, territories} = result.data;
  await write(refs.countries(language), {countries, territories, refreshed_at: now()} satisfies Countries);
}

/** Everything of one carnet, and its line in the list. */
export async function refreshAllOf(carnetId: number, caller: Caller = quietCall): Promise<void> {
  const first = await refreshTravels(carnetId, caller);
  if (!first.ok) return;
  await Promise.all([refreshHistory(carnetId), refreshCarnet(carnetId), refreshHeld()]);
}

/** After the unlock and whenever the app comes back to the front: the list, and the travels of each carnet on it. */
export async function refreshAll(): Promise<void> {
  const held = await refreshHeld();
  if (!held.ok) return;
  for (const carnet of held.data.filter((each) => each.downloaded_on_this_device)) {
    await refreshTravels(carnet.carnet_id);
    if (!(await read(refs.carnet(carnet.carnet_id)))) await refreshCarnet(carnet.carnet_id);
  }
}

export async function keepCodes(codes: Codes): Promise<void> {
  await write(refs.codes(codes.declaration_id), codes);
}

/** Puts a travel as the server answered it into the list kept here. */
export async function keepTravel(travel: Travel): Promise<void> {
  const kept = await read(refs.travels(travel.carnet_id));
  const others = kept?.travels ?? [];
  const known = others.some((each) => each.travel_id === travel.travel_id);
  const travels = known
    ? others.map((each) => (each.travel_id === travel.travel_id ? travel : each))
    : [...others, travel];
  const sets_left = travel.sets_left ?? kept?.sets_left;
  if (!sets_left) return;
  await keepTravels(travel.carnet_id, {places: [], ...kept, travels, sets_left, refreshed_at: now()});
}

export function travelOf(carnetId: number, travelId: string): Travel | undefined {
  return peek(refs.travels(carnetId))?.travels.find((travel) => travel.travel_id === travelId);
}
