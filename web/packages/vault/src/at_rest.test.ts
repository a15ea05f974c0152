import 'fake-indexeddb/auto';

import {openDB} from 'idb';
import {expect, test} from 'vitest';

import {createDeviceKeys} from './device_keys';
import {stores} from './stores';
import {openVaultWith} from './vault';

const pin = '274920';
const secrets = [
  'Steinway grand piano D-274',
  'Flügel 大',
  '8KQ2M4TZ9WXYC',
  'CHTA00000133',
  '768255',
  'anna@example.org',
  pin,
];

/** Everything that stands in a database, keys and values, as one run of bytes. */
async function dump(name: string): Promise<Buffer> {
  const db = await openDB(name);
  const parts: Buffer[] = [];
  const collect = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    else if (value instanceof ArrayBuffer) parts.push(Buffer.from(value));
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(collect);
    else parts.push(Buffer.from(String(value)));
    parts.push(Buffer.from('\0'));
  };
  for (const store of db.objectStoreNames) {
    collect(store);
    collect(await db.getAllKeys(store));
    collect(await db.getAll(store));
  }
  db.close();
  return Buffer.concat(parts);
}

/** How a text may stand on a disk: UTF-8, UTF-16, hexadecimal, and base64 at each of its three offsets. */
function shapes(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const utf16 = Buffer.from(text, 'utf16le');
  const texts = [bytes.toString('hex'), ...base64, ...base64.map((it) => it.replaceAll('+', '-').replaceAll('/', '_'))];
  return [bytes, utf16, Buffer.from(utf16).swap16(), ...texts.map((it) => Buffer.from(it))];
}

const found = (haystack: Buffer) =>
  secrets.filter((secret) => shapes(secret).some((shape) => haystack.includes(shape)));

test('the search finds what lies open, in every shape', async () => {
  for (const [at, secret] of secrets.entries()) {
    for (const [shape, bytes] of shapes(secret).entries()) {
      const db = await openDB(`open-${at}-${shape}`, 1, {upgrade: (it) => void it.createObjectStore('records')});
      await db.put('records', {value: new Uint8Array(bytes)}, 'key');
      db.close();
      expect(found(await dump(`open-${at}-${shape}`))).toContain(secret);
    }
  }
});

test('nothing of goods, codes, numbers, addresses or the PIN stands on the disk, open or locked', async () => {
  const vault = await openVaultWith('at-rest', {iterations: 10, now: () => 0});
  await vault.create(pin);
  const {signing_key} = await createDeviceKeys(vault);
  for (const {store} of Object.values(stores)) {
    for (const secret of secrets) await vault.put(store, secret, {[secret]: [secret, {deep: secret}]});
  }
  await vault.open('835162');
  for (let round = 0; round < 2; ++round) {
    const disk = await dump('at-rest');
    expect(disk.length).toBeGreaterThan(10_000);
    expect(found(disk)).toEqual([]);
    for (const text of [signing_key.x, 'signing', 'device_keys', ...Object.keys(stores)])
      expect(disk.includes(text)).toBe(false);
    vault.lock();
  }
});

test('the same text is sealed differently each time, and lengths are rounded up', async () => {
  const vault = await openVaultWith('lengths', {iterations: 10, now: () => 0});
  await vault.create(pin);
  await vault.put('codes', 'a', 'x');
  await vault.put('codes', 'b', 'x'.repeat(100));
  const db = await openDB('lengths');
  const [one, two] = await db.getAll('records');
  expect(one.sealed.length).toBe(two.sealed.length);
  await vault.put('codes', 'a', 'x');
  await vault.put('codes', 'b', 'x'.repeat(100));
  const again = await db.getAll('records');
  for (const [at, before] of [one, two].entries()) {
    expect(Buffer.from(again[at].nonce).equals(before.nonce)).toBe(false);
    expect(Buffer.from(again[at].sealed).equals(before.sealed)).toBe(false);
  }
  db.close();
});
