// The wallet without a network: the app's own files, and nothing that says anything about a carnet. What the server answers
// (/api, /demo.json) is never kept here; that is the vault's, sealed. The build fills in the two lines that follow.
const version = '__VERSION__';
const files = __FILES__;

const cacheName = `opencarnet-wallet-${version}`;
const patience = 2500; // at a border a connection may be there and carry nothing

addEventListener('install', (event) => {
  event.waitUntil(fill());
});

async function fill() {
  const cache = await caches.open(cacheName);
  await Promise.all(
    ['/', ...files].map(async (path) => {
      // A hashed file of an earlier version is the same file.
      const known = path.startsWith('/assets/') ? await caches.match(path) : undefined;
      const answer = known ?? (await fetch(path, {cache: 'no-cache'}));
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await cache.put(path, answer);
    }),
  );
}

addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
  await clients.claim();
}

// A page that is open goes on with its version until the person takes the new one.
addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
});

addEventListener('fetch', (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(page(request));
  else if (files.includes(url.pathname)) event.respondWith(file(url.pathname, request));
});

/** The newest page where the network gives one soon; else the one that was kept with its files. */
async function page(request) {
  const waiting = AbortSignal.timeout(patience);
  try {
    const answer = await fetch(request, {signal: waiting});
    if (answer.status < 500) return answer;
  } catch {
    // no network, or one that is too slow
  }
  const cache = await caches.open(cacheName);
  return (await cache.match('/')) ?? Response.error();
}

async function file(path, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}
