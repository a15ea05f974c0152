// Hands that touch the keyboard alone: what Tab does not reach does not exist for them.
import type {Locator, Page} from 'playwright-core';

const enough = 150;

export class Keyboard {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Tabs on until it has the focus. */
  async reach(what: Locator): Promise<void> {
    await what.first().waitFor();
    for (let tabs = 0; tabs < enough; tabs++) {
      if (await what.first().evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${enough} tabs do not reach ${String(what)}`);
  }
  async press(what: Locator): Promise<void> {
    await this.reach(what);
    await this.visible(what);
    await this.page.keyboard.press('Enter');
  }
  async type(what: Locator, text: string): Promise<void> {
    await this.reach(what);
    await this.page.keyboard.type(text);
  }
  /** In a list of choices, by the beginning of its words. */
  async choose(what: Locator, beginning: string): Promise<void> {
    await this.reach(what);
    await this.page.keyboard.type(beginning);
  }
  /** In a group of radio buttons the arrows walk. */
  async pick(what: Locator): Promise<void> {
    const name = (await what.getAttribute('name')) ?? '';
    const group = this.page.locator(`input[type="radio"][name="${name}"]`);
    for (let tabs = 0; tabs < enough; tabs++) {
      const inside = await group.evaluateAll((all) => all.some((each) => each === document.activeElement));
      if (inside) break;
      await this.page.keyboard.press('Tab');
    }
    await this.page.keyboard.press('Space');
    for (let arrows = 0; arrows < 10 && !(await what.isChecked()); arrows++)
      await this.page.keyboard.press('ArrowDown');
    if (!(await what.isChecked())) throw new Error(`the arrows do not reach ${name}`);
  }
  /** Who sees must see where the focus is. */
  private async visible(what: Locator): Promise<void> {
    const outlined = await what.first().evaluate((element) => {
      const style = getComputedStyle(element);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
    if (!outlined) throw new Error(`the focus is not seen at ${String(what)}`);
  }
}
