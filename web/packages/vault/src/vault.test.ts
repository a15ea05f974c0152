import 'fake-indexeddb/auto';

import {openDB} from 'idb';
import {beforeEach, expect, test, vi} from 'vitest';

import {type Opening} from './types';
import {openVaultWith} from './vault';

const pin = '274920';
const wrong = '111112';
let vaults = 0;
let name = '';
let now = 0;
const tab = () => openVaultWith(name, {iterations: 10, now: () => now});

beforeEach(() => {
  name = `vault-${++vaults}`;
  now = 1_800_000_000_000;
});

const seconds = (count: number) => (now += count * 1000);
const soon = (what: () => void) => vi.waitFor(what, {timeout: 2000, interval: 5});

/** Wrong PINs one after the other, waiting as told; the last answer. */
async function wrongTimes(vault: Awaited<ReturnType<typeof tab>>, times: number): Promise<Opening> {
  let last: Opening = {ok: false};
  for (let time = 0; time < times; ++time) {
    last = await vault.open(wrong);
    seconds(last.waitSeconds ?? 0);
  }
  return last;
}

test('nothing, then open, then locked, then open with the PIN', async () => {
  const vault = await tab();
  const seen: string[] = [];
  const stop = vault.onChange((state) => seen.push(state));
  expect(vault.state()).toBe('none');
  await vault.create(pin);
  vault.lock();
  expect((await tab()).state()).toBe('locked');
  expect(await vault.open(pin)).toEqual({ok: true});
  await vault.wipe();
  expect(seen).toEqual(['open', 'locked', 'open', 'none']);
  stop();
  await vault.create(pin);
  expect(seen).toHaveLength(4);
  expect(await (await openVaultWith(`${name}-other`, {iterations: 10, now: () => now})).open(pin)).toEqual({ok: false});
});

test('what is put is got back, listed by store, removed alone', async () => {
  const vault = await tab();
  await vault.create(pin);
  await vault.put('carnets', '768255', {goods: ['Flügel 大', 2, null]});
  await vault.put('carnets', '4711', []);
  await vault.put('car', 'nets768255', 'another store');
  vault.lock();
  await vault.open(pin);
  expect(await vault.get('carnets', '768255')).toEqual({goods: ['Flügel 大', 2, null]});
  expect([...(await vault.all('carnets'))]).toEqual([
    ['4711', []],
    ['768255', {goods: ['Flügel 大', 2, null]}],
  ]);
  await vault.put('carnets', '4711', 'replaced');
  expect(await vault.get('carnets', '4711')).toBe('replaced');
  await vault.remove('carnets', '4711');
  expect(await vault.get('carnets', '4711')).toBeUndefined();
  expect((await vault.all('carnets')).size).toBe(1);
  expect((await vault.all('travels')).size).toBe(0);
});

test('a locked vault is neither read nor written', async () => {
  const vault = await tab();
  await vault.create(pin);
  vault.lock();
  for (const attempt of [
    vault.get('codes', 'x'),
    vault.put('codes', 'x', 1),
    vault.remove('codes', 'x'),
    vault.all('codes'),
  ]) {
    await expect(attempt).rejects.toThrow('locked');
  }
});

test('a PIN that may not be chosen makes no vault and changes none', async () => {
  const vault = await tab();
  await expect(vault.create('123456')).rejects.toThrow(RangeError);
  expect(vault.state()).toBe('none');
  await vault.create(pin);
  await expect(vault.changePin(pin, '12345')).rejects.toThrow(RangeError);
  vault.lock();
  expect((await vault.open(pin)).ok).toBe(true);
});

test('five wrong PINs are free, then the wait doubles to an hour, and the twentieth wipes', async () => {
  const vault = await tab();
  await vault.create(pin);
  await vault.put('codes', 'x', 'secret');
  vault.lock();
  const answers: Opening[] = [];
  for (let time = 0; time < 20; ++time) {
    answers.push(await vault.open(wrong));
    seconds(answers.at(-1)!.waitSeconds ?? 0);
  }
  expect(answers.map((answer) => answer.waitSeconds ?? 0)).toEqual([
    0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 0,
  ]);
  expect(answers.map((answer) => answer.triesLeft)).toEqual([
    19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
  ]);
  expect(answers.map((answer) => answer.wiped === true)).toEqual([...new Array<boolean>(19).fill(false), true]);
  expect(vault.state()).toBe('none');
  const db = await openDB(name);
  expect([await db.count('records'), await db.count('door')]).toEqual([0, 0]);
  db.close();
});

test('during a wait not even the right PIN is looked at, in any tab, after any restart, with any clock', async () => {
  const vault = await tab();
  await vault.create(pin);
  vault.lock();
  const last = await vault
    .open(wrong)
    .then(() => wrongTimes(vault, 3))
    .then(() => vault.open(wrong));
  expect(last).toEqual({ok: false, triesLeft: 15, waitSeconds: 30});
  seconds(10);
  expect(await vault.open(pin)).toEqual({ok: false, triesLeft: 15, waitSeconds: 20});
  expect(await (await tab()).open(pin)).toEqual({ok: false, triesLeft: 15, waitSeconds: 20});
  expect(await vault.changePin(pin, '835162')).toEqual({ok: false, triesLeft: 15, waitSeconds: 20});
  seconds(-86_400);
  expect((await vault.open(pin)).waitSeconds).toBe(30);
  seconds(86_400 + 20);
  expect(await vault.open(pin)).toEqual({ok: true});
  vault.lock();
  expect(await vault.open(wrong)).toEqual({ok: false, triesLeft: 19});
});

test('a PIN is counted before it is looked at: many at once get no more tries', async () => {
  const vault = await tab();
  await vault.create(pin);
  vault.lock();
  const tabs = await Promise.all([tab(), tab(), tab(), tab()]);
  const answers = await Promise.all([...tabs, ...tabs, ...tabs].map((it) => it.open(wrong)));
  expect(answers.every(({ok}) => !ok)).toBe(true);
  expect(new Set(answers.map(({triesLeft}) => triesLeft))).toEqual(new Set([19, 18, 17, 16, 15]));
});

test('the last try opens if it is right, and counting starts anew', async () => {
  const vault = await tab();
  await vault.create(pin);
  await vault.put('codes', 'x', 1);
  vault.lock();
  expect((await wrongTimes(vault, 19)).triesLeft).toBe(1);
  expect(await vault.open(pin)).toEqual({ok: true});
  expect(await vault.get('codes', 'x')).toBe(1);
  vault.lock();
  expect((await vault.open(wrong)).triesLeft).toBe(19);
});

test('a new PIN opens, the old one does not, and nothing is written anew', async () => {
  const vault = await tab();
  await vault.create(pin);
  await vault.put('codes', 'x', 1);
  expect(await vault.changePin(wrong, '835162')).toEqual({ok: false, triesLeft: 19});
  expect(await vault.changePin(pin, '835162')).toEqual({ok: true});
  expect(vault.state()).toBe('open');
  vault.lock();
  expect((await vault.open(pin)).ok).toBe(false);
  expect((await vault.open('٨٣٥١٦٢')).ok).toBe(true);
  expect(await vault.get('codes', 'x')).toBe(1);
});

test('whatever write of a PIN change fails, the vault opens with one of the two', async () => {
  const put = IDBObjectStore.prototype.put;
  for (let survives = 0; survives < 4; ++survives) {
    name = `crash-${survives}`;
    now += 86_400_000;
    const vault = await tab();
    await vault.create(pin);
    await vault.put('codes', 'x', survives);
    let writes = 0;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (++writes > survives) throw new DOMException('the battery is empty', 'AbortError');
      return put.apply(this, given);
    };
    const changed = await vault.changePin(pin, '835162').then(
      () => true,
      () => false,
    );
    IDBObjectStore.prototype.put = put;
    const restarted = await tab();
    const opened = await Promise.all([restarted.open(pin), restarted.open('835162')]);
    expect(opened.map(({ok}) => ok)).toEqual(changed ? [false, true] : [true, false]);
    expect(await restarted.get('codes', 'x')).toBe(survives);
    expect(changed).toBe(survives >= 3); // counted, forgiven, replaced
  }
});

test('tabs share what is kept, and lock and are wiped together', async () => {
  const [left, right] = [await tab(), await tab()];
  const changed: string[] = [];
  const states: string[] = [];
  right.onRecord((store, of) => changed.push(`${store}/${of}`));
  right.onChange((state) => states.push(state));
  await left.create(pin);
  await soon(() => expect(right.state()).toBe('locked'));
  await right.open(pin);
  await left.put('travels', '1', 'from the left');
  await left.remove('travels', '2');
  await soon(() => expect(changed).toEqual(['travels/1', 'travels/2']));
  expect(await right.get('travels', '1')).toBe('from the left');
  left.lock();
  await soon(() => expect(right.state()).toBe('locked'));
  await left.open(pin);
  await right.open(pin);
  await left.wipe();
  await soon(() => expect(right.state()).toBe('none'));
  expect(states).toEqual(['locked', 'open', 'locked', 'open', 'none']);
});

test('a tab that has not heard of the new vault writes nothing into it', async () => {
  const [left, right] = [await tab(), await tab()];
  await left.create(pin);
  await soon(() => expect(right.state()).toBe('locked'));
  await right.open(pin);
  right.close(); // deaf
  await left.create('835162');
  await expect(right.put('codes', 'x', 'old keys')).rejects.toThrow('locked');
  expect(right.state()).toBe('locked');
  expect((await left.all('codes')).size).toBe(0);
});

test('locking wins over an opening that is under way', async () => {
  const vault = await tab();
  await vault.create(pin);
  vault.lock();
  const opening = vault.open(pin);
  vault.lock();
  await opening;
  expect(vault.state()).toBe('locked');
});

test('a record put in the place of another, or changed, does not open', async () => {
  const vault = await tab();
  await vault.create(pin);
  await vault.put('codes', 'mine', 'A');
  await vault.put('codes', 'other', 'B');
  const db = await openDB(name);
  const [first, second] = await db.getAllKeys('records');
  const [one, two] = await db.getAll('records');
  await db.put('records', two, first);
  await db.put('records', one, second);
  await expect(vault.get('codes', 'mine')).rejects.toThrow();
  await expect(vault.all('codes')).rejects.toThrow();
  one.sealed[0] ^= 1;
  await db.put('records', one, first);
  await expect(vault.get('codes', 'mine')).rejects.toThrow();
  db.close();
});
