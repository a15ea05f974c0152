// The cryptography of the vault, and nothing else: no storage, no counting. WebCrypto only.
//
//   PIN ── PBKDF2-SHA-512 ──▶ KEK ── AES-256-GCM ──▶ master key (random) ── HKDF ──▶ record key, naming key
//
// Changing the PIN wraps the same master key anew, so records need not be written again.
import {plainDigits} from './pin';

type Bytes = Uint8Array<ArrayBuffer>;

export const usualIterations = 600_000;

/** What stands on the disk beside the records. Without the PIN it opens nothing. */
export interface Lock {
  /** Tells a vault from the one that was here before it. */
  vaultId: string;
  salt: Bytes;
  iterations: number;
  nonce: Bytes;
  wrapped: Bytes;
}

/** Keys of an open vault. They cannot be read out of the browser, only used. */
export interface Keys {
  record: CryptoKey;
  naming: CryptoKey;
}

export interface Sealed {
  nonce: Bytes;
  sealed: Bytes;
}

const utf8 = new TextEncoder();
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** base64url, for opaque names. */
export function textOf(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function kekOf(pin: string, lock: Pick<Lock, 'salt' | 'iterations'>): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', utf8.encode(plainDigits(pin)), 'PBKDF2', false, ['deriveKey']);
  const recipe = {name: 'PBKDF2', hash: 'SHA-512', salt: lock.salt, iterations: lock.iterations};
  return crypto.subtle.deriveKey(recipe, typed, {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
}

const gcm = (nonce: Bytes, bound: string) => ({name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(bound)});
const boundToVault = (vaultId: string) => `opencarnet-vault master ${vaultId}`;

/** The master key as bytes; the caller hands it to `keysOf` or `wrap` and then forgets it with `forget`. */
export const newMaster = (): Bytes => random(32);
export const newVaultId = (): string => textOf(random(16));
export const forget = (secret: Bytes): void => void secret.fill(0);

export async function wrap(master: Bytes, pin: string, vaultId: string, iterations: number): Promise<Lock> {
  const salt = random(16);
  const nonce = random(12);
  const kek = await kekOf(pin, {salt, iterations});
  const wrapped = await crypto.subtle.encrypt(gcm(nonce, boundToVault(vaultId)), kek, master);
  return {vaultId, salt, iterations, nonce, wrapped: new Uint8Array(wrapped)};
}

/** The master key, or nothing if the PIN is another (or the lock was tampered with: GCM tells no difference). */
export async function unwrap(lock: Lock, pin: string): Promise<Bytes | undefined> {
  const kek = await kekOf(pin, lock);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(lock.nonce, boundToVault(lock.vaultId)), kek, lock.wrapped));
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === 'OperationError') return undefined;
    throw problem;
  }
}

export async function keysOf(master: Bytes): Promise<Keys> {
  const base = await crypto.subtle.importKey('raw', master, 'HKDF', false, ['deriveKey']);
  const recipe = (use: string) => ({name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8.encode(use)});
  const [record, naming] = await Promise.all([
    crypto.subtle.deriveKey(recipe('records'), base, {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveKey(recipe('names'), base, {name: 'HMAC', hash: 'SHA-256', length: 256}, false, ['sign']),
  ]);
  return {record, naming};
}

/** What a store, or a record of it, is called on the disk. JSON keeps ("a", "bc") and ("ab", "c") apart. */
export async function opaque(keys: Keys, store: string, name?: string): Promise<string> {
  const meant = JSON.stringify(name === undefined ? [store] : [store, name]);
  return textOf(new Uint8Array(await crypto.subtle.sign('HMAC', keys.naming, utf8.encode(meant))));
}

const blockSize = 256; // lengths on the disk tell how much, to this precision
const boundToRecord = (store: string, tag: string) => JSON.stringify([store, tag]);

/** `tag` is the record's opaque name and so stands for store and name: what is moved elsewhere does not open. */
export async function seal(keys: Keys, store: string, tag: string, name: string, value: unknown): Promise<Sealed> {
  const nonce = random(12);
  const plain = utf8.encode(JSON.stringify({name, value}));
  const padded = new Uint8Array(Math.ceil(plain.length / blockSize) * blockSize).fill(0x20);
  padded.set(plain);
  const sealed = await crypto.subtle.encrypt(gcm(nonce, boundToRecord(store, tag)), keys.record, padded);
  return {nonce, sealed: new Uint8Array(sealed)};
}

/** Throws if the record was changed or put in another's place. */
export async function unseal(
  keys: Keys,
  store: string,
  tag: string,
  record: Sealed,
): Promise<{name: string; value: unknown}> {
  const plain = await crypto.subtle.decrypt(gcm(record.nonce, boundToRecord(store, tag)), keys.record, record.sealed);
  return JSON.parse(new TextDecoder().decode(plain)) as {name: string; value: unknown};
}
