// Committed transactions, newest first, each with its paper and its way back.
import {useFormat, useText} from '@opencarnet/i18n';
import {Dialog, Ltr, State, Table} from '@opencarnet/ui';
import {useState} from 'react';
import {Link} from 'react-router';

import {shortened} from '../check/carnet_facts';
import type {Transaction} from '../data/types';
import {CancelForm} from '../receipt/cancel_form';
import {TypeMark} from '../shared/type_badge';
import {receiptAddress} from './receipt_address';

export function TransactionList({
  transactions,
  caption,
  withOffice,
}: {
  transactions: Transaction[];
  caption: string;
  withOffice?: boolean;
}) {
  const t = useText();
  const format = useFormat();
  const [cancelling, cancel] = useState<Transaction>();
  const office = {key: 'office', label: t('portal.scan.office'), cell: (row: Transaction) => <bdi>{row.office}</bdi>};
  return (
    <>
      <Table
        caption={caption}
        hideCaption
        rows={transactions}
        rowKey={(row) => row.transaction_id}
        columns={[
          {
            key: 'carnet',
            label: t('portal.list.carnet'),
            cell: (row) => (
              <span className="nowrap">
                <Link className="oc-link" to={`/carnets/${row.carnet_id}`}>
                  <Ltr mono>{row.carnet_number ?? row.carnet_id}</Ltr>
                </Link>{' '}
                <span className="oc-soft oc-small">
                  {t('portal.facts.id')} <Ltr>{row.carnet_id}</Ltr>
                </span>
              </span>
            ),
          },
          {key: 'type', label: t('portal.list.type'), cell: (row) => <TypeMark type={row.type} />},
          {
            key: 'time',
            label: t('portal.list.time'),
            cell: (row) => (
              <>
                <span className="nowrap">{format.instant(row.committed_at)}</span>{' '}
                {row.late ? <State tone="yellow">{t('portal.list.late')}</State> : null}
              </>
            ),
          },
          ...(withOffice ? [office] : []),
          {key: 'goods', label: t('portal.list.goods'), cell: (row) => <Ltr mono>{shortened(row.goods_ranges)}</Ltr>},
          {
            key: 'stayed',
            label: t('portal.list.stayed'),
            cell: (row) => (stayedOf(row) ? <Ltr mono>{stayedOf(row)}</Ltr> : ''),
          },
          {
            key: 'actions',
            label: t('portal.list.actions'),
            cell: (row) => (
              <span className="list-actions">
                <a className="oc-link" href={receiptAddress(row.transaction_id)} target="_blank" rel="noopener">
                  {t('portal.list.receipt')}
                </a>
                {row.cancelled ? (
                  <State tone="red">{t('portal.list.cancelled')}</State>
                ) : (
                  <button type="button" className="oc-link-button" onClick={() => cancel(row)}>
                    {t('portal.list.cancel')}
                  </button>
                )}
              </span>
            ),
          },
        ]}
      />
      <Dialog open={cancelling !== undefined} title={t('portal.cancel.title')} onClose={() => cancel(undefined)}>
        {cancelling ? (
          <>
            <p>
              <TypeMark type={cancelling.type} /> · <Ltr mono>{cancelling.carnet_number}</Ltr> ·{' '}
              {format.instant(cancelling.committed_at)}
            </p>
            <CancelForm transactionId={cancelling.transaction_id} onCancelled={() => cancel(undefined)} />
          </>
        ) : null}
      </Dialog>
    </>
  );
}

/** Items of all lists of goods that did not go on. */
function stayedOf(row: Transaction): string {
  const lists = [...(row.not_re_exported ?? []), ...(row.not_produced ?? []), ...(row.not_re_imported ?? [])];
  const goods = lists.flatMap((each) =>
    typeof each.goods === 'string' ? [each.goods] : each.goods.map((entry) => String(entry.item)),
  );
  return shortened(goods.join(', '));
}
