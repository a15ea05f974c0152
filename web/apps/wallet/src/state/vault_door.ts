// The one vault of this app, and what is read from it while it is open.
import {type Vault, type VaultState, openVault} from '@opencarnet/vault';
import {useEffect, useSyncExternalStore} from 'react';

import type {Account, Carnet, Codes, Countries, HeldList, History, Settings, TravelsOf} from './kinds';
import {createStore} from './store';
import type {Draft} from '../travel/form';

export const phase = createStore<{state: VaultState | 'starting' | 'unusable'; wiped: boolean}>({
  state: 'starting',
  /** Too many wrong PINs, just now. */
  wiped: false,
});

let opened: Vault | undefined;
export function vault(): Vault {
  if (!opened) throw new Error('the vault is asked before it is there');
  return opened;
}

export async function startVault(): Promise<void> {
  try {
    opened = await openVault();
  } catch {
    phase.set({state: 'unusable'}); // private windows of some browsers have no IndexedDB
    return;
  }
  opened.onChange((state) => {
    if (state !== 'open') forget();
    phase.set({state});
  });
  opened.onRecord((store, name) => void reload(store, name));
  phase.set({state: opened.state()});
}

/** Where a record is, and what it holds. */
export interface Ref<T> {
  store: string;
  name: string;
  of?: T;
}
const at = <T>(store: string, name: string): Ref<T> => ({store, name});

export const refs = {
  account: at<Account>('account', 'me'),
  held: at<HeldList>('carnets', 'list'),
  settings: at<Settings>('settings', 'wallet'),
  carnet: (carnetId: number) => at<Carnet>('carnets', `carnet ${carnetId}`),
  travels: (carnetId: number) => at<TravelsOf>('travels', String(carnetId)),
  history: (carnetId: number) => at<History>('histories', String(carnetId)),
  codes: (declarationId: string) => at<Codes>('codes', declarationId),
  draft: (carnetId: number, travelId: string) => at<Draft>('drafts', `${carnetId} ${travelId}`),
  countries: (language: string) => at<Countries>('countries', language),
};

// Plain text lives here alone, and only until the vault locks.
const cache = new Map<string, unknown>();
const listeners = new Set<() => void>();
const keyOf = (ref: {store: string; name: string}) => `${ref.store}/${ref.name}`;
const tell = () => {
  for (const listener of listeners) listener();
};

function forget(): void {
  cache.clear();
  tell();
}

async function reload(store: string, name: string): Promise<void> {
  if (!cache.has(keyOf({store, name})) || vault().state() !== 'open') return;
  const value = await vault().get(store, name);
  cache.set(keyOf({store, name}), value ?? null);
  tell();
}

export async function read<T>(ref: Ref<T>): Promise<T | undefined> {
  const key = keyOf(ref);
  if (cache.has(key)) return (cache.get(key) as T | null) ?? undefined;
  const value = await vault().get<T>(ref.store, ref.name);
  if (vault().state() === 'open' && !cache.has(key)) {
    cache.set(key, value ?? null);
    tell();
  }
  return value;
}

/** What is in memory already. */
export function peek<T>(ref: Ref<T>): T | undefined {
  return (cache.get(keyOf(ref)) as T | null | undefined) ?? undefined;
}

export async function write<T>(ref: Ref<T>, value: T): Promise<void> {
  if (vault().state() !== 'open') return; // locked meanwhile: what came in the end is fetched again
  cache.set(keyOf(ref), value);
  tell();
  await vault().put(ref.store, ref.name, value);
}

export async function remove(ref: Ref<unknown>): Promise<void> {
  if (vault().state() !== 'open') return;
  cache.set(keyOf(ref), null);
  tell();
  await vault().remove(ref.store, ref.name);
}

/** undefined: still being read; null: there is none. */
export function useRecord<T>(ref: Ref<T>): T | null | undefined {
  const key = keyOf(ref);
  const value = useSyncExternalStore(subscribe, () => cache.get(key) as T | null | undefined);
  useEffect(() => {
    if (vault().state() === 'open') void read(ref);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all of the ref
  }, [key]);
  return value;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
