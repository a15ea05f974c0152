// Below the scan: what this office did last.
import {useText} from '@opencarnet/i18n';
import {Button, Empty, Heading, ProblemPanel, Waiting} from '@opencarnet/ui';

import {useDraft} from '../data/drafts';
import {useTransactions} from '../data/queries';
import {noOffice} from '../scan/use_scan';
import {useSession} from '../session/session';
import {TransactionList} from './transaction_list';

const size = 8;

export function LastTransactions() {
  const t = useText();
  const session = useSession();
  const {draft} = useDraft('office', noOffice);
  const office = draft.office_id || session.office_id;
  const query = useTransactions(office ? {office_id: office} : {}, size);
  const rows = query.data?.pages.flatMap((page) => page.transactions) ?? [];
  return (
    <section className="oc-column oc-gap-sm" aria-labelledby="last-transactions">
      <Heading id="last-transactions">{t('portal.list.last')}</Heading>
      {query.error && !rows.length ? <ProblemPanel problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Waiting /> : null}
      {query.data && !rows.length ? <Empty title={t('portal.list.none')} hint={t('portal.list.none_hint')} /> : null}
      {rows.length ? <TransactionList transactions={rows} caption={t('portal.list.last')} /> : null}
      {query.hasNextPage ? (
        <div>
          <Button onPress={() => query.fetchNextPage()} busy={query.isFetchingNextPage}>
            {t('portal.list.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
