// A wait that counts itself down, for wrong PINs and passwords.
import type {Problem} from '@opencarnet/api';
import {useText} from '@opencarnet/i18n';
import {useEffect, useMemo, useState} from 'react';

/** Seconds that are left of a wait which began when `token` came. */
export function useSecondsLeft(seconds: number | undefined, token: unknown): number {
  const [left, setLeft] = useState(seconds ?? 0);
  useEffect(() => {
    const until = Date.now() + (seconds ?? 0) * 1000;
    const count = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    count();
    if (!seconds) return undefined;
    const timer = setInterval(() => {
      count();
      if (Date.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds, token]);
  return left;
}

/** The problem without its static sentence about waiting, and the seconds that are left. */
export function useWaiting(problem: Problem | undefined): {shown: Problem | undefined; left: number} {
  const left = useSecondsLeft(problem?.retryAfterSeconds, problem);
  const shown = useMemo(() => {
    if (!problem) return undefined;
    const {retryAfterSeconds: _, ...rest} = problem;
    return rest;
  }, [problem]);
  return {shown, left};
}

/** Said once by a screen reader, seen each second by everybody else. */
export function WaitingTime({seconds}: {seconds: number}) {
  const t = useText();
  if (seconds <= 0) return null;
  return (
    <p className="ow-wait" role="timer">
      {t('wallet.wait', {minutes: Math.floor(seconds / 60), seconds: seconds % 60})}
    </p>
  );
}
