// What is typed goes into the vault shortly after each stop, and when the page is left, so that nothing typed is lost.
import {useCallback, useEffect, useRef} from 'react';

import {type Ref, remove, write} from '../state/vault_door';
import type {Draft} from './form';

const after = 400;

export function useDraftKeeper(ref: Ref<Draft>): {keep: (draft: Draft) => void; drop: () => Promise<void>} {
  const waiting = useRef<Draft>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const {store, name} = ref;
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const draft = waiting.current;
    waiting.current = undefined;
    if (draft) void write({store, name} as Ref<Draft>, draft);
  }, [store, name]);
  useEffect(() => {
    document.addEventListener('visibilitychange', flush);
    addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
  const keep = (draft: Draft) => {
    waiting.current = draft;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, after);
  };
  const drop = async () => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    await remove(ref);
  };
  return {keep, drop};
}
