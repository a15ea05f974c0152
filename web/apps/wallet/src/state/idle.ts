// When a wallet that nobody touches must lock.

export function mustLock(lastTouch: number, now: number, minutes: number): boolean {
  // A clock set back says nothing about how long ago it was: then it locks.
  return now - lastTouch >= minutes * 60_000 || lastTouch > now + 60_000;
}
