// What one does at any screen of the apps: press, follow, fill, read, in the words of the catalogues.
import type {Locator, Page} from 'playwright-core';

import {type Language, type Say, speaking} from './texts.ts';

type Values = Record<string, string | number>;

export class AppScreen {
  readonly page: Page;
  readonly say: Say;

  constructor(page: Page, language: Language = 'en') {
    this.page = page;
    this.say = speaking(language);
  }

  button(key: string, values?: Values): Locator {
    return this.page.getByRole('button', {name: this.say(key, values), exact: true});
  }
  link(key: string, values?: Values): Locator {
    return this.page.getByRole('link', {name: this.say(key, values), exact: true});
  }
  async press(key: string, values?: Values): Promise<void> {
    await this.button(key, values).click();
  }
  async follow(key: string, values?: Values): Promise<void> {
    await this.link(key, values).first().click();
  }
  /** By the contract's name, which the field bears so that problems find it. */
  field(name: string): Locator {
    return this.page.locator(`[id="field-${name}"]`);
  }
  async fill(name: string, value: string): Promise<void> {
    await this.field(name).fill(value);
  }
  /** One of a group of choices. */
  async pick(name: string, value: string): Promise<void> {
    await this.page.locator(`input[type="radio"][name="${name}"][value="${value}"]`).check();
  }
  /** Until the screen with this title is there. */
  async titled(title: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', {level: 1, name: title}).waitFor();
  }
  async reads(key: string, values?: Values): Promise<void> {
    await this.page.getByText(this.say(key, values)).first().waitFor();
  }
  /** The code that stands in groups under this label. */
  async code(labelKey: string): Promise<string> {
    const label = this.say(labelKey);
    const shown = this.page.getByRole('img', {name: new RegExp(`^${label}: `)}).first();
    await shown.waitFor();
    return ((await shown.getAttribute('aria-label')) ?? '').slice(label.length + 2);
  }
  /** To another address of the app without loading it anew: a wallet stays open. */
  async go(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate', {state: {}}));
      scrollTo(0, 0); // coming back, a browser scrolls to where one was; here one was nowhere
    }, path);
  }
}
