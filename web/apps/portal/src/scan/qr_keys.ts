// The keys with which QRs are signed, kept in this browser so that a QR can be checked with the server away (X2).
import {type KeySet, type QrVerdict, canVerifyQr, verifyDeclarationQr} from '@opencarnet/carnet';

const storageKey = 'qr-keys';
const address = '/.well-known/opencarnet-keys.json';

function keptKeys(): KeySet {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '') as KeySet;
  } catch {
    return {keys: []};
  }
}

/** Answers with the newest keys, or with those kept here when the server is away. */
export async function refreshKeys(): Promise<KeySet> {
  try {
    const answer = await fetch(address, {signal: AbortSignal.timeout(4000)});
    if (!answer.ok) return keptKeys();
    const keys = (await answer.json()) as KeySet;
    if (!Array.isArray(keys.keys)) return keptKeys();
    localStorage.setItem(storageKey, JSON.stringify({keys: keys.keys}));
    return keys;
  } catch {
    return keptKeys();
  }
}

export type Verdict = QrVerdict | {verdict: 'unchecked'; declaration?: undefined};

/** Checked here, before the server is asked. A key that is not known here is fetched once. */
export async function checkHere(text: string): Promise<Verdict> {
  if (!(await canVerifyQr())) return {verdict: 'unchecked'}; // an old browser: the server checks alone
  const kept = keptKeys();
  const first = await verifyDeclarationQr(text, kept.keys.length ? kept : await refreshKeys());
  if (first.verdict !== 'unknown_key' || !kept.keys.length) return first;
  return verifyDeclarationQr(text, await refreshKeys());
}
