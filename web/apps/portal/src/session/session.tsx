// Who works here. A session that ends in the middle asks for the password over the screen and then repeats the call
// that met it, so that nothing typed is lost and nothing happens twice.
import {type Result, asked} from '@opencarnet/api';
import {identity} from '@opencarnet/api/identity';
import {type ReactNode, createContext, useCallback, useContext, useMemo, useRef, useState} from 'react';

import {dropAllDrafts} from '../data/drafts';
import {queryClient} from '../data/queries';
import type {Session} from '../data/types';
import {SignInAgain} from './sign_in_again';

type Call<T> = () => Parameters<typeof asked<T>>[0];
export type Ask = <T>(call: Call<T>) => Promise<Result<T>>;

interface Signed {
  session: Session;
  ask: Ask;
  change: (session: Session) => void;
  signOut: () => Promise<void>;
}
const Current = createContext<Signed | undefined>(undefined);

export function useSigned(): Signed {
  const signed = useContext(Current);
  if (!signed) throw new Error('useSigned outside of SessionProvider');
  return signed;
}
export const useSession = (): Session => useSigned().session;
/** Like `asked`, but a session that ended is renewed by the officer before the call is given up. */
export const useAsk = (): Ask => useSigned().ask;

export function SessionProvider(props: {
  session: Session;
  onChange: (session: Session | undefined) => void;
  children: ReactNode;
}) {
  const {session, onChange, children} = props;
  const [ended, setEnded] = useState(false);
  // All calls that meet the end of the session wait for the same answer of the officer.
  const waiting = useRef<((back: boolean) => void)[]>([]);

  const settle = useCallback((back: boolean) => {
    for (const go of waiting.current.splice(0)) go(back);
    setEnded(false);
  }, []);

  const ask = useCallback<Ask>(async (call) => {
    for (;;) {
      const result = await asked(call());
      if (result.ok || result.problem.status !== 401) return result;
      const back = await new Promise<boolean>((go) => {
        waiting.current.push(go);
        setEnded(true);
      });
      if (!back) return result;
    }
  }, []);

  const leave = useCallback(() => {
    settle(false);
    dropAllDrafts();
    queryClient.clear();
    history.replaceState(null, '', '/'); // the next one begins with a scan, not where this one was
    onChange(undefined);
  }, [onChange, settle]);

  const signOut = useCallback(async () => {
    await asked(identity.DELETE('/sessions/current'));
    leave();
  }, [leave]);

  const signed = useMemo<Signed>(() => ({session, ask, change: onChange, signOut}), [session, ask, onChange, signOut]);
  return (
    <Current value={signed}>
      {children}
      {ended ? (
        <SignInAgain
          session={session}
          onBack={(renewed) => {
            onChange(renewed);
            settle(true);
          }}
          onLeave={leave}
        />
      ) : null}
    </Current>
  );
}
