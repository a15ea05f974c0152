// Locks the wallet when nobody has touched it for as long as the settings say, in front or in the background.
import {mustLock} from './idle';
import {vault} from './vault_door';

const touchedKey = 'last_touch'; // in localStorage: a time of day, so that one tab in use keeps the others open
const every = 5000;

export const lockChoices = [1, 5, 15, 60] as const;
export const defaultLockMinutes = 5;

export function touch(): void {
  localStorage.setItem(touchedKey, String(Date.now()));
}

/** `minutes` is asked at each check, so that a changed setting counts at once. Returns how to stop. */
export function watchIdleness(minutes: () => number): () => void {
  let noted = 0;
  const touched = () => {
    if (Date.now() - noted < 1000) return;
    noted = Date.now();
    touch();
  };
  const check = () => {
    if (mustLock(Number(localStorage.getItem(touchedKey)), Date.now(), minutes())) vault().lock();
  };
  touch();
  const events = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
  for (const name of events) addEventListener(name, touched, {passive: true});
  document.addEventListener('visibilitychange', check);
  const timer = setInterval(check, every);
  return () => {
    for (const name of events) removeEventListener(name, touched);
    document.removeEventListener('visibilitychange', check);
    clearInterval(timer);
  };
}
