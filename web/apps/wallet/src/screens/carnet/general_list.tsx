// The General List: found by number or words, a page at a time, so that ten thousand items scroll like ten.
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Column, Ltr, Table, Text, TextField} from '@opencarnet/ui';
import {useDeferredValue, useMemo, useState} from 'react';

import {findItems} from '../../parts/find_items';
import type {Carnet} from '../../state/kinds';
import {weightsText} from './overview';

const page = 50;

export default function GeneralList({carnet}: {carnet: Carnet}) {
  const t = useText();
  const format = useFormat();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(page);
  const wanted = useDeferredValue(query);
  const found = useMemo(() => findItems(carnet.general_list, wanted), [carnet.general_list, wanted]);
  const {totals} = carnet;
  return (
    <Column>
      {totals ? (
        <Text>
          {t.rich('wallet.list_totals', {
            items: totals.items,
            pieces: totals.pieces,
            value: <Ltr>{format.money(totals.value, totals.currency)}</Ltr>,
          })}
          {totals.weights?.length ? ` · ${weightsText(totals.weights, format.number, format.list, t)}` : ''}
        </Text>
      ) : null}
      <TextField
        name="find"
        type="search"
        label={t('wallet.find_items')}
        hint={t('wallet.find_items_hint')}
        value={query}
        onChange={(text) => {
          setQuery(text);
          setShown(page);
        }}
      />
      <div aria-live="polite" className="oc-soft">
        {t('wallet.found_items', {found: found.length})}
      </div>
      <div className="ow-general">
        <Table
          caption={t('wallet.tab.goods')}
          hideCaption
          rows={found.slice(0, shown)}
          rowKey={(row) => String(row.item)}
          columns={[
            {key: 'item', label: t('wallet.item.number'), cell: (row) => <strong>{row.item}</strong>},
            {key: 'description', label: t('wallet.item.description'), cell: (row) => <bdi>{row.description}</bdi>},
            {key: 'pieces', label: t('wallet.item.pieces'), end: true, cell: (row) => format.number(row.pieces)},
            {
              key: 'weight',
              label: t('wallet.item.weight'),
              end: true,
              cell: (row) => (row.weight ? <Ltr>{`${format.number(row.weight)} ${row.weight_unit ?? ''}`}</Ltr> : '–'),
            },
            {
              key: 'value',
              label: t('wallet.item.value'),
              end: true,
              cell: (row) => <Ltr>{format.money(row.value, carnet.currency)}</Ltr>,
            },
            {
              key: 'origin',
              label: t('wallet.item.origin'),
              cell: (row) => (row.country_of_origin ? format.country(row.country_of_origin) : '–'),
            },
          ]}
        />
      </div>
      {found.length > shown ? (
        <Button wide onPress={() => setShown(shown + page)}>
          {t('wallet.show_more', {left: found.length - shown})}
        </Button>
      ) : null}
    </Column>
  );
}
