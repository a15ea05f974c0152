// Where each piece is now, grouped: place, territory, until when, which items.
import {formatGoods} from '@opencarnet/carnet';
import {useFormat, useText} from '@opencarnet/i18n';
import {Ltr, State} from '@opencarnet/ui';

import type {GeneralItem, GoodsEntry, Place} from '../data/types';

export interface PlaceGroup {
  place: Place['place'];
  territory: string | undefined;
  final_date: string | undefined;
  goods: GoodsEntry[];
  pieces: number;
}

export function groupPlaces(places: Place[]): PlaceGroup[] {
  const groups = new Map<string, PlaceGroup>();
  for (const each of places) {
    const key = [each.place, each.territory, each.final_date].join('|');
    const group = groups.get(key) ?? {
      place: each.place,
      territory: each.territory,
      final_date: each.final_date,
      goods: [],
      pieces: 0,
    };
    group.goods.push({item: each.item, pieces: each.pieces});
    group.pieces += each.pieces;
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function PlacesSummary({places, list}: {places: Place[]; list: GeneralItem[]}) {
  const t = useText();
  const format = useFormat();
  return (
    <ul className="places">
      {groupPlaces(places).map((group, i) => {
        const left = group.final_date ? format.daysLeft(group.final_date) : undefined;
        return (
          <li key={i} className={`place-${group.place}`}>
            <span>
              <strong>
                {t(`place.${group.place}`, {territory: group.territory ? format.territory(group.territory) : ''})}
              </strong>
              {group.final_date && left !== undefined ? (
                <>
                  {' '}
                  <State tone={left < 0 ? 'red' : left <= 30 ? 'yellow' : 'grey'}>
                    {t(left < 0 ? 'portal.places.overdue' : 'portal.places.until', {day: format.day(group.final_date)})}
                  </State>
                </>
              ) : null}
            </span>
            <span>
              {t('portal.facts.items_pieces', {items: group.goods.length, pieces: group.pieces})}{' '}
              <Ltr mono>{formatGoods(group.goods, list)}</Ltr>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
