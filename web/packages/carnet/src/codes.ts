// The codes people read out, type and scan (rule X1), as src/base/code_text.h reads and writes them.
import {asciiDigits} from './digits';

/** 32 signs; I, L, O and U are left out: no two of the rest are written alike. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type CodeKind = 'transaction' | 'verification' | 'cancellation' | 'carnet_pin';
export const codeLengths: Readonly<Record<CodeKind, number>> = {
  transaction: 13,
  verification: 14,
  cancellation: 12,
  carnet_pin: 12,
};

/** What keyboards, mail programs and PDF readers put between groups. */
const separators = /[\s\-_\u00ad\u200b\u2010-\u2015\u2212\ufeff\u200e\u200f\u2066-\u2069]/g;
const meant: Readonly<Record<string, string>> = {I: '1', L: '1', O: '0', U: 'V'};

/** Capitals without separators, look-alikes read as what they must be. Signs that are in no code stay: `codeProblem`
 * finds them. */
const tidy = (typed: string): string =>
  asciiDigits(typed)
    .replace(separators, '')
    .replace(/[a-z]/g, (sign) => sign.toUpperCase())
    .replace(/[ILOU]/g, (sign) => meant[sign]!);

/** The code as it is stored and sent, or nothing if this cannot be one. */
export function normaliseCode(typed: string, kind: CodeKind): string | undefined {
  return codeProblem(typed, kind) ? undefined : tidy(typed);
}

/** Why this cannot be such a code; while somebody still types, `empty` and `too_short` are no mistakes yet. */
export function codeProblem(
  typed: string,
  kind: CodeKind,
): 'empty' | 'wrong_sign' | 'too_short' | 'too_long' | undefined {
  const code = tidy(typed);
  if (code === '') return 'empty';
  if ([...code].some((sign) => !codeAlphabet.includes(sign))) return 'wrong_sign';
  if (code.length < codeLengths[kind]) return 'too_short';
  return code.length > codeLengths[kind] ? 'too_long' : undefined;
}

/** As people read it best, in groups of four or five: "8KQ2-M4TZ-9WXYC". */
export function groupCode(code: string): string {
  const groups = code.length < 8 ? 1 : Math.floor(code.length / 4);
  const size = Math.floor(code.length / groups);
  const longer = code.length % groups; // so many groups at the end have one sign more
  const parts: string[] = [];
  for (let group = 0, at = 0; group < groups; ++group) {
    const take = size + (group >= groups - longer ? 1 : 0);
    parts.push(code.slice(at, at + take));
    at += take;
  }
  return parts.join('-');
}
