// What a camera at the counter sees: a telephone held before it, as a picture of a picture.
import {rename, writeFile} from 'node:fs/promises';
import type {Page} from 'playwright-core';

import {type Eyes} from './browser.ts';
import {encodeQr} from './packages.ts';

export interface Hold {
  /** As by a hand. */
  turned?: number;
  /** Out of focus, in pixels. */
  blurred?: number;
}

const frame = {width: 1280, height: 720};

async function compose(eyes: Eyes, inner: string, hold: Hold): Promise<void> {
  const page = await eyes.browser.newPage({viewport: frame});
  const {turned = 2, blurred = 0} = hold;
  await page.setContent(
    `<style>body{margin:0;height:720px;display:grid;place-items:center;background:#8d8a84;overflow:hidden}
     .held{transform:rotate(${turned}deg);filter:blur(${blurred}px) brightness(.94);max-height:700px}
     .held{box-shadow:0 0 40px #0008}
     svg.held{width:420px;height:420px;background:#fff;padding:24px}</style>${inner}`,
  );
  const picture = await page.screenshot({type: 'jpeg', quality: 88});
  await page.close();
  // Some frames of the same picture make a film. A camera that is open never sees half of it.
  await writeFile(`${eyes.camera}.new`, Buffer.concat(Array.from({length: 4}, () => picture)));
  await rename(`${eyes.camera}.new`, eyes.camera);
}

/** Holds the telephone, as it looks now, before the camera of `eyes`. */
export async function holdBefore(eyes: Eyes, phone: Page, hold: Hold = {}): Promise<void> {
  const picture = await phone.screenshot({type: 'png'});
  await compose(eyes, `<img class="held" alt="" src="data:image/png;base64,${picture.toString('base64')}">`, hold);
}

/** Holds a QR with this text before the camera: on paper, or of somebody else. */
export async function holdQr(eyes: Eyes, text: string, hold: Hold = {}): Promise<void> {
  const svg = encodeQr(text, 'svg', {border: 2});
  await compose(eyes, svg.replace('<svg', '<svg class="held"'), hold);
}

/** Nothing is held before it. */
export function lookAway(eyes: Eyes): Promise<void> {
  return compose(eyes, '', {});
}
