// The service worker: the app opens without a network; a new version waits until the person takes it.
import {createStore} from './store';

export const updates = createStore<{waiting: ServiceWorker | undefined}>({waiting: undefined});

export function installServiceWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  let reloading = false;
  let hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne && !reloading) {
      reloading = true;
      location.reload();
    }
    hadOne = true; // the first worker takes over a page that is already right
  });
  void navigator.serviceWorker.register('/sw.js').then(
    (registration) => {
      const look = (worker: ServiceWorker | null) => {
        worker?.addEventListener('statechange', () => {
          if (worker.state === 'installed' && navigator.serviceWorker.controller) updates.set({waiting: worker});
        });
      };
      if (registration.waiting && navigator.serviceWorker.controller) updates.set({waiting: registration.waiting});
      look(registration.installing);
      registration.addEventListener('updatefound', () => look(registration.installing));
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
      });
    },
    () => undefined,
  ); // without one the app works as long as there is a network
}

/** Typing is in the vault by then (drafts), so that a reload loses nothing. */
export function takeUpdate(): void {
  updates.get().waiting?.postMessage('take over');
}
