// How an app is built; the same for all of them.
import {fileURLToPath} from 'node:url';
import react from '@vitejs/plugin-react';

import {serviceWorker} from './apps/wallet/sw/plugin.mjs';
import {messages} from './packages/i18n/vite.mjs';

const domains = {wallet: ['shared', 'ui', 'wallet'], portal: ['shared', 'ui', 'portal']};
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @param {keyof typeof domains} app */
export function settingsOf(app, outDir) {
  return {
    root: here(`apps/${app}`),
    configFile: false,
    logLevel: 'warn',
    plugins: [react(), messages(domains[app]), ...(app === 'wallet' ? [serviceWorker()] : [])],
    resolve: {
      // Messages are compiled while building: their parser stays at home.
      alias: {'@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js'},
    },
    worker: {format: 'es'},
    build: {
      outDir,
      emptyOutDir: true,
      manifest: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: {polyfill: false},
      reportCompressedSize: false,
      rollupOptions: {input: {index: here(`apps/${app}/index.html`)}},
    },
  };
}
