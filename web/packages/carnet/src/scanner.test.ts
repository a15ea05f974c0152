// The camera itself is tested in a browser (tests/e2e); here, what needs none.
import {afterEach, beforeEach, expect, test, vi} from 'vitest';

import {qrModules} from './make_qr';
import {startScanner, troubleOf} from './scanner';
import {type Scanned} from './scanner_messages';

class Pixels {
  constructor(
    readonly data: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}
}

function pictureOf(text: string | undefined): Pixels {
  const modules = text === undefined ? [] : qrModules(text);
  const side = (modules.length + 8) * 4;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; ++y) {
    for (let x = 0; x < side; ++x) {
      if (modules[(y >> 2) - 4]?.[(x >> 2) - 4]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return new Pixels(data, side, side);
}

const answers: Scanned[] = [];
beforeEach(() => {
  answers.length = 0;
  vi.resetModules();
  vi.stubGlobal('ImageData', Pixels);
  vi.stubGlobal('postMessage', (answer: Scanned) => answers.push(answer));
});
afterEach(() => vi.unstubAllGlobals());

async function worker(): Promise<(id: number, picture: unknown, thorough?: boolean) => Promise<Scanned>> {
  await import('./scanner.worker');
  const {onmessage} = globalThis as unknown as {onmessage: (event: {data: unknown}) => Promise<void>};
  return async (id, picture, thorough = false) => {
    await onmessage({data: {id, picture, thorough}});
    return answers.pop()!;
  };
}

const detectorThat = (detect: () => Promise<{rawValue: string}[]>, formats = ['qr_code']) =>
  class {
    static getSupportedFormats = () => Promise.resolve(formats);
    detect = detect;
  };

test('the worker tells what it sees, and that it sees nothing, under the number it was asked', async () => {
  const scan = await worker();
  expect(await scan(1, pictureOf('OCD:768255:7K3M9QXR2WTA'))).toEqual({id: 1, text: 'OCD:768255:7K3M9QXR2WTA'});
  expect(await scan(2, pictureOf(undefined))).toEqual({id: 2});
  expect(await scan(3, pictureOf('OC1:A'), true)).toEqual({id: 3, text: 'OC1:A'});
});

test("the device's own detector is asked first, and ours looks at a photo it sees nothing in", async () => {
  const seen = [{rawValue: ''}, {rawValue: 'from the device'}];
  vi.stubGlobal(
    'BarcodeDetector',
    detectorThat(() => Promise.resolve(seen)),
  );
  expect(await (await worker())(1, pictureOf('OC1:A'))).toEqual({id: 1, text: 'from the device'});
  vi.resetModules();
  vi.stubGlobal(
    'BarcodeDetector',
    detectorThat(() => Promise.resolve([])),
  );
  const scan = await worker();
  expect(await scan(2, pictureOf('OC1:A'))).toEqual({id: 2});
  expect(await scan(3, pictureOf('OC1:A'), true)).toEqual({id: 3, text: 'OC1:A'});
});

test('a detector that fails, or does not know QRs, is replaced by ours', async () => {
  vi.stubGlobal(
    'BarcodeDetector',
    detectorThat(() => Promise.reject(new Error('service away'))),
  );
  const scan = await worker();
  expect(await scan(1, pictureOf('OC1:A'))).toEqual({id: 1, text: 'OC1:A'});
  vi.resetModules();
  vi.stubGlobal(
    'BarcodeDetector',
    detectorThat(() => Promise.resolve([{rawValue: 'an article'}]), ['ean_13']),
  );
  expect(await (await worker())(2, pictureOf('OC1:A'))).toEqual({id: 2, text: 'OC1:A'});
});

test('a worker that cannot draw says so instead of staying silent', async () => {
  const bitmap = {width: 10, height: 10, close: vi.fn()}; // and there is no OffscreenCanvas here
  expect(await (await worker())(1, bitmap)).toMatchObject({id: 1, broken: expect.stringContaining('OffscreenCanvas')});
  expect(bitmap.close).toHaveBeenCalledOnce();
});

test.each([
  ['NotAllowedError', 'not_allowed'],
  ['SecurityError', 'not_allowed'],
  ['NotFoundError', 'no_camera'],
  ['OverconstrainedError', 'no_camera'],
  ['NotReadableError', 'in_use'],
  ['AbortError', 'in_use'],
  ['InvalidStateError', 'failed'],
])('%s of a camera is told as %s', (name, trouble) => expect(troubleOf(new DOMException('', name))).toBe(trouble));

test('where there is no camera at all that is told, and nothing throws', async () => {
  const troubles: string[] = [];
  const video = {srcObject: null} as HTMLVideoElement;
  const scanner = await startScanner(
    video,
    () => troubles.push('a text'),
    (trouble) => troubles.push(trouble),
  );
  scanner.stop();
  expect(troubles).toEqual(['no_camera']);
  expect(scanner.cameras).toEqual([]);
});

test('who has left hears nothing', async () => {
  const troubles: string[] = [];
  const leave = new AbortController();
  const video = {srcObject: null} as HTMLVideoElement;
  const started = startScanner(
    video,
    () => troubles.push('a text'),
    (trouble) => troubles.push(trouble),
    leave.signal,
  );
  leave.abort();
  await started;
  expect(troubles).toEqual([]);
});
