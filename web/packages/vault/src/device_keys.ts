// The two keys of this device: one it signs with, one that what the server sends is encrypted to. Private parts are
// stored in the vault alone and used in memory in a form that cannot be read out again.
import {compactDecrypt} from 'jose/jwe/compact/decrypt';
import {calculateJwkThumbprint} from 'jose/jwk/thumbprint';
import {CompactSign} from 'jose/jws/compact/sign';

import {stores} from './stores';
import {type Vault} from './types';

/** As register_device wants it: exactly these members. */
export interface PublicJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

interface PrivateJwk extends PublicJwk {
  d: string;
}

export interface DeviceKeys {
  signing_key: PublicJwk;
  encryption_key: PublicJwk;
  /** JWS compact (ES256) whose payload is exactly this text: register_device's proof, a carnet's or declaration's
   * `to_sign`. */
  sign(text: string): Promise<string>;
  /** The JSON inside a JWE compact (ECDH-ES+A256KW, A256GCM) that was encrypted to this device. Throws if it was not,
   * or was changed. */
  open(jwe: string): Promise<unknown>;
}

type Use = 'signing' | 'encryption';
const algorithms = {
  signing: {name: 'ECDSA', namedCurve: 'P-256'},
  encryption: {name: 'ECDH', namedCurve: 'P-256'},
} as const;
const usages: Record<Use, KeyUsage[]> = {signing: ['sign'], encryption: ['deriveBits']};

const publicOf = ({x, y}: PublicJwk): PublicJwk => ({kty: 'EC', crv: 'P-256', x, y});

async function generate(use: Use): Promise<PrivateJwk> {
  const pair = await crypto.subtle.generateKey(
    algorithms[use],
    true,
    use === 'signing' ? ['sign', 'verify'] : ['deriveBits'],
  );
  const {x, y, d} = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return {kty: 'EC', crv: 'P-256', x: x!, y: y!, d: d!};
}

const unreadable = (use: Use, jwk: PrivateJwk): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', {...publicOf(jwk), d: jwk.d}, algorithms[use], false, usages[use]);

async function deviceKeys(signing: PrivateJwk, encryption: PrivateJwk): Promise<DeviceKeys> {
  const signingKey = await unreadable('signing', signing);
  const encryptionKey = await unreadable('encryption', encryption);
  const kid = await calculateJwkThumbprint(publicOf(signing));
  return {
    signing_key: publicOf(signing),
    encryption_key: publicOf(encryption),
    sign: (text) =>
      new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({alg: 'ES256', kid}).sign(signingKey),
    async open(jwe) {
      const {plaintext} = await compactDecrypt(jwe, encryptionKey, {
        keyManagementAlgorithms: ['ECDH-ES+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(plaintext)) as unknown;
    },
  };
}

const {store} = stores.device_keys;

/** New keys, kept in the open vault. Keys that were there are replaced: the device is registered anew. */
export async function createDeviceKeys(vault: Vault): Promise<DeviceKeys> {
  const [signing, encryption] = await Promise.all([generate('signing'), generate('encryption')]);
  await vault.put(store, 'keys', {signing, encryption});
  return deviceKeys(signing, encryption);
}

/** The keys kept in the open vault, if there are any. */
export async function loadDeviceKeys(vault: Vault): Promise<DeviceKeys | undefined> {
  const kept = await vault.get<{signing: PrivateJwk; encryption: PrivateJwk}>(store, 'keys');
  return kept && deviceKeys(kept.signing, kept.encryption);
}
