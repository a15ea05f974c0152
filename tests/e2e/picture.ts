// Composes the picture that opens README.md from the screens that the story of the crossing left in build/e2e/shots:
//   ./dev test e2e/crossing && web/node_modules/.bin/node tests/e2e/picture.ts
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {chromium, root} from './support/packages.ts';

const shot = (name: string) =>
  `data:image/png;base64,${readFileSync(join(root, 'build/e2e/shots', `${name}.png`)).toString('base64')}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({viewport: {width: 1640, height: 810}, deviceScaleFactor: 1});
await page.setContent(`
  <style>
    body { margin: 0; width: 1640px; height: 810px; position: relative; }
    body { background: linear-gradient(160deg, #dcebf3, #f8f2e2); }
    img { position: absolute; display: block; box-shadow: 0 18px 50px #083b2d55; }
    .portal { left: 40px; top: 70px; width: 1180px; border-radius: 12px; border: 1px solid #b9c5bd; }
    .phone { right: 40px; top: 60px; height: 690px; border-radius: 34px; border: 9px solid #16231d; }
  </style>
  <img class="portal" src="${shot('crossing-portal-check')}" alt="">
  <img class="phone" src="${shot('crossing-wallet-before')}" alt="">`);
await page.screenshot({path: join(root, 'docs/pictures/crossing.jpg'), type: 'jpeg', quality: 86});
await browser.close();
