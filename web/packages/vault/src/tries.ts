// How wrong PINs are counted: as the server counts guesses (quality.md S2), five free, then 30 s doubling to an hour,
// an end at twenty. The clock is the device's: who holds the device can set it, see the head of vault.ts.

export interface Tries {
  /** PINs looked at since the last right one. */
  count: number;
  /** When the next one is looked at, in milliseconds since 1970. */
  until: number;
}

export const noTries: Tries = {count: 0, until: 0};
export const mostTries = 20;
const freeTries = 5;
const firstWait = 30_000;
const longestWait = 3_600_000;

/** Milliseconds to wait after so many wrong PINs. */
export function waitAfter(count: number): number {
  return count < freeTries ? 0 : Math.min(firstWait * 2 ** (count - freeTries), longestWait);
}

/** Seconds left to wait. A clock that was set back never makes it longer than the whole wait. */
export function secondsToWait(tries: Tries, now: number): number {
  return Math.ceil(Math.max(0, Math.min(tries.until - now, waitAfter(tries.count))) / 1000);
}

/** Counted before the PIN is looked at, so that closing the tab in between gives no free try. */
export function oneMore(tries: Tries, now: number): Tries {
  const count = Math.min(tries.count + 1, mostTries);
  return {count, until: now + waitAfter(count)};
}
