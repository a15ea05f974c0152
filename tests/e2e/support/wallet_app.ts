// The holder at the wallet.
import type {Page} from 'playwright-core';

import {type Issued, type Person} from './journey.ts';
import {AppScreen} from './screen.ts';
import {type Server} from './server.ts';
import {type Language} from './texts.ts';

export const pin = '802417';

export interface Plan {
  from: string;
  to: string;
  goods?: string;
  transits?: string[];
  place?: string;
}

export class WalletApp extends AppScreen {
  readonly server: Server;
  constructor(page: Page, server: Server, language: Language = 'en') {
    super(page, language);
    this.server = server;
  }

  async open(): Promise<void> {
    await this.page.goto(this.server.wallet);
  }

  /** From the first screen to the empty list of carnets. */
  async register(person: Person): Promise<void> {
    await this.open();
    await this.press('wallet.register');
    await this.fillRegistration(person);
    await this.press('wallet.create_account');
    await this.choosePin();
  }
  async fillRegistration(person: Person): Promise<void> {
    await this.fill('company', 'Edelweiss Sound AG');
    for (const name of ['given_names', 'surname', 'email', 'password'] as const) await this.fill(name, person[name]);
    await this.fill('street', 'Langstrasse 12');
    await this.fill('city', 'Zürich');
    await this.field('country').selectOption('CH');
  }
  async choosePin(chosen = pin): Promise<void> {
    await this.fill('new_pin', chosen);
    await this.fill('new_pin_again', chosen);
    await this.press('wallet.pin_set');
    await this.titled(this.say('wallet.carnets'));
  }
  /** With an account that exists, on a device that is new. */
  async signIn(account: {email: string; password: string}): Promise<void> {
    await this.open();
    await this.press('wallet.sign_in');
    await this.fill('email', account.email);
    await this.fill('password', account.password);
    await this.press('wallet.sign_in');
    await this.choosePin();
  }
  async unlock(with_ = pin): Promise<void> {
    await this.fill('pin', with_);
    await this.press('wallet.unlock.open');
  }

  /** To the carnet's own page. */
  async download(issued: Issued): Promise<void> {
    await this.follow('wallet.add_carnet');
    await this.fill('carnet', String(issued.carnet_id));
    await this.fill('pin', issued.pin);
    await this.press('wallet.download.go');
    await this.titled(issued.number);
  }
  /** From the carnet's page by its next step. */
  async signCarnet(): Promise<void> {
    await this.page.locator('a.ow-next').click();
    await this.titled(this.say('wallet.sign_carnet.title'));
    await this.press('wallet.sign_carnet.sign');
    await this.reads('wallet.sign_carnet.done');
  }
  carnets(): Promise<void> {
    return this.go('/');
  }

  /** A travel, saved whole, from wherever one is; ends on the travel's page. */
  async prepare(carnetId: number, plan: Plan): Promise<void> {
    await this.go(`/carnets/${carnetId}/travels/new`);
    await this.titled(this.say('wallet.travel.new'));
    await this.fillTravel(plan);
    await this.press('wallet.travel.save');
    await this.page.getByRole('heading', {name: this.say('wallet.travel.declarations')}).waitFor();
  }
  async fillTravel({from, to, goods = '1-13', transits = [], place = 'Hall of the Opera'}: Plan): Promise<void> {
    await this.field('from_country').selectOption(from);
    await this.field('to_country').selectOption(to);
    await this.fill('place', place);
    for (const country of transits) {
      await this.press('wallet.travel.transit_add');
      await this.page.locator('select[name^="transit_"]').last().selectOption(country);
    }
    await this.fill('goods', goods);
    await this.pick('mode_of_transport', 'land');
    await this.fill('transport_details', 'ZH 123 456');
    await this.fill('packaging', '9 flight cases');
  }
  /** From the travel's page: signs all of its declarations that are not signed, and says how many. */
  async signDeclarations(count: number): Promise<void> {
    await this.follow('wallet.travel.sign', {declarations: count});
    await this.press('wallet.sign.all', {declarations: count});
    await this.reads('wallet.sign.done');
  }
  /** From anywhere, to the QR of a declaration of this type. */
  async show(carnetId: number, type: string): Promise<void> {
    const declaration = await this.declaration(carnetId, type);
    await this.go(`/carnets/${carnetId}/travels/${declaration.travel_id}/show/${declaration.declaration_id}`);
    await this.titled(new RegExp(`^${this.say(`transaction_type.${type}`)}`));
  }
  /** As the server tells this session: which declaration of that type waits, else the newest of it. */
  private async declaration(carnetId: number, type: string): Promise<{travel_id: string; declaration_id: string}> {
    const found = await this.page.evaluate(
      async ([id, wanted]) => {
        const answer = await fetch(`/api/wallet/v1/carnets/${id}/travels`);
        interface Declaration {
          declaration_id: string;
          type: string;
          state: string;
        }
        const {travels} = (await answer.json()) as {travels: {travel_id: string; declarations: Declaration[]}[]};
        const all = travels.flatMap((t) =>
          t.declarations.filter((d) => d.type === wanted).map((d) => ({...d, travel_id: t.travel_id})),
        );
        return all.find((d) => d.state === 'signed') ?? all.at(-1);
      },
      [carnetId, type] as const,
    );
    if (!found) throw new Error(`no ${type} of carnet ${carnetId}`);
    return found;
  }
  qr() {
    return this.page.getByRole('img', {name: this.say('wallet.show.qr')});
  }
  /** Until the card has turned green. */
  async turnsGreen(): Promise<void> {
    await this.page.getByTestId('committed').waitFor();
  }
}
