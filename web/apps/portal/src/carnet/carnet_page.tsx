// A carnet's life, drawn: by territory, with where each piece is now.
import {useFormat, useText} from '@opencarnet/i18n';
import {Card, Fold, Heading, Ltr, ProblemPanel, State, Waiting} from '@opencarnet/ui';
import {useParams} from 'react-router';

import {Title} from '../shared/title';
import {CarnetFacts} from '../check/carnet_facts';
import {GeneralList} from '../check/general_list';
import {useCarnet, useHistory} from '../data/queries';
import {TypeMark} from '../shared/type_badge';
import {TransactionTable} from './history_list';
import {PlacesSummary} from './places_summary';
import {Timeline} from './timeline';

export function CarnetPage() {
  const t = useText();
  const format = useFormat();
  const carnetId = Number(useParams().carnetId);
  const view = useCarnet(carnetId);
  const past = useHistory(carnetId);
  const problem = view.error ?? past.error;
  if (problem) {
    const retry = () => void Promise.all([view.refetch(), past.refetch()]);
    return (
      <div className="oc-column oc-gap-md">
        <Title>{t('portal.carnet.title')}</Title>
        <ProblemPanel problem={problem} onRetry={retry} />
      </div>
    );
  }
  if (!view.data || !past.data) return <Waiting />;
  const {carnet, places, allowed_actions: allowed} = view.data;
  const {transactions, rejections} = past.data;
  const possible = allowed.filter((each) => each.allowed);
  return (
    <div className="oc-column oc-gap-md">
      <div className="crossing-head">
        <Title>
          {t('portal.carnet.title')} <Ltr>{carnet.number}</Ltr>
        </Title>
        <State tone={carnet.state === 'blocked' || carnet.state === 'cancelled' ? 'red' : 'green'}>
          {t(`carnet_state.${carnet.state}`)}
        </State>
      </div>
      <Card label={t('portal.carnet.life')}>
        <Heading>{t('portal.carnet.life')}</Heading>
        <Timeline
          transactions={transactions}
          places={places}
          home={carnet.home_territory}
          validUntil={carnet.valid_until}
        />
      </Card>
      <div className="carnet-columns">
        <Card label={t('portal.places.title')}>
          <Heading>{t('portal.places.title')}</Heading>
          <PlacesSummary places={places} list={carnet.general_list ?? []} />
        </Card>
        <Card label={t('portal.carnet.possible')}>
          <Heading>{t('portal.carnet.possible')}</Heading>
          {possible.length ? (
            <ul className="possible">
              {possible.map((each) => (
                <li key={each.type}>
                  <TypeMark type={each.type} />
                </li>
              ))}
            </ul>
          ) : (
            <p>{t('portal.carnet.nothing_possible')}</p>
          )}
        </Card>
      </div>
      <Card label={t('portal.carnet.facts')}>
        <CarnetFacts carnet={carnet} />
      </Card>
      <TransactionTable transactions={transactions} caption={t('portal.history.caption')} />
      {rejections.length ? (
        <Card tone="red" label={t('portal.carnet.rejections')}>
          <Heading>{t('portal.carnet.rejections')}</Heading>
          <ul>
            {rejections.map((each, i) => (
              <li key={i}>
                {format.instant(each.rejected_at)} · <bdi>{each.office}</bdi>
                {each.officer ? (
                  <>
                    , <bdi>{each.officer}</bdi>
                  </>
                ) : null}
                : <bdi>{each.reason}</bdi>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Fold title={t('portal.check.general_list', {count: carnet.general_list?.length ?? 0})}>
        <GeneralList list={carnet.general_list ?? []} currency={carnet.currency ?? ''} name="general_list" />
      </Fold>
    </div>
  );
}
