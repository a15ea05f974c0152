// Pictures of screens, kept in build/e2e/shots for people to look at.
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';

import {root} from './packages.ts';

export const artefacts = join(root, 'build/e2e');
const folder = join(artefacts, 'shots');
mkdirSync(folder, {recursive: true});

export async function shoot(page: Page, name: string, {whole = true} = {}): Promise<void> {
  await page.screenshot({path: join(folder, `${name}.png`), fullPage: whole, animations: 'disabled', scale: 'css'});
}
