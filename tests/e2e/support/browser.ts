// A real Chromium, and people in it: each with a profile of its own, a screen, a language.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, BrowserContext, Page} from 'playwright-core';

import {chromium} from './packages.ts';
import {shoot} from './shots.ts';
import {type Language} from './texts.ts';
import {complaints, watch} from './watch.ts';

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What `after` registers is done when the story (or the suite) ends. */
export interface Story {
  after: (what: () => Promise<void>) => void;
  readonly name?: string;
  readonly passed?: boolean;
}

/** What everybody saw last, where a story went wrong. */
async function lastSeen(story: Story, browser: Browser): Promise<void> {
  if (story.passed !== false) return;
  const pages = browser.contexts().flatMap((context) => context.pages());
  const name = (story.name ?? 'story').replace(/[^A-Za-z0-9]+/g, '_').slice(0, 40);
  for (const complaint of complaints()) console.log(`      behind the screens: ${complaint}`);
  for (const [i, page] of pages.entries()) await shoot(page, `failed-${name}-${i}`).catch(() => undefined);
}

/** Of a browser: what its camera sees lies in a file, read again each time a page opens the camera. */
export interface Eyes {
  browser: Browser;
  camera: string;
}

/** Closed when the story ends, however it ends. */
export async function openBrowser(story: Story, {camera = true} = {}): Promise<Eyes> {
  const folder = mkdtempSync(join(tmpdir(), 'opencarnet-camera.'));
  const picture = join(folder, 'camera.mjpeg');
  const fake = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${picture}`];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: camera ? [...quiet, ...fake] : quiet,
  });
  story.after(async () => {
    await lastSeen(story, browser);
    await browser.close();
    rmSync(folder, {recursive: true, force: true});
  });
  return {browser, camera: picture};
}

export const screens = {
  phone: {width: 390, height: 844},
  small: {width: 320, height: 640},
  counter: {width: 1366, height: 768},
} as const;
export type Screen = keyof typeof screens;

export interface Outfit {
  screen?: Screen;
  language?: Language;
  camera?: 'allowed' | 'refused';
  /** With the phone's fine pixels; pictures of all screens do without. */
  sharp?: boolean;
}

export const patience = 15_000;

/** Somebody new at a screen. */
export async function sitDown(browser: Browser, outfit: Outfit = {}): Promise<{context: BrowserContext; page: Page}> {
  const {screen = 'counter', language = 'en', camera = 'allowed', sharp = screen !== 'counter'} = outfit;
  const context = await browser.newContext({
    viewport: screens[screen],
    deviceScaleFactor: sharp ? 2 : 1,
    hasTouch: screen !== 'counter',
    locale: {en: 'en-GB', fr: 'fr-CH', ar: 'ar'}[language],
    timezoneId: 'Europe/Zurich',
    // To grant something else refuses the camera without a question that nobody answers.
    permissions: [camera === 'allowed' ? 'camera' : 'geolocation'],
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  await watch(context);
  return {context, page: await context.newPage()};
}
