// Every store of the vault, in one place: what is in it and when it goes. A wipe (sign-out, twenty wrong PINs, a vault
// created anew) empties them all; `goes` says what else does.

export interface StoreDefinition {
  /** As it is handed to get, put, remove and all. */
  store: string;
  holds: string;
  goes: string;
}

const define = (store: string, holds: string, goes: string): StoreDefinition => ({store, holds, goes});

export const stores = {
  account: define('account', 'Who is signed in: name, e-mail address, language, device id.', 'With a wipe only.'),
  device_keys: define('device_keys', 'The private keys this device signs with and is written to.', 'With a wipe only.'),
  carnets: define(
    'carnets',
    'Each downloaded carnet with its General List, by carnet ID.',
    'When the holder removes the carnet.',
  ),
  travels: define(
    'travels',
    'Each travel with its declarations, by travel id.',
    'When the travel is deleted or its carnet removed.',
  ),
  codes: define(
    'codes',
    'QR, transaction code and cancellation code of each signed declaration, by declaration id.',
    'When a new signature replaces them or the carnet is removed.',
  ),
  histories: define('histories', 'Committed transactions of each carnet, by carnet ID.', 'When the carnet is removed.'),
  drafts: define(
    'drafts',
    'What was typed and not yet saved, by the form it belongs to.',
    'When the form is saved or thrown away.',
  ),
  countries: define(
    'countries',
    'Countries and territories as the server last told them.',
    'When a newer list replaces them.',
  ),
  settings: define(
    'settings',
    'Choices of the holder on this device, such as when to lock by itself.',
    'With a wipe only.',
  ),
} as const;

export type StoreName = keyof typeof stores;
