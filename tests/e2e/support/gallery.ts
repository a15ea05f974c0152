// Every screen, in every size, looked at by the judges; what they find is told all at once.
import type {Page} from 'playwright-core';

import {type Screen, screens} from './browser.ts';
import {axe, layout} from './judge.ts';
import {shoot} from './shots.ts';
import {type Language} from './texts.ts';

export class Gallery {
  private readonly found: string[] = [];
  private readonly language: Language;
  private readonly own: Screen;
  shown = 0;

  /** `own`: the screen the app is made for; axe looks there. */
  constructor(language: Language, own: Screen) {
    this.language = language;
    this.own = own;
  }

  async visit(page: Page, name: string): Promise<void> {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    for (const [screen, size] of Object.entries(screens)) {
      await page.setViewportSize(size);
      const where = `${name}-${screen}-${this.language}`;
      await shoot(page, where);
      this.shown++;
      for (const finding of await layout(page)) this.found.push(`${where}: ${finding}`);
    }
    await page.setViewportSize(screens[this.own]);
    if (this.language !== 'fr')
      for (const finding of await axe(page)) this.found.push(`${name}-${this.language}: ${finding}`);
  }

  close(): void {
    if (this.found.length) throw new Error(`${this.found.length} findings:\n${this.found.join('\n')}`);
  }
}
