// What a scanned text is (docs/formats/qr.md), before anybody asks whether it is true.
import {normaliseCode} from './codes';

export type ScannedText =
  /** The signed QR of a declaration: hand `text` to verifyDeclarationQr and to the server. */
  | {kind: 'declaration'; text: string}
  /** The short form for print: counts as typed. */
  | {kind: 'short'; carnet_id: number; transaction_code: string}
  /** From the letter of an association: a carnet to download. */
  | {kind: 'download'; carnet_id: number; pin: string}
  /** From a receipt: a transaction to verify. */
  | {kind: 'verification'; transaction_id: string; verification_code: string}
  /** Not ours, or ours but unreadable in its parts. */
  | {kind: 'foreign'; text: string};

/** Line ends that hand scanners append. */
export const withoutLineEnd = (text: string): string => text.replace(/[\r\n\t]+$/, '');

const rowId = /^[0-9a-hjkmnp-tv-z]{20}$/; // src/base/ids.h

function carnetIdOf(text: string | undefined): number | undefined {
  const id = /^[0-9]{1,16}$/.test(text ?? '') ? Number(text) : 0;
  return id > 0 && Number.isSafeInteger(id) ? id : undefined;
}

export function classifyScan(scanned: string): ScannedText {
  const text = withoutLineEnd(scanned);
  if (text.startsWith('OC1:')) return {kind: 'declaration', text};
  const [prefix, id = '', code = '', ...more] = text.split(':');
  const carnet_id = carnetIdOf(id);
  if (more.length > 0) return {kind: 'foreign', text};
  if (prefix === 'OCS' && carnet_id !== undefined) {
    const transaction_code = normaliseCode(code, 'transaction');
    if (transaction_code) return {kind: 'short', carnet_id, transaction_code};
  }
  if (prefix === 'OCD' && carnet_id !== undefined) {
    const pin = normaliseCode(code, 'carnet_pin');
    if (pin) return {kind: 'download', carnet_id, pin};
  }
  if (prefix === 'OC1V' && rowId.test(id)) {
    const verification_code = normaliseCode(code, 'verification');
    if (verification_code) return {kind: 'verification', transaction_id: id, verification_code};
  }
  return {kind: 'foreign', text};
}
