// The declared goods. To read: dense, thirteen at a glance. To correct: a tick, the pieces and the marks of each item.
import {useFormat, useText} from '@opencarnet/i18n';
import {Empty, Ltr, Table, type TableColumn, TextField} from '@opencarnet/ui';
import {useMemo, useState} from 'react';

import {useFound, weightOf} from '../check/general_list';
import type {CrossingDraft} from '../data/crossing_draft';
import type {Declaration, GeneralItem} from '../data/types';
import {Paging} from '../shared/paging';
import {type Selection, entriesOf, marksOf} from './goods_edit';
import {SmallerList} from './smaller_list';

interface Props {
  list: GeneralItem[];
  currency: string;
  signed: Selection;
  selection: Selection;
  declaration: Declaration;
  editing: boolean;
  draft: CrossingDraft;
  change: (part: Partial<CrossingDraft>) => void;
}

const size = 50;

export function GoodsTable(props: Props) {
  const {list, currency, signed, selection, declaration, editing} = props;
  const t = useText();
  const format = useFormat();
  const [sought, seek] = useState('');
  const [page, turn] = useState(0);
  const shown = useMemo(
    () => list.filter((row) => (editing ? signed : selection)[row.item]),
    [list, editing, signed, selection],
  );
  const found = useFound(shown, sought);
  const marks = {...marksOf(declaration), ...props.draft.marks};
  const chosen = entriesOf(selection);
  const pieces = chosen.reduce((sum, each) => sum + each.pieces, 0);

  const reading: TableColumn<GeneralItem>[] = [
    {key: 'item', label: t('portal.goods.item'), end: true, cell: (row) => row.item},
    {key: 'pieces', label: t('portal.goods.pieces'), end: true, cell: (row) => piecesOf(row, selection, format.number)},
    {
      key: 'description',
      label: t('portal.goods.description'),
      cell: (row) => <bdi className="goods-description">{row.description}</bdi>,
    },
    {
      key: 'origin',
      label: t('portal.goods.origin'),
      cell: (row) => (row.country_of_origin ? format.country(row.country_of_origin) : ''),
    },
    {key: 'value', label: t('portal.goods.value', {currency}), end: true, cell: (row) => format.number(row.value)},
    {key: 'weight', label: t('portal.goods.weight'), end: true, cell: (row) => weightOf(row, format.number)},
    {
      key: 'marks',
      label: t('portal.goods.marks'),
      cell: (row) => (marks[row.item] ? <bdi>{marks[row.item]}</bdi> : ''),
    },
  ];
  return (
    <div className={editing ? 'goods goods-editing' : 'goods'}>
      <div className="goods-head">
        <p>
          <strong>{t('portal.goods.declared', {items: chosen.length, pieces})}</strong>{' '}
          {editing ? null : <TransportLine declaration={declaration} />}
        </p>
        {shown.length > 20 ? (
          <TextField
            name="goods_search"
            type="search"
            label={t('portal.goods.search')}
            value={sought}
            onChange={(text) => {
              seek(text);
              turn(0);
            }}
          />
        ) : null}
      </div>
      {editing ? <SmallerList signed={signed} list={list} change={props.change} /> : null}
      {found.length ? (
        <Table
          caption={t('portal.goods.caption_declared')}
          hideCaption
          rows={found.slice(page * size, (page + 1) * size)}
          rowKey={(row) => String(row.item)}
          columns={editing ? editColumns(props, marks, t) : reading}
        />
      ) : (
        <Empty title={t('portal.goods.none_found')} hint={t('portal.goods.none_found_hint')} />
      )}
      <Paging page={page} size={size} count={found.length} onGo={turn} />
    </div>
  );
}

function piecesOf(row: GeneralItem, selection: Selection, number: (value: number) => string) {
  const here = selection[row.item] ?? 0;
  return here === row.pieces ? number(here) : <Ltr>{`${number(here)} / ${number(row.pieces)}`}</Ltr>;
}

function TransportLine({declaration}: {declaration: Declaration}) {
  const t = useText();
  const mode = `mode_of_transport.${declaration.mode_of_transport ?? ''}`;
  const parts = [t.has(mode) ? t(mode) : '', declaration.transport_details, declaration.packaging].filter(Boolean);
  return (
    <span className="oc-soft">
      {parts.map((part, i) => (
        <span key={i}>
          {i ? ' · ' : ''}
          <bdi>{part}</bdi>
        </span>
      ))}
    </span>
  );
}

function editColumns(
  props: Props,
  marks: Record<number, string>,
  t: ReturnType<typeof useText>,
): TableColumn<GeneralItem>[] {
  const {signed, selection, draft, change} = props;
  const take = (item: number, pieces: number) => change({goods: {...selection, [item]: pieces}});
  return [
    {
      key: 'here',
      label: t('portal.goods.here'),
      cell: (row) => (
        <label className="goods-tick">
          <input
            type="checkbox"
            checked={(selection[row.item] ?? 0) > 0}
            onChange={(event) => take(row.item, event.currentTarget.checked ? (signed[row.item] ?? 0) : 0)}
          />
          <span className="oc-hidden">{t('portal.goods.tick', {item: row.item})}</span>
          <span aria-hidden="true">{row.item}</span>
        </label>
      ),
    },
    {
      key: 'pieces',
      label: t('portal.goods.pieces'),
      cell: (row) => {
        const most = signed[row.item] ?? 0;
        if (most <= 1) return selection[row.item] ?? 0;
        return (
          <span className="goods-pieces">
            <input
              type="number"
              className="oc-input"
              min={0}
              max={most}
              value={selection[row.item] ?? 0}
              aria-label={t('portal.goods.pieces_of', {item: row.item})}
              onChange={(event) => {
                const typed = Math.trunc(Number(event.currentTarget.value));
                take(row.item, Math.min(most, Math.max(0, Number.isFinite(typed) ? typed : 0)));
              }}
            />
            <Ltr>/ {most}</Ltr>
          </span>
        );
      },
    },
    {key: 'description', label: t('portal.goods.description'), cell: (row) => <bdi>{row.description}</bdi>},
    {
      key: 'marks',
      label: t('portal.goods.marks'),
      cell: (row) => (
        <input
          type="text"
          className="oc-input"
          maxLength={200}
          value={marks[row.item] ?? ''}
          aria-label={t('portal.goods.marks_of', {item: row.item})}
          onChange={(event) => change({marks: {...draft.marks, [row.item]: event.currentTarget.value}})}
        />
      ),
    },
  ];
}
