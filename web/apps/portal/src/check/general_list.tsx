// All goods of the carnet: searched and turned in pages, so that 10,000 items answer like ten.
import {useFormat, useText} from '@opencarnet/i18n';
import {Empty, Ltr, Table, TextField} from '@opencarnet/ui';
import {useMemo, useState} from 'react';

import type {GeneralItem} from '../data/types';
import {Paging} from '../shared/paging';
import {plain} from '../shared/search';

const size = 25;

export function GeneralList({list, currency, name}: {list: GeneralItem[]; currency: string; name: string}) {
  const t = useText();
  const format = useFormat();
  const [sought, seek] = useState('');
  const [page, turn] = useState(0);
  const found = useFound(list, sought);
  return (
    <div className="oc-column oc-gap-sm">
      {list.length > 10 ? (
        <TextField
          name={`${name}_search`}
          type="search"
          label={t('portal.goods.search')}
          value={sought}
          onChange={(text) => {
            seek(text);
            turn(0);
          }}
        />
      ) : null}
      {found.length ? (
        <Table
          caption={t('portal.goods.caption')}
          hideCaption
          rows={found.slice(page * size, (page + 1) * size)}
          rowKey={(row) => String(row.item)}
          columns={[
            {key: 'item', label: t('portal.goods.item'), end: true, cell: (row) => row.item},
            {key: 'description', label: t('portal.goods.description'), cell: (row) => <bdi>{row.description}</bdi>},
            {key: 'pieces', label: t('portal.goods.pieces'), end: true, cell: (row) => format.number(row.pieces)},
            {key: 'weight', label: t('portal.goods.weight'), end: true, cell: (row) => weightOf(row, format.number)},
            {
              key: 'value',
              label: t('portal.goods.value', {currency}),
              end: true,
              cell: (row) => format.number(row.value),
            },
            {
              key: 'origin',
              label: t('portal.goods.origin'),
              cell: (row) => (row.country_of_origin ? format.country(row.country_of_origin) : ''),
            },
          ]}
        />
      ) : (
        <Empty title={t('portal.goods.none_found')} hint={t('portal.goods.none_found_hint')} />
      )}
      <Paging page={page} size={size} count={found.length} onGo={turn} />
    </div>
  );
}

export function weightOf(row: GeneralItem, number: (value: string) => string) {
  return row.weight ? <Ltr>{`${number(row.weight)} ${row.weight_unit ?? ''}`}</Ltr> : '';
}

/** By number ("7") or by words of the description. */
export function useFound(list: GeneralItem[], sought: string): GeneralItem[] {
  return useMemo(() => {
    const words = plain(sought).split(/\s+/).filter(Boolean);
    if (!words.length) return list;
    return list.filter((row) => {
      const text = plain(row.description);
      return words.every((word) => String(row.item) === word || text.includes(word));
    });
  }, [list, sought]);
}
