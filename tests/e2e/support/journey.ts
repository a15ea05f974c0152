// One carnet's life over the contract, from one valid default; a story states only what differs.
import {randomInt} from 'node:crypto';

import {Caller, Device, type Json} from './http.ts';
import {type Server} from './server.ts';

/** Words that stand nowhere else: a search for them finds the goods, or nothing. */
const goods = [
  'Electric violin Aurelia, no. AV-0417',
  'Line array loudspeaker Murmur, no. LM-2201',
  'Mixing console Tessellate, no. TS-0871',
  'Valve amplifier Embergris, no. EG-4471',
  'Stage piano Halcyon, no. HC-7716',
];

export const sets = {exportation_re_importation: 4, importation_re_exportation: 6, transit: 4};

/** What differs from a Swiss carnet of 13 items for the EU, Great Britain and Syldavia. */
export interface Order {
  items?: number;
  country?: string;
  territories?: string[];
}

function contentOf(number: string, order: Required<Order>, today: Date): Json {
  const {items, territories} = order;
  const until = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 11, 1)).toISOString().slice(0, 10);
  return {
    number,
    type: 'ata',
    valid_until: until,
    currency: order.country === 'CH' ? 'CHF' : 'EUR',
    intended_use: 'PE',
    holder: {
      kind: 'company',
      name: 'Edelweiss Sound AG',
      email: 'office@edelweiss-sound.example',
      address: {street: 'Langstrasse 12', postal_code: '8004', city: 'Zürich', country: 'CH'},
    },
    territories,
    sets,
    general_list: Array.from({length: items}, (_, i) => ({
      item: i + 1,
      description: i < goods.length ? goods[i] : `${goods[i % goods.length]}, spare ${i}`,
      pieces: (i + 1) % 5 === 0 ? 3 : 1,
      weight: '12.500',
      weight_unit: 'kg',
      value: '1250.00',
      country_of_origin: 'GB',
    })),
  };
}

export interface Issued {
  carnet_id: number;
  number: string;
  pin: string;
  download_qr: string;
}

/** A chamber of that country issues a carnet. */
export async function issue(server: Server, order: Order = {}): Promise<Issued> {
  const {items = 13, country = 'CH', territories = ['EU', 'GB', 'XS']} = order;
  const chamber = await new Caller(server).asChamber(country);
  const number = `${country}TA${String(randomInt(1_000_000_000)).padStart(9, '0')}`;
  const content = contentOf(number, {items, country, territories}, new Date());
  const draft = await chamber.done('POST', '/api/nics/v1/drafts', content);
  const issued = await chamber.done('POST', `/api/nics/v1/drafts/${draft.carnet_id}/issue`);
  return {carnet_id: draft.carnet_id, number, pin: issued.pin, download_qr: `OCD:${draft.carnet_id}:${issued.pin}`};
}

export interface Person {
  email: string;
  password: string;
  given_names: string;
  surname: string;
}
export function someone(): Person {
  return {
    email: `vreni.${randomInt(1_000_000_000)}@edelweiss-sound.example`,
    password: 'seven quiet mountains',
    given_names: 'Vreni',
    surname: 'Alpstein',
  };
}

export async function register(server: Server, person: Person): Promise<void> {
  const {email, password, given_names, surname} = person;
  const address = {street: 'Langstrasse 12', postal_code: '8004', city: 'Zürich', country: 'CH'};
  const company = {kind: 'company', company: 'Edelweiss Sound AG'};
  await new Caller(server).done('POST', '/api/wallet/v1/accounts', {
    ...company,
    email,
    password,
    given_names,
    surname,
    address,
  });
}

export interface Shown {
  declaration_id: string;
  type: string;
  country: string;
  qr: string;
  transaction_code: string;
  cancellation_code: string;
}

/** A holder with a telephone of its own, driven over the contract. */
export class Holder {
  readonly server: Server;
  readonly person: Person;
  readonly caller: Caller;
  readonly device: Device;
  private constructor(server: Server, person: Person, caller: Caller, device: Device) {
    this.server = server;
    this.person = person;
    this.caller = caller;
    this.device = device;
  }

  static async of(server: Server, person = someone()): Promise<Holder> {
    await register(server, person);
    const caller = await new Caller(server).signIn({realm: 'wallet', ...person});
    const device = await Device.make();
    await device.registerFor(caller);
    return new Holder(server, person, caller, device);
  }

  /** Downloads it and signs it. */
  async take(issued: Issued): Promise<void> {
    const request = {carnet: String(issued.carnet_id), pin: issued.pin};
    const sealed = await this.caller.done('POST', '/api/wallet/v1/carnets/download', request);
    const carnet = await this.device.open(sealed.jwe);
    const signature = await this.device.sign(carnet.to_sign);
    await this.caller.done('POST', `/api/wallet/v1/carnets/${issued.carnet_id}/signature`, {signature});
  }

  async travel(issued: Issued, from: string, to: string, more: Json = {}): Promise<Json> {
    return this.caller.done('POST', `/api/wallet/v1/carnets/${issued.carnet_id}/travels`, {
      from_country: from,
      to_country: to,
      place: 'Music hall',
      mode_of_transport: 'land',
      transport_details: 'ZH 123 456',
      packaging: '9 flight cases',
      goods: '1-13',
      ...more,
    });
  }

  async sign(travel: Json, type: string, country?: string): Promise<Shown> {
    const found = travel.declarations.find((d: Json) => d.type === type && (!country || d.country === country));
    if (!found) throw new Error(`no declaration of type ${type} among ${travel.declarations.map((d: Json) => d.type)}`);
    const signature = await this.device.sign(found.to_sign);
    const codes = await this.caller.done('POST', `/api/wallet/v1/declarations/${found.declaration_id}/signature`, {
      signature,
    });
    const {qr, transaction_code, cancellation_code} = codes;
    return {
      declaration_id: found.declaration_id,
      type,
      country: found.country,
      qr,
      transaction_code,
      cancellation_code,
    };
  }
}

export async function officerOf(server: Server, country: string): Promise<Caller> {
  return new Caller(server).signIn(await server.account('officer', country));
}

/** An officer of the declaration's country scans it and commits it. */
export async function commit(officer: Caller, shown: Shown, statement: Json = {}): Promise<Json> {
  await officer.done('POST', '/api/customs/v1/scans', {qr: shown.qr});
  const path = `/api/customs/v1/declarations/${shown.declaration_id}`;
  await officer.done('GET', path);
  return officer.done('POST', `${path}/commit`, statement);
}
