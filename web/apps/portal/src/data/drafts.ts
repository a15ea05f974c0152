// What an officer has typed and the server does not have yet. Kept in this tab until the crossing is done, so that
// Back, a reload or a lost connection loses nothing; gone when the tab closes or the officer signs out.
import {useCallback, useSyncExternalStore} from 'react';

const prefix = 'draft:';
const listeners = new Set<() => void>();
const parsed = new Map<string, {text: string; value: unknown}>(); // the same object for the same text: React compares

function read<T>(name: string): T | undefined {
  const text = sessionStorage.getItem(prefix + name);
  if (text === null) return undefined;
  const known = parsed.get(name);
  if (known?.text === text) return known.value as T;
  const value = JSON.parse(text) as T;
  parsed.set(name, {text, value});
  return value;
}

function write(name: string, value: unknown): void {
  if (value === undefined) sessionStorage.removeItem(prefix + name);
  else sessionStorage.setItem(prefix + name, JSON.stringify(value));
  for (const listener of listeners) listener();
}

export const readDraft = read;
export const writeDraft = write;

export function dropAllDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The draft `name`, `empty` while there is none; `change` merges, `drop` forgets. `empty` must be a constant. */
export function useDraft<T extends object>(name: string, empty: T) {
  const draft = useSyncExternalStore(subscribe, () => read<T>(name) ?? empty);
  const change = useCallback((part: Partial<T>) => write(name, {...(read<T>(name) ?? empty), ...part}), [name, empty]);
  const drop = useCallback(() => write(name, undefined), [name]);
  return {draft, change, drop};
}
