// The npm packages of web/, which this folder uses without an installation of its own.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import type * as intl from 'intl-messageformat';
import type * as joseModule from 'jose';
import type * as playwright from 'playwright-core';
import type * as qr from 'qr';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const require = createRequire(new URL('../../../web/package.json', import.meta.url));

export const {chromium} = require('playwright-core') as typeof playwright;
export const jose = require('jose') as typeof joseModule;
export const {IntlMessageFormat} = require('intl-messageformat') as typeof intl;
export const encodeQr = (require('qr') as typeof qr).default;
export const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
