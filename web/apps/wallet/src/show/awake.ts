// While a code is shown to customs the screen stays on, and the wallet open.
import {useEffect} from 'react';

import {touch} from '../state/auto_lock';

const every = 10_000;
const longest = 30 * 60_000; // a queue at a border, not a night

export function useAwake(active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    let lock: WakeLockSentinel | undefined;
    const hold = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      lock = await navigator.wakeLock.request('screen').catch(() => undefined); // a low battery refuses
    };
    const begun = Date.now();
    const stayOpen = setInterval(() => {
      if (document.visibilityState === 'visible' && Date.now() - begun < longest) touch();
    }, every);
    void hold();
    document.addEventListener('visibilitychange', hold); // the browser lets go of it when the app is hidden
    return () => {
      clearInterval(stayOpen);
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, [active]);
}
