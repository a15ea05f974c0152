// Goods as somebody chooses them: typed as ranges, ticked in the list, or piece by piece; each way shows in the others.
import {type GoodsEntry, type RangeProblem, formatGoods, goodsOf, parseRanges} from '@opencarnet/carnet';

import type {GeneralItem} from '../state/kinds';

export interface GoodsChoice {
  /** As typed ("1-4, 7, 9x2"), mistakes included: nothing typed is lost. */
  text: string;
  goods: GoodsEntry[];
}

export const nothingChosen: GoodsChoice = {text: '', goods: []};

/** The mistakes of what is typed, each with its place in the text. */
export function mistakesIn(text: string, lastItem: number): RangeProblem[] {
  return parseRanges(text, lastItem).problems ?? [];
}

export function typed(text: string, list: GeneralItem[]): GoodsChoice {
  const {items, pieces} = parseRanges(text, list.length);
  return {text, goods: goodsOf(items, listed(list), pieces)};
}

/** Ticks or unticks items; text that is no number of the list stays behind the numbers. */
export function ticked(before: GoodsChoice, items: number[], on: boolean, list: GeneralItem[]): GoodsChoice {
  const pieces = new Map(before.goods.map((entry) => [entry.item, entry.pieces]));
  for (const item of items) {
    if (!on) pieces.delete(item);
    else if (!pieces.has(item)) pieces.set(item, list[item - 1]?.pieces ?? 1);
  }
  const goods = [...pieces].sort(([a], [b]) => a - b).map(([item, count]) => ({item, pieces: count}));
  return chosenWith(goods, before, list);
}

/** At least one piece, at most all of the item's. */
export function withPieces(before: GoodsChoice, item: number, pieces: number, list: GeneralItem[]): GoodsChoice {
  const most = list[item - 1]?.pieces ?? 1;
  const count = Math.min(Math.max(Math.trunc(pieces) || 1, 1), most);
  const goods = before.goods.map((entry) => (entry.item === item ? {item, pieces: count} : entry));
  return chosenWith(goods, before, list);
}

export function chosen(goods: GoodsEntry[] | undefined, list: GeneralItem[]): GoodsChoice {
  return goods?.length ? {text: formatGoods(goods, listed(list)), goods} : nothingChosen;
}

function chosenWith(goods: GoodsEntry[], before: GoodsChoice, list: GeneralItem[]): GoodsChoice {
  const mistakes = mistakesIn(before.text, list.length).map((mistake) => mistake.text);
  return {text: [formatGoods(goods, listed(list)), ...mistakes].filter(Boolean).join(', '), goods};
}

const listed = (list: GeneralItem[]): GoodsEntry[] => list.map(({item, pieces}) => ({item, pieces}));
