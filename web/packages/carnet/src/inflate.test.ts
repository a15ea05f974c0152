import {constants, deflateRawSync} from 'node:zlib';

import {expect, test} from 'vitest';

import {inflateRaw} from './inflate';

/** The same numbers on every run. */
function noise(length: number, kinds: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({length}, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) % kinds);
}
const plain = (bytes: Uint8Array) => new Uint8Array(bytes);

test('what zlib packs at any level and strategy is unpacked', () => {
  const {Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY} = constants;
  for (const kinds of [1, 2, 5, 60, 256]) {
    for (const length of [0, 1, 2, 100, 3000, 16384]) {
      const bytes = noise(length, kinds, length * 7 + kinds);
      for (const level of [0, 1, 9]) {
        for (const strategy of [Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY]) {
          const packed = plain(deflateRawSync(bytes, {level, strategy}));
          expect(inflateRaw(packed, 16384), `${kinds} ${length} ${level} ${strategy}`).toEqual(bytes);
        }
      }
    }
  }
});

test('it stops at its limit, wants its end, and nothing behind it', () => {
  const packed = plain(deflateRawSync(Buffer.from('text')));
  expect(inflateRaw(packed, 4)).toEqual(new TextEncoder().encode('text'));
  expect(inflateRaw(packed, 3)).toBeUndefined();
  expect(inflateRaw(plain(deflateRawSync(Buffer.alloc(10_000_000))), 16384)).toBeUndefined();
  expect(inflateRaw(new Uint8Array(0), 100)).toBeUndefined();
  expect(inflateRaw(new Uint8Array([...packed, 0]), 100)).toBeUndefined();
  expect(inflateRaw(packed.slice(0, -1), 100)).toBeUndefined();
});

test('what zlib refuses is refused, and nothing makes it throw', async () => {
  const {inflateRawSync} = await import('node:zlib');
  const packed = plain(deflateRawSync(noise(400, 40, 3), {level: 9}));
  let refused = 0;
  for (let bit = 0; bit < packed.length * 8; ++bit) {
    const changed = packed.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    let expected: Uint8Array | undefined;
    try {
      expected = inflateRawSync(changed, {maxOutputLength: 16384});
    } catch {
      ++refused;
    }
    const found = inflateRaw(changed, 16384);
    // zlib in Node passes over what stands behind the end; here that is a reason to refuse.
    if (expected === undefined) expect(found).toBeUndefined();
    else if (found !== undefined) expect(found).toEqual(plain(expected));
  }
  expect(refused).toBeGreaterThan(100);
});
