/** `none`: nothing is kept here; `locked`: kept, unreadable until the PIN is typed; `open`: readable in this tab. */
export type VaultState = 'none' | 'locked' | 'open';

/** What came of typing a PIN. `waitSeconds` says that the next one must wait, whether this one was wrong or came too
 * early itself and was not looked at. Only `ok: false` and nothing else: there is no vault to open. */
export interface Opening {
  ok: boolean;
  /** Wrong PINs that are left before everything is wiped; warn plainly from 2 on. Absent when it was right. */
  triesLeft?: number;
  /** Seconds until the next PIN is looked at. */
  waitSeconds?: number;
  /** This was one wrong PIN too many: nothing is kept any more. */
  wiped?: boolean;
}

export interface Vault {
  state(): VaultState;
  /** Also for what other tabs do: locking, wiping, creating. Returns how to stop listening. */
  onChange(listener: (state: VaultState) => void): () => void;
  /** A new vault, open; whatever was here before is gone. */
  create(pin: string): Promise<void>;
  open(pin: string): Promise<Opening>;
  /** Counts wrong old PINs as `open` does. At every moment the old or the new PIN opens the vault, never neither. */
  changePin(oldPin: string, newPin: string): Promise<Opening>;
  /** Keys leave memory, in every tab. */
  lock(): void;
  /** Sign-out: everything goes, in every tab. */
  wipe(): Promise<void>;
  get<T>(store: string, name: string): Promise<T | undefined>;
  /** `value` is anything JSON can write. */
  put(store: string, name: string, value: unknown): Promise<void>;
  remove(store: string, name: string): Promise<void>;
  all<T>(store: string): Promise<Map<string, T>>;
  /** A record was changed in another tab. Returns how to stop listening. */
  onRecord(listener: (store: string, name: string) => void): () => void;
}

/** Reading or writing while the vault is not open: ask for the PIN and try again. */
export class VaultLocked extends Error {
  override name = 'VaultLocked';
  constructor() {
    super('The vault is locked: open it with the wallet PIN first.');
  }
}
