import 'fake-indexeddb/auto';

import {readFileSync, writeFileSync} from 'node:fs';

import {decodeProtectedHeader} from 'jose/decode/protected_header';
import {CompactEncrypt} from 'jose/jwe/compact/encrypt';
import {calculateJwkThumbprint} from 'jose/jwk/thumbprint';
import {compactVerify} from 'jose/jws/compact/verify';
import {importJWK} from 'jose/key/import';
import {expect, test} from 'vitest';

import {createDeviceKeys, loadDeviceKeys} from './device_keys';
import {type Vault} from './types';
import {openVaultWith} from './vault';

const path = new URL('../../../../tests/conformance/jose.json', import.meta.url);
const file = JSON.parse(readFileSync(path, 'utf8'));
let vaults = 0;
async function openedVault(): Promise<Vault> {
  const vault = await openVaultWith(`keys-${++vaults}`, {iterations: 10, now: () => 0});
  await vault.create('274920');
  return vault;
}

async function keysOfTheFile() {
  const vault = await openedVault();
  await vault.put('device_keys', 'keys', {signing: file.signing_key, encryption: file.encryption_key});
  return (await loadDeviceKeys(vault))!;
}

if (process.env['OPENCARNET_WRITE_CONFORMANCE']) {
  file.jws = await (await keysOfTheFile()).sign(file.text);
  writeFileSync(path, `${JSON.stringify(file, null, 1)}\n`);
}

const encrypt = async (jwk: object, header: {alg: string; enc: string}) =>
  new CompactEncrypt(new TextEncoder().encode('{"goods":[1]}'))
    .setProtectedHeader(header)
    .encrypt(await importJWK(jwk, 'ECDH-ES'));

test('what the device signs holds for exactly that text and names its key', async () => {
  const keys = await createDeviceKeys(await openedVault());
  const token = await keys.sign('to sign: é大\n');
  const {payload} = await compactVerify(token, await importJWK({...keys.signing_key}, 'ES256'));
  expect(new TextDecoder().decode(payload)).toBe('to sign: é大\n');
  expect(decodeProtectedHeader(token)).toEqual({
    alg: 'ES256',
    kid: await calculateJwkThumbprint({...keys.signing_key}),
  });
});

test('public keys have exactly the members the server takes', async () => {
  const keys = await createDeviceKeys(await openedVault());
  for (const jwk of [keys.signing_key, keys.encryption_key]) expect(Object.keys(jwk)).toEqual(['kty', 'crv', 'x', 'y']);
  expect(keys.signing_key.x).not.toBe(keys.encryption_key.x);
});

test('keys are the same after the vault was locked and opened', async () => {
  const vault = await openedVault();
  expect(await loadDeviceKeys(vault)).toBeUndefined();
  const made = await createDeviceKeys(vault);
  vault.lock();
  await expect(loadDeviceKeys(vault)).rejects.toThrow('locked');
  await vault.open('274920');
  const loaded = (await loadDeviceKeys(vault))!;
  expect([loaded.signing_key, loaded.encryption_key]).toEqual([made.signing_key, made.encryption_key]);
  await compactVerify(await loaded.sign('text'), await importJWK({...made.signing_key}, 'ES256'));
});

test('what is encrypted to the device opens, in the one agreed way and unchanged only', async () => {
  const keys = await createDeviceKeys(await openedVault());
  const other = await createDeviceKeys(await openedVault());
  const right = {alg: 'ECDH-ES+A256KW', enc: 'A256GCM'};
  const token = await encrypt(keys.encryption_key, right);
  expect(await keys.open(token)).toEqual({goods: [1]});
  await expect(other.open(token)).rejects.toThrow();
  await expect(keys.open(await encrypt(keys.encryption_key, {...right, alg: 'ECDH-ES+A128KW'}))).rejects.toThrow();
  await expect(keys.open(await encrypt(keys.encryption_key, {...right, enc: 'A128GCM'}))).rejects.toThrow();
  const parts = token.split('.');
  parts[3] = (parts[3]!.startsWith('A') ? 'B' : 'A') + parts[3]!.slice(1);
  await expect(keys.open(parts.join('.'))).rejects.toThrow();
});

test('what the server encrypted opens here', async () => {
  expect(await (await keysOfTheFile()).open(file.jwe)).toEqual(file.content);
});
