// Which items, and how many pieces of each: the arithmetic of src/carnet/goods.h, for screens that must answer at once.
// Whether something is allowed is never decided here: the server's rules say that.
import {formatRanges} from './ranges';

/** As in the contract. Lists of entries are ascending by item, each item once, at least one piece each. */
export interface GoodsEntry {
  item: number;
  pieces: number;
}

type Goods = readonly GoodsEntry[];

const ascending = (pieces: ReadonlyMap<number, number>): GoodsEntry[] =>
  [...pieces]
    .filter(([, count]) => count > 0)
    .map(([item, count]) => ({item, pieces: count}))
    .sort((left, right) => left.item - right.item);

const mapOf = (goods: Goods): Map<number, number> => new Map(goods.map(({item, pieces}) => [item, pieces]));

/** How many pieces of an item there are. */
export const piecesOf = (goods: Goods, item: number): number => goods.find((entry) => entry.item === item)?.pieces ?? 0;

export const totalPieces = (goods: Goods): number => goods.reduce((sum, {pieces}) => sum + pieces, 0);

/** The chosen items with all pieces that `listed` has of them, or with the number `overrides` says. Items that are not
 * listed are left out; a number above the listed one stays, so that the server can name it. */
export function goodsOf(
  items: readonly number[],
  listed: Goods,
  overrides: ReadonlyMap<number, number> = new Map(),
): GoodsEntry[] {
  const all = mapOf(listed);
  const chosen = items
    .filter((item) => all.has(item))
    .map((item): [number, number] => [item, overrides.get(item) ?? all.get(item)!]);
  return ascending(new Map(chosen));
}

export function sumGoods(left: Goods, right: Goods): GoodsEntry[] {
  const pieces = mapOf(left);
  for (const entry of right) pieces.set(entry.item, (pieces.get(entry.item) ?? 0) + entry.pieces);
  return ascending(pieces);
}

/** What is left of the first without the second, never less than none. */
export function subtractGoods(from: Goods, what: Goods): GoodsEntry[] {
  const pieces = mapOf(from);
  for (const entry of what) pieces.set(entry.item, (pieces.get(entry.item) ?? 0) - entry.pieces);
  return ascending(pieces);
}

/** What both have. */
export function intersectGoods(left: Goods, right: Goods): GoodsEntry[] {
  const others = mapOf(right);
  return ascending(new Map(left.map(({item, pieces}) => [item, Math.min(pieces, others.get(item) ?? 0)])));
}

export const containsGoods = (whole: Goods, part: Goods): boolean => subtractGoods(part, whole).length === 0;

/** As the server writes goods: "1-3, 4x2, 5", pieces only where fewer than listed are meant. */
export function formatGoods(goods: Goods, listed: Goods): string {
  const all = mapOf(listed);
  const partial = goods.filter(({item, pieces}) => pieces < (all.get(item) ?? 0));
  return formatRanges(
    goods.map(({item}) => item),
    mapOf(partial),
  );
}
