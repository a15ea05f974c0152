// The officer at the portal.
import type {Page} from 'playwright-core';

import {AppScreen} from './screen.ts';
import {type Credentials, type Server} from './server.ts';
import {type Language} from './texts.ts';

export interface Statement {
  /** Of a two-step territory: which press. */
  step?: 'export' | 'exit';
  fields?: Record<string, string>;
  sealsIntact?: boolean;
}

export class PortalApp extends AppScreen {
  readonly server: Server;
  constructor(page: Page, server: Server, language: Language = 'en') {
    super(page, language);
    this.server = server;
  }

  async signIn(account: Pick<Credentials, 'email' | 'password'>): Promise<void> {
    await this.page.goto(this.server.portal);
    await this.fill('email', account.email);
    await this.fill('password', account.password);
    await this.press('portal.sign_in.go');
    await this.atScan();
  }
  async atScan(): Promise<void> {
    await this.titled(this.say('portal.scan.title'));
  }
  async toScan(): Promise<void> {
    await this.follow('portal.frame.new_transaction');
    await this.atScan();
  }
  /** Until the portal has fetched, by itself, what it needs to judge a QR without the server. */
  async scannerAtHand(): Promise<void> {
    await this.page.waitForFunction(() => {
      const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return all.some((each) => each.name.includes('scanner.worker') && each.responseEnd > 0);
    });
  }
  async startCamera(): Promise<void> {
    await this.press('portal.scan.camera_start');
  }
  async typeCode(carnet: string, code: string): Promise<void> {
    await this.fill('carnet', carnet);
    await this.fill('transaction_code', code);
    await this.press('portal.scan.next');
  }
  /** A hand scanner types and ends with Enter. */
  async handScan(text: string): Promise<void> {
    const field = this.field('qr');
    await field.focus();
    await this.page.keyboard.insertText(text);
    await field.press('Enter');
  }
  async atCheck(): Promise<void> {
    await this.titled(this.say('portal.check.title'));
  }
  async toGoods(): Promise<void> {
    await this.press('portal.check.next');
    await this.titled(this.say('portal.goods.title'));
  }
  async toCommit(): Promise<void> {
    await this.press('portal.goods.next');
    await this.titled(this.say('portal.commit.title'));
  }
  /** From the checked carnet to the receipt; answers with the verification code. */
  async cross(type: string, statement: Statement = {}): Promise<string> {
    await this.atCheck();
    await this.toGoods();
    await this.toCommit();
    for (const [name, value] of Object.entries(statement.fields ?? {})) await this.fill(name, value);
    if (statement.sealsIntact !== undefined) await this.pick('seals_intact', statement.sealsIntact ? 'yes' : 'no');
    await this.commit(type, statement.step);
    return this.verificationCode();
  }
  async commit(type: string, step?: 'export' | 'exit'): Promise<void> {
    if (step) await this.press(`portal.commit.step_${step}`);
    else await this.press('portal.commit.step_commit', {type: this.say(`transaction_type.${type}`)});
    await this.titled(this.say('portal.receipt.title'));
  }
  verificationCode(): Promise<string> {
    return this.code('portal.receipt.verification');
  }
  async newTransaction(): Promise<void> {
    await this.press('portal.receipt.new');
    await this.atScan();
  }
}

/** Presses that a person makes, from now on. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = globalThis as {clicks?: number};
    if (counter.clicks === undefined) addEventListener('click', (event) => event.isTrusted && counter.clicks!++, true);
    counter.clicks = 0;
  });
  return () => page.evaluate(() => (globalThis as {clicks?: number}).clicks ?? 0);
}
