// What a holder's phone keeps: unreadable without the wallet PIN.
//
// On the disk are a random salt, the number of iterations, the wrapped master key, the count of wrong PINs, and
// records: AES-256-GCM under opaque names (HMAC of store and name), each with a fresh nonce, its place as additional
// data, its length rounded up. How many stores and records there are and how large they are roughly can be seen; what
// they are cannot.
//
// What this does not do, said plainly:
// - Waits and the wipe after twenty wrong PINs hold against a person with the phone in the hand. Somebody who copies
//   the disk counts for himself: six digits are only a million PINs, and one good graphics card tries some thousand a
//   second even at 600,000 rounds of SHA-512 each: ten minutes. Eight digits take it a day, ten some months. Against
//   him stands first the phone's own lock and encryption. What he would find: copies of carnets and travels, codes of
//   signed declarations, and this device's keys; the server cannot yet cut a device off (revoke_device).
// - A wipe deletes; flash memory may keep deleted blocks for a while. They are as unreadable as before.
// - An old copy of the disk put back is an old vault, with its old count of wrong PINs and its old PIN. The clock that
//   waits are measured by is the device's.
// - While the vault is open, code running in this origin can read it; the page's strict policy keeps other code out.
import {Database, type Door} from './database';
import {pinProblem} from './pin';
import {
  forget,
  type Keys,
  keysOf,
  newMaster,
  newVaultId,
  opaque,
  seal,
  type Sealed,
  unseal,
  unwrap,
  usualIterations,
  wrap,
} from './sealing';
import {mostTries, noTries, oneMore, secondsToWait} from './tries';
import {type Opening, type Vault, VaultLocked, type VaultState} from './types';

/** What tabs tell each other. Names travel inside the browser's memory only. */
type Message = {kind: 'locked' | 'wiped' | 'created'} | {kind: 'record'; store: string; name: string};

export interface Settings {
  iterations: number;
  now: () => number;
}

/** What an open tab holds. */
interface Opened {
  keys: Keys;
  vaultId: string;
}

/** A PIN that was right, with what it opens. */
interface RightPin {
  door: Door;
  master: Uint8Array<ArrayBuffer>;
}

class StoredVault implements Vault {
  readonly #database: Database;
  readonly #settings: Settings;
  readonly #tabs: BroadcastChannel;
  readonly #changes = new Set<(state: VaultState) => void>();
  readonly #records = new Set<(store: string, name: string) => void>();
  #open: Opened | undefined;
  #exists = false;
  #locks = 0; // counts calls of lock and wipe: an opening that was overtaken by one does not open

  constructor(name: string, settings: Settings) {
    this.#database = new Database(name);
    this.#settings = settings;
    this.#tabs = new BroadcastChannel(name);
    this.#tabs.onmessage = ({data}: MessageEvent<Message>) => this.#hear(data);
  }

  async ready(): Promise<this> {
    this.#exists = (await this.#database.door()) !== undefined;
    return this;
  }

  state(): VaultState {
    if (this.#open) return 'open';
    return this.#exists ? 'locked' : 'none';
  }

  onChange(listener: (state: VaultState) => void): () => void {
    this.#changes.add(listener);
    return () => void this.#changes.delete(listener);
  }

  onRecord(listener: (store: string, name: string) => void): () => void {
    this.#records.add(listener);
    return () => void this.#records.delete(listener);
  }

  async create(pin: string): Promise<void> {
    if (pinProblem(pin)) throw new RangeError(`A wallet PIN must not be ${pinProblem(pin)}.`);
    const master = newMaster();
    const vaultId = newVaultId();
    const keys = await keysOf(master);
    const lock = await wrap(master, pin, vaultId, this.#settings.iterations);
    forget(master);
    await this.#database.startAnew({lock, tries: noTries});
    this.#tell({kind: 'created'});
    this.#become(true, {keys, vaultId});
    // Short of room, a browser empties what it may: a signed declaration must still be here at the border.
    void globalThis.navigator.storage?.persist?.().catch(() => false);
  }

  async open(pin: string): Promise<Opening> {
    const locks = this.#locks;
    const tried = await this.#tryPin(pin);
    if (!('master' in tried)) return tried;
    const keys = await keysOf(tried.master);
    forget(tried.master);
    if (locks === this.#locks) this.#become(true, {keys, vaultId: tried.door.lock.vaultId});
    return {ok: true};
  }

  async changePin(oldPin: string, newPin: string): Promise<Opening> {
    if (pinProblem(newPin)) throw new RangeError(`A wallet PIN must not be ${pinProblem(newPin)}.`);
    const tried = await this.#tryPin(oldPin);
    if (!('master' in tried)) return tried;
    const {vaultId} = tried.door.lock;
    const lock = await wrap(tried.master, newPin, vaultId, this.#settings.iterations);
    forget(tried.master);
    // One write replaces the lock: a crash leaves the old one or the new one.
    const same = await this.#database.changeDoor((door) => {
      const still = door?.lock.vaultId === vaultId;
      return {door: still ? {lock, tries: noTries} : undefined, result: still};
    });
    if (!same) throw new VaultLocked();
    return {ok: true};
  }

  lock(): void {
    ++this.#locks;
    this.#tell({kind: 'locked'});
    this.#become(this.#exists, undefined);
  }

  async wipe(): Promise<void> {
    await this.#wipe(undefined);
  }

  async get<T>(store: string, name: string): Promise<T | undefined> {
    const {keys} = this.#opened();
    const tag = await opaque(keys, store, name);
    const record = await this.#database.get(await opaque(keys, store), tag);
    return record && ((await unseal(keys, store, tag, record)).value as T);
  }

  async put(store: string, name: string, value: unknown): Promise<void> {
    const opened = this.#opened();
    const tag = await opaque(opened.keys, store, name);
    await this.#write(opened, store, name, await seal(opened.keys, store, tag, name, value));
  }

  async remove(store: string, name: string): Promise<void> {
    await this.#write(this.#opened(), store, name, undefined);
  }

  async all<T>(store: string): Promise<Map<string, T>> {
    const {keys} = this.#opened();
    const found = await this.#database.all(await opaque(keys, store));
    const read = await Promise.all(found.map(({name: tag, record}) => unseal(keys, store, tag, record)));
    read.sort((left, right) => (left.name < right.name ? -1 : 1));
    return new Map(read.map(({name, value}) => [name, value as T]));
  }

  /** Ends with the page; tests end it themselves. */
  close(): void {
    this.#tabs.close();
  }

  #opened(): Opened {
    if (!this.#open) throw new VaultLocked();
    return this.#open;
  }

  async #write({keys, vaultId}: Opened, store: string, name: string, record: Sealed | undefined): Promise<void> {
    const place = await Promise.all([opaque(keys, store), opaque(keys, store, name)]);
    if (!(await this.#database.write(vaultId, ...place, record))) {
      // Wiped or created anew in another tab, and the word has not come yet.
      await this.ready();
      if (this.#open?.vaultId === vaultId) this.#become(this.#exists, undefined);
      throw new VaultLocked();
    }
    this.#tell({kind: 'record', store, name});
  }

  /** With an id only that vault: another tab may have made a new one since. */
  async #wipe(vaultId: string | undefined): Promise<void> {
    ++this.#locks;
    this.#open = undefined; // at once; told when it is done
    if (!(await this.#database.startAnew(undefined, vaultId))) return;
    this.#tell({kind: 'wiped'});
    this.#become(false, undefined);
  }

  /** Counts first, then looks: two tabs, or a tab closed in between, get no free try. */
  async #tryPin(pin: string): Promise<Opening | RightPin> {
    const {now} = this.#settings;
    const door = await this.#database.changeDoor((found): {door?: Door; result: Door | Opening} => {
      if (!found) return {result: {ok: false}};
      const wait = secondsToWait(found.tries, now());
      if (wait > 0) return {result: {ok: false, triesLeft: mostTries - found.tries.count, waitSeconds: wait}};
      const counted = {lock: found.lock, tries: oneMore(found.tries, now())};
      return {door: counted, result: counted};
    });
    if ('ok' in door) return door;
    const master = await unwrap(door.lock, pin);
    if (!master) return this.#wrong(door);
    await this.#database.changeDoor((found) => ({
      door: found?.lock.vaultId === door.lock.vaultId ? {lock: found.lock, tries: noTries} : undefined,
      result: undefined,
    }));
    return {door, master};
  }

  async #wrong({lock, tries}: Door): Promise<Opening> {
    const triesLeft = mostTries - tries.count;
    if (triesLeft === 0) {
      await this.#wipe(lock.vaultId);
      return {ok: false, triesLeft, wiped: true};
    }
    const wait = secondsToWait(tries, this.#settings.now());
    return wait > 0 ? {ok: false, triesLeft, waitSeconds: wait} : {ok: false, triesLeft};
  }

  #become(exists: boolean, open: Opened | undefined): void {
    const before = this.state();
    this.#exists = exists;
    this.#open = open;
    const after = this.state();
    if (before !== after) for (const listener of [...this.#changes]) listener(after);
  }

  #tell(message: Message): void {
    this.#tabs.postMessage(message);
  }

  #hear(message: Message): void {
    if (message.kind === 'record') {
      if (this.#open) for (const listener of [...this.#records]) listener(message.store, message.name);
      return;
    }
    ++this.#locks;
    this.#become(message.kind === 'locked' ? this.#exists : message.kind === 'created', undefined);
  }
}

export const usualSettings: Settings = {iterations: usualIterations, now: () => Date.now()};

/** With other settings than usual: for tests, which have no half second for each PIN. */
export const openVaultWith = (name: string, settings: Settings): Promise<StoredVault> =>
  new StoredVault(name, settings).ready();

/** The vault of this origin, locked or empty; tabs that open the same name share it. */
export const openVault = (name = 'opencarnet-vault'): Promise<Vault> => openVaultWith(name, usualSettings);
