import {readFileSync} from 'node:fs';

import {decodeQR} from 'qr/decode.js';
import {expect, test} from 'vitest';

import {qrModules} from './make_qr';

const file = JSON.parse(readFileSync(new URL('../../../../tests/conformance/qr.json', import.meta.url), 'utf8'));

/** Modules as a picture of four pixels each with a quiet zone, as packages/ui draws them. */
function pictureOf(modules: boolean[][]) {
  const side = (modules.length + 8) * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; ++y) {
    for (let x = 0; x < side; ++x) {
      if (modules[(y >> 2) - 4]?.[(x >> 2) - 4]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return {width: side, height: side, data};
}

test('what is drawn is read back, from the shortest to the longest', () => {
  for (const text of [
    'OCD:768255:7K3M9QXR2WTA',
    'OC1V:01hzy4v3m8q2w9k7c5dx:A5C1E9FHAXRANP',
    file.genuine[0].text,
    file.genuine[1].text,
  ]) {
    expect(decodeQR(pictureOf(qrModules(text)), {effort: 8, timeLimit: 5000})).toBe(text);
  }
});

test('X2 an ordinary declaration makes a QR of version 9 at most, square and without a quiet zone', () => {
  const modules = qrModules(file.genuine[0].text);
  expect(modules.length).toBeLessThanOrEqual(17 + 4 * 9);
  expect(modules.every((row) => row.length === modules.length)).toBe(true);
  expect(modules[0]!.slice(0, 7).every(Boolean)).toBe(true);
});
