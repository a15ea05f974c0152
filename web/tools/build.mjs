// Builds the apps into build/web/<app>, packs each file with brotli beside it, and prints what a first visit loads.
//   node tools/build.mjs [app …]
import {readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {basename, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants} from 'node:zlib';
import {build} from 'vite';

import {settingsOf} from '../vite.settings.mjs';

const out = fileURLToPath(new URL('../../build/web/', import.meta.url));
const budgets = {wallet: 120, portal: 220}; // kB of JavaScript, brotli, on first load
const apps = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(budgets);
const packable = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest']);

const packed = (bytes) =>
  brotliCompressSync(bytes, {
    params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length},
  });

async function filesBelow(folder) {
  const found = await readdir(folder, {recursive: true, withFileTypes: true});
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The scripts that index.html loads, and what they import at once; plus the largest language. */
async function firstLoad(folder, manifest) {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry && chunk.src?.endsWith('.html'));
  const seen = new Set();
  const visit = (chunk) => {
    if (!chunk || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const key of chunk.imports ?? []) visit(manifest[key]);
  };
  visit(entry);
  const size = async (file) => packed(await readFile(join(folder, file))).length;
  const sizes = await Promise.all(
    [...seen].filter((file) => file.endsWith('.js')).map(async (file) => [file, await size(file)]),
  );
  const languages = Object.entries(manifest).filter(([key]) => key.includes('virtual:messages/'));
  const texts = await Promise.all(languages.map(async ([, chunk]) => [chunk.file, await size(chunk.file)]));
  const largest = texts.sort((a, b) => b[1] - a[1])[0];
  return largest ? [...sizes, largest] : sizes;
}

for (const app of apps) {
  const outDir = join(out, app);
  await rm(outDir, {recursive: true, force: true});
  await build(settingsOf(app, outDir));
  const manifestFile = join(outDir, '.vite/manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const loaded = await firstLoad(outDir, manifest);
  await rm(join(outDir, '.vite'), {recursive: true});
  for (const file of await filesBelow(outDir)) {
    if (!packable.has(extname(file)) || basename(file) === 'index.html') continue; // index.html is filled for each visit
    const bytes = await readFile(file);
    const small = packed(bytes);
    if (small.length < bytes.length * 0.95) await writeFile(`${file}.br`, small);
  }
  const total = loaded.reduce((sum, [, size]) => sum + size, 0);
  for (const [file, size] of loaded) console.log(`  ${(size / 1000).toFixed(1).padStart(7)} kB  ${file}`);
  console.log(
    `${app}: ${(total / 1000).toFixed(1)} kB of JavaScript (brotli) on first load; at most ${budgets[app]} kB`,
  );
  if (total > budgets[app] * 1000) {
    console.error(`${app} has grown over its budget`);
    process.exitCode = 1;
  }
}
