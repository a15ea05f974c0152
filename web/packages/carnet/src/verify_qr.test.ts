import {readFileSync} from 'node:fs';

import {expect, test} from 'vitest';

import {canVerifyQr, verifyDeclarationQr} from './verify_qr';

const file = JSON.parse(readFileSync(new URL('../../../../tests/conformance/qr.json', import.meta.url), 'utf8'));
const types = [
  'validation',
  'pre_exportation',
  'exportation',
  'importation',
  're_exportation',
  're_importation',
  'transit_open',
  'transit_close',
];
const instant = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
const verdictOf = async (text: string) => (await verifyDeclarationQr(text, file.keys)).verdict;

test('genuine QRs say what was declared', async () => {
  expect(await canVerifyQr()).toBe(true);
  expect(file.genuine.length).toBeGreaterThan(10);
  for (const {text, declaration} of file.genuine) {
    expect(await verifyDeclarationQr(text, file.keys)).toEqual({
      verdict: 'genuine',
      kid: file.keys.keys[0].kid,
      declaration: {...declaration, type: types[declaration.type - 1], signed_at: instant(declaration.signed_at)},
    });
  }
});

test('damaged ones, those of other systems and of unknown keys are told apart as on the server', async () => {
  expect(file.damaged.length).toBeGreaterThan(50);
  for (const text of file.damaged) expect([text, await verdictOf(text)]).toEqual([text, 'damaged']);
  for (const text of file.foreign) expect([text, await verdictOf(text)]).toEqual([text, 'foreign']);
  for (const {text, kid} of file.unknown_key)
    expect(await verifyDeclarationQr(text, file.keys)).toEqual({verdict: 'unknown_key', kid});
  expect(await verifyDeclarationQr(file.genuine[0].text, {keys: []})).toEqual({
    verdict: 'unknown_key',
    kid: file.keys.keys[0].kid,
  });
});

test('every changed, missing or added sign is noticed', async () => {
  const text: string = file.genuine[0].text;
  for (let at = 4; at < text.length; ++at) {
    for (const sign of '0A%:Z ') {
      if (text[at] !== sign)
        expect(['damaged', 'unknown_key']).toContain(await verdictOf(text.slice(0, at) + sign + text.slice(at + 1)));
    }
    expect(await verdictOf(text.slice(0, at) + text.slice(at + 1))).not.toBe('genuine');
    expect(await verdictOf(`${text.slice(0, at)}0${text.slice(at)}`)).not.toBe('genuine');
  }
});

test('another key under the right name does not make it genuine', async () => {
  const [{kid}] = file.keys.keys;
  const x = Buffer.from(await crypto.subtle.exportKey('raw', (await otherKey()).publicKey)).toString('base64url');
  const {verdict} = await verifyDeclarationQr(file.genuine[0].text, {keys: [{kty: 'OKP', crv: 'Ed25519', kid, x}]});
  expect(verdict).toBe('damaged');
});

const otherKey = () => crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
