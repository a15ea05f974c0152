// Writes sw.js with the list of the app's files, once all of them are known.
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Its version is a digest of names and contents: it changes when, and only when, a file does. */
export function serviceWorker() {
  return {
    name: 'opencarnet-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const digest = createHash('sha256');
        const publicFiles = readdirSync(here('../public'), {recursive: true, withFileTypes: true})
          .filter((entry) => entry.isFile())
          .map((entry) => `${entry.parentPath}/${entry.name}`);
        const paths = publicFiles.map((path) => path.slice(here('../public').length));
        for (const path of publicFiles) digest.update(readFileSync(path));
        for (const [name, made] of Object.entries(bundle)) {
          digest.update(name).update(made.type === 'chunk' ? made.code : made.source);
          if (name.startsWith('assets/')) paths.push(`/${name}`);
        }
        const source = readFileSync(here('sw.js'), 'utf8')
          .replace('__VERSION__', digest.digest('hex').slice(0, 16))
          .replace('__FILES__', JSON.stringify(paths.sort()));
        this.emitFile({type: 'asset', fileName: 'sw.js', source});
      },
    },
  };
}
