// Item numbers as people type and paste them (rule T4): "1-4, 7, 9-12", and "4x2" for two pieces of item 4. More
// forgiving than the server's reader (src/carnet/goods_text.cpp) about separators, dashes and digits; where both accept
// a text they read the same, which tests/conformance/ranges.json proves. Send what `formatRanges` makes of it, or a
// list of entries.
import {asciiDigits} from './digits';

export type RangeReason = 'not_a_number' | 'backwards' | 'not_on_list';

/** A part that cannot be taken, with its place in the typed text: `text.slice(from, to)`. */
export interface RangeProblem {
  from: number;
  to: number;
  text: string;
  reason: RangeReason;
}

export interface ParsedRanges {
  /** Ascending, each once; of the parts without a problem. */
  items: number[];
  /** Items typed with a number of pieces ("4x2"); an item that is also typed without one means all its pieces. */
  pieces: Map<number, number>;
  /** All mistakes at once, in the order of the text; absent when there is none. */
  problems?: RangeProblem[];
}

const separators = '\\s,;\\u060c\\u061b'; // and the Arabic comma and semicolon
const dashes = '\\-\\u2010-\\u2015\\u2212';
const space = '[^\\S\\n\\r]*';
const end = `(?=[${separators}]|$)`;
const patterns = {
  gap: new RegExp(`[${separators}]+`, 'y'),
  range: new RegExp(`([0-9]+)\\s*[${dashes}]\\s*([0-9]+)${end}`, 'y'),
  pieces: new RegExp(`([0-9]+)${space}[xX\\u00d7]${space}([0-9]+)${end}`, 'y'),
  single: new RegExp(`([0-9]+)${end}`, 'y'),
  anything: new RegExp(`[^${separators}]+`, 'y'),
};
const mostDigits = 10;

type Part =
  {kind: 'items'; first: number; last: number} | {kind: 'pieces'; item: number; pieces: number} | {kind: 'wrong'};

/** The part that begins at `at`, and where it ends. */
function partAt(text: string, at: number): {part: Part; to: number} {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const readable = (...numbers: (string | undefined)[]) => numbers.every((number) => number!.length <= mostDigits);
  for (const kind of ['range', 'pieces', 'single'] as const) {
    const found = match(patterns[kind]);
    if (!found) continue;
    const to = at + found[0].length;
    const [, left, right = left] = found;
    if (!readable(left, right)) return {part: {kind: 'wrong'}, to};
    if (kind !== 'pieces') return {part: {kind: 'items', first: Number(left), last: Number(right)}, to};
    return {part: Number(right) > 0 ? {kind, item: Number(left), pieces: Number(right)} : {kind: 'wrong'}, to};
  }
  return {part: {kind: 'wrong'}, to: at + match(patterns.anything)![0].length};
}

function problemOf(part: Part, lastItem: number): RangeReason | undefined {
  if (part.kind === 'wrong') return 'not_a_number';
  const [first, last] = part.kind === 'items' ? [part.first, part.last] : [part.item, part.item];
  if (last < first) return 'backwards';
  return first < 1 || last > lastItem ? 'not_on_list' : undefined;
}

/** Reads what was typed for a General List whose last item is `lastItem`. Nothing typed is no item and no problem. */
export function parseRanges(typed: string, lastItem: number): ParsedRanges {
  const text = asciiDigits(typed);
  const whole = new Set<number>();
  const pieces = new Map<number, number>();
  const problems: RangeProblem[] = [];
  for (let at = 0; at < text.length;) {
    patterns.gap.lastIndex = at;
    at += patterns.gap.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    const {part, to} = partAt(text, at);
    const reason = problemOf(part, lastItem);
    if (reason) problems.push({from: at, to, text: typed.slice(at, to), reason});
    else if (part.kind === 'items') for (let item = part.first; item <= part.last; ++item) whole.add(item);
    else if (part.kind === 'pieces') pieces.set(part.item, Math.max(part.pieces, pieces.get(part.item) ?? 0));
    at = to;
  }
  for (const item of whole) pieces.delete(item);
  const items = [...whole, ...pieces.keys()].sort((left, right) => left - right);
  return problems.length > 0 ? {items, pieces, problems} : {items, pieces};
}

/** As the server writes them: "1-4, 7, 9-12"; items in `pieces` stand alone with their number, "4x2". They may come in
 * any order, with repeats. */
export function formatRanges(items: readonly number[], pieces: ReadonlyMap<number, number> = new Map()): string {
  const sorted = [...new Set(items)].sort((left, right) => left - right);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at]!;
    let last = first;
    const some = pieces.get(first);
    while (some === undefined && sorted[at + 1] === last + 1 && !pieces.has(last + 1)) last = sorted[++at]!;
    ++at;
    parts.push(some === undefined ? (last > first ? `${first}-${last}` : `${first}`) : `${first}x${some}`);
  }
  return parts.join(', ');
}
