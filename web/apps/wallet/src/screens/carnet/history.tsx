// The carnet's life, newest first, and where each piece is now.
import {useFormat, useText} from '@opencarnet/i18n';
import {Card, Column, Empty, Fold, Heading, Notice, Row, State, Text, Waiting} from '@opencarnet/ui';

import {CounterfoilFacts} from '../../parts/counterfoil';
import {groupPlaces} from '../../parts/group_places';
import {timelineOf} from '../../parts/timeline';
import {Ranges, toneOf, usePlaceName} from '../../parts/words';
import type {Carnet, Counterfoil, History} from '../../state/kinds';
import {connection} from '../../state/session';
import {useStore} from '../../state/store';
import {refs, useRecord} from '../../state/vault_door';

export default function HistoryTab({carnet}: {carnet: Carnet}) {
  const t = useText();
  const format = useFormat();
  const history = useRecord(refs.history(carnet.carnet_id));
  const away = useStore(connection, (it) => it.away);
  if (!history)
    return away || history === null ? (
      <Empty title={t('wallet.not_loaded')} hint={t('wallet.not_loaded_hint')} />
    ) : (
      <Waiting />
    );
  return (
    <Column gap="lg">
      <Places carnet={carnet} history={history} />
      <section>
        <Column gap="sm">
          <Heading>{t('wallet.history.title')}</Heading>
          <Timeline carnet={carnet} history={history} />
        </Column>
      </section>
      <section>
        <Column gap="sm">
          <Heading>{t('wallet.history.devices')}</Heading>
          <Text soft>{t('wallet.history.devices_hint')}</Text>
          <ul className="ow-plain">
            {history.devices?.map((each, i) => (
              <li key={i}>
                <bdi>{each.device}</bdi>
                {each.account ? (
                  <>
                    {' · '}
                    <bdi>{each.account}</bdi>
                  </>
                ) : null}
                {' · '}
                <span className="oc-soft">{format.instant(each.downloaded_at)}</span>
              </li>
            ))}
          </ul>
        </Column>
      </section>
      <Text soft small>
        {t('wallet.refreshed_at', {time: format.instant(history.refreshed_at)})}
      </Text>
    </Column>
  );
}

function Places({carnet, history}: {carnet: Carnet; history: History}) {
  const t = useText();
  const format = useFormat();
  const placeName = usePlaceName();
  const groups = groupPlaces(history.places, carnet.general_list);
  return (
    <section>
      <Column gap="sm">
        <Heading>{t('wallet.where_goods_are')}</Heading>
        {groups.length === 0 ? <Text soft>{t('wallet.all_at_home')}</Text> : null}
        <ul className="ow-places ow-places-large">
          {groups.map((group, i) => (
            <li key={i} className={`ow-place ow-place-${group.place}`}>
              <span>
                <strong>{placeName(group.place, group.territory)}</strong>
                <br />
                {t.rich('wallet.items_ranges', {items: group.goods.length, ranges: <Ranges ranges={group.ranges} />})}
                {group.final_date ? ` · ${t('wallet.final_date_on', {day: format.day(group.final_date)})}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </Column>
    </section>
  );
}

function Timeline({carnet, history}: {carnet: Carnet; history: History}) {
  const t = useText();
  const entries = timelineOf(history);
  if (entries.length === 0) return <Text soft>{t('wallet.history.nothing_yet')}</Text>;
  return (
    <ol className="ow-timeline">
      {entries.map((entry, i) => (
        <li key={i} className={'transaction' in entry ? `ow-mark-${toneOf(entry.transaction.type)}` : 'ow-mark-red'}>
          <span className="ow-bullet" aria-hidden="true" />
          {'transaction' in entry ? (
            <Transaction transaction={entry.transaction} carnet={carnet} />
          ) : (
            <Rejection rejection={entry.rejection} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Transaction({transaction, carnet}: {transaction: Counterfoil; carnet: Carnet}) {
  const t = useText();
  const format = useFormat();
  return (
    <Card tone={toneOf(transaction.type)}>
      <Column gap="xs">
        <Row apart align="start">
          <Heading level={3}>{t(`transaction_type.${transaction.type}`)}</Heading>
          {transaction.cancelled ? <State tone="red">{t('wallet.history.cancelled')}</State> : null}
          {transaction.late ? <State tone="yellow">{t('wallet.history.late')}</State> : null}
        </Row>
        <Text>
          {t.rich('wallet.office_in', {
            office: <bdi>{transaction.office}</bdi>,
            country: format.country(transaction.country),
          })}
        </Text>
        <Text soft>{format.instant(transaction.committed_at)}</Text>
        <Fold title={t('wallet.history.counterfoil')}>
          <CounterfoilFacts transaction={transaction} list={carnet.general_list} />
        </Fold>
      </Column>
    </Card>
  );
}

function Rejection({rejection}: {rejection: History['rejections'][number]}) {
  const t = useText();
  const format = useFormat();
  const type = rejection.type ? t(`transaction_type.${rejection.type}`) : '';
  return (
    <Notice kind="problem" title={t('wallet.history.rejected', {type})}>
      <p>
        <bdi>{rejection.office}</bdi>
        {rejection.office ? ' · ' : ''}
        {format.instant(rejection.rejected_at)}
      </p>
      <p>{t('wallet.rejected_next')}</p>
    </Notice>
  );
}
