// What screens say, by the keys of the catalogues: a story finds "the button portal.commit" in any language.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {IntlMessageFormat, root} from './packages.ts';

export type Language = 'en' | 'fr' | 'ar';
const domains = ['shared', 'ui', 'wallet', 'portal', 'start'];

function catalogue(language: Language): Map<string, string> {
  const all = new Map<string, string>();
  for (const domain of domains) {
    const file = join(process.env.E2E_TEXTS ?? join(root, 'texts'), language, `${domain}.json`);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(texts)) all.set(key, text);
  }
  return all;
}
const catalogues = new Map<Language, Map<string, string>>();

type Values = Record<string, string | number>;
export type Say = (key: string, values?: Values) => string;

/** Throws for a key that no catalogue has: a screen that renames its words tells its stories so. */
export function speaking(language: Language): Say {
  let known = catalogues.get(language);
  if (!known) catalogues.set(language, (known = catalogue(language)));
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
  return (key, values = {}) => {
    const text = known.get(key);
    if (text === undefined) throw new Error(`no text ${key} in texts/${language}`);
    return String(new IntlMessageFormat(text, locale).format(values));
  };
}
