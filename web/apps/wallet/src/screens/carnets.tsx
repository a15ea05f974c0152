// All carnets of this wallet: what each is, where its goods are, and the one thing to do next.
import type {Problem} from '@opencarnet/api';
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, Column, Empty, Heading, Ltr, PageTitle, ProblemPanel, Row, Text, Waiting} from '@opencarnet/ui';
import {useState} from 'react';
import {Link} from 'react-router';

import {ButtonLink, homeOf} from '../parts/links';
import {NextStepLink} from '../parts/next_step';
import {CarnetState, Ranges, Validity, usePlaceName} from '../parts/words';
import type {HeldCarnet} from '../state/kinds';
import {call} from '../state/session';
import {refreshAll, refreshHeld} from '../state/sync';
import {refs, useRecord} from '../state/vault_door';

export function Carnets() {
  const t = useText();
  const format = useFormat();
  const held = useRecord(refs.held);
  const [problem, setProblem] = useState<Problem>();
  const refresh = async () => {
    const result = await refreshHeld(call);
    setProblem(result.ok ? undefined : result.problem);
    if (result.ok) await refreshAll();
  };
  return (
    <Column>
      <Row apart>
        <PageTitle>{t('wallet.carnets')}</PageTitle>
        <Row>
          <Button onPress={refresh}>{t('wallet.refresh')}</Button>
          <ButtonLink to="/download" kind="main">
            {t('wallet.add_carnet')}
          </ButtonLink>
        </Row>
      </Row>
      <ProblemPanel problem={problem} onRetry={() => void refresh()} />
      {held === undefined ? <Waiting /> : null}
      {held === null || held?.carnets.length === 0 ? <NoCarnets /> : null}
      <ul className="ow-carnets">
        {held?.carnets.map((carnet) => (
          <li key={carnet.carnet_id}>
            <CarnetCard carnet={carnet} />
          </li>
        ))}
      </ul>
      {held ? (
        <Text soft small>
          {t('wallet.refreshed_at', {time: format.instant(held.refreshed_at)})}
        </Text>
      ) : null}
    </Column>
  );
}

function NoCarnets() {
  const t = useText();
  const add = (
    <ButtonLink to="/download" kind="main">
      {t('wallet.add_carnet')}
    </ButtonLink>
  );
  return <Empty title={t('wallet.no_carnets')} hint={t('wallet.no_carnets_hint')} action={add} />;
}

function CarnetCard({carnet}: {carnet: HeldCarnet}) {
  const t = useText();
  const format = useFormat();
  return (
    <article className="ow-carnet" aria-labelledby={`carnet-${carnet.carnet_id}`}>
      <div className="ow-carnet-body">
        <div className="ow-head">
          <div>
            <Heading id={`carnet-${carnet.carnet_id}`}>
              <Link to={homeOf(carnet.carnet_id)} className="ow-carnet-link">
                <Ltr mono>{carnet.number}</Ltr>
              </Link>
            </Heading>
            <Text soft small>
              {t.rich('wallet.carnet_line', {
                id: <Ltr>{carnet.carnet_id}</Ltr>,
                items: carnet.items,
                value: <Ltr>{format.money(carnet.value, carnet.currency)}</Ltr>,
              })}
            </Text>
          </div>
          <CarnetState state={carnet.state} />
        </div>
        <Text>
          <bdi>{carnet.holder_name}</bdi>
        </Text>
        <Text soft small>
          {t.rich('wallet.issued_by_on', {
            association: <bdi>{carnet.issued_by}</bdi>,
            day: format.day(carnet.issued_on),
          })}
        </Text>
        <Validity from={carnet.issued_on} until={carnet.valid_until} />
        <WhereGoodsAre carnet={carnet} />
      </div>
      <NextStepLink carnet={carnet} />
    </article>
  );
}

function WhereGoodsAre({carnet}: {carnet: HeldCarnet}) {
  const t = useText();
  const format = useFormat();
  const placeName = usePlaceName();
  if (carnet.places.length === 0) return null;
  return (
    <ul className="ow-places" aria-label={t('wallet.where_goods_are')}>
      {carnet.places.map((place, i) => (
        <li key={i} className={`ow-place ow-place-${place.place}`}>
          <span>
            {placeName(place.place, place.territory)}
            <span className="oc-soft">
              {' · '}
              {t.rich('wallet.items_ranges', {items: place.items, ranges: <Ranges ranges={place.goods_ranges} />})}
              {place.final_date ? ` · ${t('wallet.final_date_on', {day: format.day(place.final_date)})}` : ''}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
