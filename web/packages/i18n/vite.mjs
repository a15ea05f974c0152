// Message catalogues for an app: texts/<language>/<domain>.json of the repository, compiled while building, so that no
// parser ships. `import {load} from 'virtual:messages'` gives one chunk a language.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parse} from '@formatjs/icu-messageformat-parser';

const texts = new URL('../../../texts/', import.meta.url);
export const languages = ['en', 'fr', 'ar'];

/** A message without arguments stays text; others become the tree that react-intl formats. */
function compiled(language, domain, key, message) {
  try {
    const tree = parse(message, {locale: new Intl.Locale(language)});
    return tree.length === 1 && tree[0].type === 0 ? tree[0].value : tree;
  } catch (problem) {
    throw new Error(`texts/${language}/${domain}.json: ${key}: ${problem.message}`);
  }
}

/** @param {string[]} domains which catalogues the app uses */
export function messages(domains) {
  const name = 'virtual:messages';
  return {
    name: 'opencarnet-messages',
    resolveId: (id) => (id === name || id.startsWith(`${name}/`) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${name}`) {
        const cases = languages.map((l) => `  ${l}: () => import('${name}/${l}').then((m) => m.default),`);
        return `const all = {\n${cases.join('\n')}\n};\nexport const load = (language) => all[language]();`;
      }
      if (!id.startsWith(`\0${name}/`)) return undefined;
      const language = id.slice(name.length + 2);
      const all = {};
      for (const domain of domains) {
        const file = fileURLToPath(new URL(`${language}/${domain}.json`, texts));
        this.addWatchFile(file);
        for (const [key, message] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) {
          if (key in all) throw new Error(`${file}: ${key} stands in another domain too`);
          all[key] = compiled(language, domain, key, message);
        }
      }
      return `export default ${JSON.stringify(all)};`;
    },
  };
}
