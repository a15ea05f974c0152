// Pieces that are in the same place, told in one line.
import {type GoodsEntry, formatGoods} from '@opencarnet/carnet';

import type {GeneralItem, Place, PlaceKind} from '../state/kinds';

export interface PlaceGroup {
  place: PlaceKind;
  territory: string | undefined;
  /** The earliest, where the goods there have several. */
  final_date: string | undefined;
  goods: GoodsEntry[];
  ranges: string;
}

export function groupPlaces(places: Place[], list: GeneralItem[]): PlaceGroup[] {
  const groups = new Map<string, PlaceGroup>();
  for (const {item, pieces, place, territory, final_date} of places) {
    const key = `${place} ${territory ?? ''}`;
    const group = groups.get(key) ?? {place, territory, final_date, goods: [], ranges: ''};
    const known = group.goods.find((entry) => entry.item === item);
    if (known) known.pieces += pieces;
    else group.goods.push({item, pieces});
    if (final_date && (!group.final_date || final_date < group.final_date)) group.final_date = final_date;
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    group.goods.sort((a, b) => a.item - b.item);
    group.ranges = formatGoods(group.goods, list);
  }
  return [...groups.values()];
}
