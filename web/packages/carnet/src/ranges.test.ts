import {readFileSync} from 'node:fs';

import {expect, test} from 'vitest';

import {
  containsGoods,
  formatGoods,
  goodsOf,
  intersectGoods,
  piecesOf,
  subtractGoods,
  sumGoods,
  totalPieces,
} from './goods';
import {formatRanges, parseRanges} from './ranges';

interface Conformance {
  listed: {items: number; pieces: Record<string, number>};
  accepted: {typed: string; written: string}[];
  refused: {typed: string; problems: {position: number; text: string; reason: string}[]}[];
  arithmetic: {left: string; right: string; sum?: string; difference: string; common: string}[];
}
const file: Conformance = JSON.parse(
  readFileSync(new URL('../../../../tests/conformance/ranges.json', import.meta.url), 'utf8'),
);
const last = file.listed.items;
const listed = Array.from({length: last}, (_, at) => ({item: at + 1, pieces: file.listed.pieces[at + 1] ?? 1}));

function goodsIn(text: string) {
  const {items, pieces, problems} = parseRanges(text, last);
  expect(problems).toBeUndefined();
  return goodsOf(items, listed, pieces);
}

test.each(file.accepted)('$typed is written $written, as on the server', ({typed, written}) => {
  expect(formatGoods(goodsIn(typed), listed)).toBe(written);
  expect(formatGoods(goodsIn(written), listed)).toBe(written);
});

test.each(file.refused)('$typed is refused, as on the server', ({typed, problems}) => {
  const told = parseRanges(typed, last).problems?.map(({from, text, reason}) => ({position: from + 1, text, reason}));
  expect(told).toEqual(problems);
});

test.each(file.arithmetic)(
  '$left and $right are added and taken away as on the server',
  ({left, right, sum, difference, common}) => {
    const [one, two] = [goodsIn(left), goodsIn(right)];
    if (sum !== undefined) expect(formatGoods(sumGoods(one, two), listed)).toBe(sum);
    expect(formatGoods(subtractGoods(one, two), listed)).toBe(difference);
    expect(formatGoods(intersectGoods(one, two), listed)).toBe(common);
    expect(containsGoods(one, intersectGoods(one, two))).toBe(true);
  },
);

test.each([
  ['1،2؛ 3', '1-3'],
  ['1;2\t4\n\n5', '1-2, 4-5'],
  ['1–3 5—6 8−9 11‑12', '1-3, 5-6, 8-9, 11-12'],
  ['١-٤، ٧', '1-4, 7'],
  ['۱ - ۴ ۱۱x۲', '1-4, 11x2'],
  ['4×2', '4x2'],
  [',, 1,,2, ', '1-2'],
  ['1 -\n3', '1-3'],
])('%j is %s: what only a screen must forgive', (typed, written) => {
  expect(formatGoods(goodsIn(typed), listed)).toBe(written);
});

test.each(['', '  \n', ',;'])('%j is nothing, and no mistake', (typed) => {
  expect(parseRanges(typed, last)).toEqual({items: [], pieces: new Map()});
});

test('a pasted list of 500 numbers with three mistakes tells the three and keeps the rest', () => {
  const numbers = Array.from({length: 500}, (_, at) => String(at + 1));
  numbers[41] = '4z';
  numbers[249] = '5001';
  numbers[498] = '499-490';
  const typed = numbers.join('\n');
  const {items, problems} = parseRanges(typed, 1000);
  expect(problems?.map(({text, reason}) => [text, reason])).toEqual([
    ['4z', 'not_a_number'],
    ['5001', 'not_on_list'],
    ['499-490', 'backwards'],
  ]);
  for (const {from, to, text} of problems!) expect(typed.slice(from, to)).toBe(text);
  expect(items).toHaveLength(497);
  expect(formatRanges(items)).toBe('1-41, 43-249, 251-498, 500');
});

test('a mistake in Arabic digits is told as it was typed', () => {
  expect(parseRanges('١، ٩٩', 20).problems).toEqual([{from: 3, to: 5, text: '٩٩', reason: 'not_on_list'}]);
});

test('the worst text is read quickly', () => {
  const begin = performance.now();
  for (const worst of [
    '1-'.repeat(30_000),
    '-'.repeat(60_000),
    '1 '.repeat(30_000) + 'x',
    ' '.repeat(60_000) + '-',
    '1'.repeat(60_000),
  ]) {
    parseRanges(worst, 10_000);
  }
  parseRanges('1-10000,'.repeat(500), 10_000);
  expect(performance.now() - begin).toBeLessThan(5000);
});

test('ranges are written in order, each item once, pieces alone', () => {
  expect(formatRanges([])).toBe('');
  expect(formatRanges([3, 1, 2, 2, 10])).toBe('1-3, 10');
  expect(formatRanges([1, 2, 3, 4], new Map([[3, 5]]))).toBe('1-2, 3x5, 4');
});

test('goods are counted, and what is not listed is left out', () => {
  const goods = goodsOf([11, 4, 99], listed, new Map([[11, 40]]));
  expect(goods).toEqual([
    {item: 4, pieces: 6},
    {item: 11, pieces: 40},
  ]);
  expect([totalPieces(goods), piecesOf(goods, 11), piecesOf(goods, 12)]).toEqual([46, 40, 0]);
  expect(containsGoods(goods, [{item: 4, pieces: 7}])).toBe(false);
});
