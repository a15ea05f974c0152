// Everything this administration committed, filtered; the filter stands in the address, so that Back and links keep it.
import {useText} from '@opencarnet/i18n';
import {Button, ChoiceField, Empty, ProblemPanel, TextField, Waiting} from '@opencarnet/ui';
import {useSearchParams} from 'react-router';

import {Title} from '../shared/title';
import {type TransactionFilter, useOffices, useTransactions} from '../data/queries';
import {type TransactionType, transactionTypes} from '../data/types';
import {TransactionList} from './transaction_list';

const size = 25;

function filterOf(params: URLSearchParams): TransactionFilter {
  const carnet = Number(params.get('carnet_id'));
  const type = transactionTypes.find((each) => each === params.get('type'));
  const office = params.get('office_id');
  return {
    ...(office ? {office_id: office} : {}),
    ...(type ? {type} : {}),
    ...(Number.isSafeInteger(carnet) && carnet > 0 ? {carnet_id: carnet} : {}),
  };
}

export function TransactionsPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const offices = useOffices();
  const query = useTransactions(filter, size);
  const rows = query.data?.pages.flatMap((page) => page.transactions) ?? [];
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      {replace: true},
    );
  return (
    <div className="oc-column oc-gap-md">
      <Title>{t('portal.frame.transactions')}</Title>
      <div className="filters" role="search">
        <ChoiceField
          name="office_id"
          label={t('portal.scan.office')}
          placeholder={t('portal.list.all_offices')}
          value={filter.office_id ?? ''}
          onChange={(value) => set('office_id', value)}
          options={(offices.data ?? []).map((each) => ({value: each.office_id, label: each.name}))}
        />
        <ChoiceField
          name="type"
          label={t('portal.list.type')}
          placeholder={t('portal.list.all_types')}
          value={filter.type ?? ''}
          onChange={(value) => set('type', value as TransactionType)}
          options={transactionTypes.map((type) => ({value: type, label: t(`transaction_type.${type}`)}))}
        />
        <TextField
          name="carnet_id"
          code
          numeric
          label={t('portal.list.carnet_id')}
          value={params.get('carnet_id') ?? ''}
          maxLength={16}
          onChange={(value) => set('carnet_id', value.replace(/\D/g, ''))}
        />
      </div>
      <ProblemPanel problem={query.error ?? undefined} onRetry={() => void query.refetch()} />
      {query.isPending ? <Waiting /> : null}
      {query.data && !rows.length ? (
        <Empty title={t('portal.list.none')} hint={t('portal.list.none_filtered')} />
      ) : null}
      {rows.length ? <TransactionList transactions={rows} caption={t('portal.frame.transactions')} withOffice /> : null}
      {query.hasNextPage ? (
        <div>
          <Button onPress={() => query.fetchNextPage()} busy={query.isFetchingNextPage}>
            {t('portal.list.more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
