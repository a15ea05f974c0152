// Types from the sources of truth: the contract (api/*.yaml) and the message catalogues (texts/en/*.json).
// Both are made anew by each build and never committed.
import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import openapiTS, {astToString} from 'openapi-typescript';

const root = new URL('../../', import.meta.url);
const audiences = ['identity', 'wallet', 'customs', 'public'];
const domains = ['shared', 'ui', 'wallet', 'portal'];
const banner = '// Made by web/tools/make_types.mjs; edit the source of truth instead.\n';

const existing = new Set(await readdir(new URL('api/', root)));
const contract = new URL('web/packages/api/generated/', root);
await mkdir(contract, {recursive: true});
await Promise.all(
  audiences
    .filter((name) => existing.has(`${name}.yaml`))
    .map(async (name) => {
      const tree = await openapiTS(new URL(`api/${name}.yaml`, root));
      await writeFile(new URL(`${name}.ts`, contract), banner + astToString(tree));
    }),
);

const keys = new Set();
for (const domain of domains) {
  const text = await readFile(new URL(`texts/en/${domain}.json`, root), 'utf8').catch(() => '{}');
  for (const key of Object.keys(JSON.parse(text))) keys.add(key);
}
const union = [...keys]
  .sort()
  .map((key) => `  | ${JSON.stringify(key)}`)
  .join('\n');
const made = new URL('web/packages/i18n/generated/', root);
await mkdir(made, {recursive: true});
await writeFile(new URL('text_key.ts', made), `${banner}export type TextKey =\n${union};\n`);
console.log(`types of ${fileURLToPath(contract)} and ${keys.size} texts`);
