// The same life as a table: every step with office, goods and final date. The picture's alternative.
import {useFormat, useText} from '@opencarnet/i18n';
import {Empty, Ltr, State, Table} from '@opencarnet/ui';

import {shortened} from '../check/carnet_facts';
import type {Transaction} from '../data/types';
import {TypeMark} from '../shared/type_badge';

const notesOf = (row: Transaction): boolean =>
  Boolean(row.cancelled || row.late || row.paper_evidence_confirmed || row.cancelled_reason);

export function TransactionTable({transactions, caption}: {transactions: Transaction[]; caption: string}) {
  const t = useText();
  const format = useFormat();
  if (!transactions.length) return <Empty title={t('portal.history.none')} hint={t('portal.history.none_hint')} />;
  return (
    <Table
      caption={caption}
      rows={transactions}
      rowKey={(row) => row.transaction_id}
      columns={[
        {key: 'time', label: t('portal.list.time'), cell: (row) => format.instant(row.committed_at)},
        {key: 'type', label: t('portal.list.type'), cell: (row) => <TypeMark type={row.type} />},
        {
          key: 'office',
          label: t('portal.scan.office'),
          cell: (row) => (
            <>
              <bdi>{row.office}</bdi>, {format.territory(row.territory)}
            </>
          ),
        },
        {key: 'goods', label: t('portal.list.goods'), cell: (row) => <Ltr mono>{shortened(row.goods_ranges)}</Ltr>},
        {
          key: 'final',
          label: t('portal.receipt.final_date'),
          cell: (row) => (row.final_date ? format.day(row.final_date) : ''),
        },
        {
          key: 'state',
          label: t('portal.history.notes'),
          cell: (row) =>
            notesOf(row) && (
              <>
                {row.cancelled ? <State tone="red">{t('portal.list.cancelled')}</State> : null}
                {row.late ? <State tone="yellow">{t('portal.list.late')}</State> : null}
                {row.paper_evidence_confirmed ? <State tone="blue">{t('portal.history.paper')}</State> : null}
                {row.cancelled_reason ? (
                  <>
                    {' '}
                    <bdi>{row.cancelled_reason}</bdi>
                  </>
                ) : null}
              </>
            ),
        },
      ]}
    />
  );
}
