// The smallest thing that keeps a state outside React and tells React of its changes.
import {useSyncExternalStore} from 'react';

export interface Store<T> {
  get: () => T;
  set: (change: Partial<T>) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = {...state, ...change};
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `pick` gives a part that is the same value as long as nothing in it changed. */
export function useStore<T extends object, R>(store: Store<T>, pick: (state: T) => R): R {
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}
