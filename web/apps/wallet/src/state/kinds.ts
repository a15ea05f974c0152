// What the wallet keeps, by the contract's names.
import type {Schema as Open} from '@opencarnet/api/public';
import type {Schema} from '@opencarnet/api/wallet';

export type HeldCarnet = Schema['HeldCarnet'];
export type NextStep = Schema['NextStep'];
export type Travel = Schema['Travel'];
export type TravelContent = Schema['TravelContent'];
export type Declaration = Schema['Declaration'];
export type Codes = Schema['Codes'];
export type Country = Open['Country'];

/** The plaintext of a sealed carnet (Carnet in api/common/schemas.yaml): no operation answers it open. */
export interface Carnet {
  carnet_id: number;
  number: string;
  type: 'ata' | 'cpd';
  state: HeldCarnet['state'];
  version: string;
  country_of_issue: string;
  home_territory: string;
  issued_by: string;
  issued_on: string;
  valid_until: string;
  currency: string;
  intended_use: string;
  holder: Party;
  representatives?: Party[];
  territories: string[];
  sets: Sets;
  sets_left?: Sets;
  general_list: GeneralItem[];
  totals?: {
    items: number;
    pieces: number;
    value: string;
    currency: string;
    weights?: {weight: string; weight_unit: string}[];
  };
  signed_at?: string;
  to_sign?: string;
  remarks?: string;
}
export interface Party {
  kind: 'company' | 'person';
  name: string;
  address: {street?: string; postal_code?: string; city: string; state?: string; country: string};
  email?: string;
  phone?: string;
  registration?: string;
}
export interface GeneralItem {
  item: number;
  description: string;
  pieces: number;
  weight?: string;
  weight_unit?: string;
  value: string;
  country_of_origin?: string;
}
export type Sets = Schema['Travel']['sets_left'] & object;
export type Place = {item: number; pieces: number; place: PlaceKind; territory?: string; final_date?: string};
export type PlaceKind = HeldCarnet['places'][number]['place'];
export type Counterfoil = NonNullable<Declaration['transaction']>;
export type TransactionType = Declaration['type'];

export interface Account {
  account_id: string;
  email: string;
  display_name: string;
  country?: string;
  /** Which device this is for the server; missing until register_device has answered. */
  device_id?: string;
}
/** An answer of the server and when it came, so that a screen can say how old it is. */
export interface Kept {
  refreshed_at: string;
}
export interface HeldList extends Kept {
  carnets: HeldCarnet[];
}
export interface TravelsOf extends Kept {
  travels: Travel[];
  sets_left: Sets;
  places: Place[];
}
export interface History extends Kept {
  transactions: Counterfoil[];
  rejections: {declaration_id: string; type?: TransactionType; office?: string; rejected_at: string}[];
  devices?: {device: string; account?: string; downloaded_at: string}[];
  places: Place[];
  sets_left: Sets;
}
export interface Countries extends Kept {
  countries: Country[];
  territories: Open['Territory'][];
}
export interface Settings {
  lock_after_minutes: number;
}
