// The vault on the disk: one lock with the wrong PINs counted, and records under opaque names.
import {openDB, type DBSchema, type IDBPDatabase} from 'idb';

import {type Lock, type Sealed} from './sealing';
import {type Tries} from './tries';

export interface Door {
  lock: Lock;
  tries: Tries;
}

interface Schema extends DBSchema {
  door: {key: 'door'; value: Door};
  records: {key: [store: string, name: string]; value: Sealed};
}

/** Before a change is acknowledged it is on the disk, not in a buffer: a battery may end at any moment. */
const strict = {durability: 'strict'} as const;

export class Database {
  #opened: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(private readonly name: string) {}

  /** Opened anew after the browser has closed it, as some do to pages in the background. */
  #db(): Promise<IDBPDatabase<Schema>> {
    const forget = () => (this.#opened = undefined);
    this.#opened ??= openDB<Schema>(this.name, 1, {
      upgrade(db) {
        db.createObjectStore('door');
        db.createObjectStore('records');
      },
      blocking: (_now, _wanted, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    }).catch((problem: unknown) => {
      forget();
      throw problem;
    });
    return this.#opened;
  }

  async door(): Promise<Door | undefined> {
    return (await this.#db()).get('door', 'door');
  }

  /** Reads the door and writes what `change` makes of it, with nobody in between; `undefined` writes nothing. */
  async changeDoor<R>(change: (door: Door | undefined) => {door?: Door | undefined; result: R}): Promise<R> {
    const transaction = (await this.#db()).transaction('door', 'readwrite', strict);
    const {door, result} = change(await transaction.store.get('door'));
    if (door) await transaction.store.put(door, 'door');
    await transaction.done;
    return result;
  }

  /** Everything that was there goes, and the new door stands, in one step; without a new door there is nothing left.
   * With an id only if that vault is still there; says whether it was. */
  async startAnew(door?: Door, onlyVaultId?: string): Promise<boolean> {
    const transaction = (await this.#db()).transaction(['door', 'records'], 'readwrite', strict);
    const doors = transaction.objectStore('door');
    const same = onlyVaultId === undefined || (await doors.get('door'))?.lock.vaultId === onlyVaultId;
    if (same)
      await Promise.all([transaction.objectStore('records').clear(), door ? doors.put(door, 'door') : doors.clear()]);
    await transaction.done;
    return same;
  }

  async get(store: string, name: string): Promise<Sealed | undefined> {
    return (await this.#db()).get('records', [store, name]);
  }

  async all(store: string): Promise<{name: string; record: Sealed}[]> {
    const {store: records, done} = (await this.#db()).transaction('records');
    const range = IDBKeyRange.bound([store], [store, []]);
    const [keys, values] = await Promise.all([records.getAllKeys(range), records.getAll(range), done]);
    return keys.map(([, name], at) => ({name, record: values[at]!}));
  }

  /** Writes (or, without a record, removes) if the vault is still the one the caller has opened; says whether it is. */
  async write(vaultId: string, store: string, name: string, record?: Sealed): Promise<boolean> {
    const transaction = (await this.#db()).transaction(['door', 'records'], 'readwrite', strict);
    const same = (await transaction.objectStore('door').get('door'))?.lock.vaultId === vaultId;
    const records = transaction.objectStore('records');
    if (same) await (record ? records.put(record, [store, name]) : records.delete([store, name]));
    await transaction.done;
    return same;
  }
}
