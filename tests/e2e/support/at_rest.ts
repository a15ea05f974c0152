// All that a page's origin keeps on the device, as one text of bytes.
import type {Page} from 'playwright-core';

export interface AtRest {
  text: string;
  entries: {database: number; cache: number; storage: number};
}

export function everythingAtRest(page: Page): Promise<AtRest> {
  return page.evaluate(async () => {
    const parts: string[] = [];
    const entries = {database: 0, cache: 0, storage: 0};
    const bytes = (buffer: ArrayBuffer | ArrayBufferView) => {
      const view = ArrayBuffer.isView(buffer)
        ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
        : new Uint8Array(buffer);
      let text = '';
      for (const byte of view) text += String.fromCharCode(byte);
      return text;
    };
    const tell = (value: unknown): void => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) parts.push(bytes(value));
      else if (value instanceof Map) for (const [key, each] of value) tell([key, each]);
      else if (Array.isArray(value)) value.forEach(tell);
      else if (value instanceof CryptoKey) parts.push(`a key that ${value.extractable ? 'can' : 'cannot'} be read`);
      else if (value && typeof value === 'object') for (const [key, each] of Object.entries(value)) tell([key, each]);
      else parts.push(String(value));
      parts.push('\n');
    };
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error ?? new Error('the database did not answer'));
      });
    for (const {name = ''} of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const kept = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answered(kept.getAllKeys()), answered(kept.getAll())]);
        entries.database += keys.length;
        tell([name, store, keys, values]);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        entries.cache++;
        const response = await cache.match(request);
        if (new URL(request.url).pathname.startsWith('/assets/')) continue; // the app itself, the same for everybody
        tell([name, request.url, response ? await response.arrayBuffer() : '']);
      }
    }
    for (const storage of [localStorage, sessionStorage])
      for (let i = 0; i < storage.length; i++) {
        entries.storage++;
        const key = storage.key(i) ?? '';
        tell([key, storage.getItem(key)]);
      }
    tell(document.cookie);
    return {text: parts.join(' '), entries};
  });
}
