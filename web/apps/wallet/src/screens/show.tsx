// What customs see: one card for each declaration of a travel, with its QR large on white. The card turns by itself
// when customs commit or reject. Everything here comes from the vault: it works without a network.
import {formatGoods} from '@opencarnet/carnet';
import {useFormat, useText} from '@opencarnet/i18n';
import {Button, CodeGroups, Column, Empty, Ltr, Notice, PageTitle, State, Text, Waiting} from '@opencarnet/ui';
import {Suspense, useEffect} from 'react';
import {useNavigate, useParams} from 'react-router';

import {GoodsNames} from '../parts/counterfoil';
import {Arrow, BackLink, ButtonLink, showAt, travelAt} from '../parts/links';
import {Ranges, Way, toneOf, useTravelName} from '../parts/words';
import {useAwake} from '../show/awake';
import {CancellationCode} from '../show/cancellation_code';
import {Committed} from '../show/committed';
import Qr from '../show/qr';
import {useSwipe} from '../show/swipe';
import type {Carnet, Declaration, Travel} from '../state/kinds';
import {refreshTravels} from '../state/sync';
import {refs, useRecord} from '../state/vault_door';
import {saidIn} from '../travel/said';

export default function Show() {
  const t = useText();
  const params = useParams();
  const carnetId = Number(params['carnetId']);
  const carnet = useRecord(refs.carnet(carnetId));
  const kept = useRecord(refs.travels(carnetId));
  const travel = kept?.travels.find((each) => each.travel_id === params['travelId']);
  const declaration = travel?.declarations.find((each) => each.declaration_id === params['declarationId']);
  useEffect(() => void refreshTravels(carnetId), [carnetId]);
  if (!carnet || kept === undefined) return <Waiting />;
  if (!travel || !declaration) {
    return (
      <Column>
        <BackLink to={`/carnets/${carnetId}/travels`}>{t('wallet.tab.travels')}</BackLink>
        <Empty title={t('wallet.travel.gone')} hint={t('wallet.travel.gone_hint')} />
      </Column>
    );
  }
  return <Cards carnet={carnet} travel={travel} declaration={declaration} />;
}

function Cards({carnet, travel, declaration}: {carnet: Carnet; travel: Travel; declaration: Declaration}) {
  const t = useText();
  const go = useNavigate();
  const name = useTravelName();
  const format = useFormat();
  const all = travel.declarations;
  const at = all.indexOf(declaration);
  const turn = (to: number) => {
    const next = all[to];
    if (next) void go(showAt(carnet.carnet_id, travel.travel_id, next.declaration_id), {replace: true});
  };
  const swipe = useSwipe(
    () => turn(at + 1),
    () => turn(at - 1),
  );
  useAwake(declaration.state === 'signed');
  return (
    <Column gap="sm">
      <BackLink to={travelAt(carnet.carnet_id, travel.travel_id)}>
        <bdi>{name(travel)}</bdi>
      </BackLink>
      <section className={`ow-show ow-show-${declaration.state} ow-show-${toneOf(declaration.type)}`} {...swipe}>
        <header>
          <PageTitle key={declaration.declaration_id}>
            {t(`transaction_type.${declaration.type}`)}
            <span className="ow-show-where">
              {t('wallet.customs_of', {country: format.country(declaration.country)})}
            </span>
          </PageTitle>
        </header>
        <Live declaration={declaration} />
        <Body key={declaration.declaration_id} carnet={carnet} travel={travel} declaration={declaration} />
      </section>
      <nav className="ow-turn" aria-label={t('wallet.show.turn')}>
        <button type="button" aria-label={t('wallet.show.previous')} disabled={at === 0} onClick={() => turn(at - 1)}>
          <Arrow back />
        </button>
        <ol aria-hidden="true">
          {all.map((each, i) => (
            <li key={each.declaration_id} className={`ow-dot ow-dot-${each.state}${i === at ? ' ow-dot-now' : ''}`} />
          ))}
        </ol>
        <span className="oc-hidden" aria-live="polite">
          {t('wallet.show.place', {number: at + 1, all: all.length})}
        </span>
        <button
          type="button"
          aria-label={t('wallet.show.next')}
          disabled={at === all.length - 1}
          onClick={() => turn(at + 1)}
        >
          <Arrow />
        </button>
      </nav>
    </Column>
  );
}

/** Says the turn to who cannot see it. */
function Live({declaration}: {declaration: Declaration}) {
  const t = useText();
  const said = declaration.state === 'committed' || declaration.state === 'rejected';
  return (
    <div className="oc-hidden" aria-live="assertive">
      {said ? t(`wallet.show.now_${declaration.state as 'committed' | 'rejected'}`) : ''}
    </div>
  );
}

function Body({carnet, travel, declaration}: {carnet: Carnet; travel: Travel; declaration: Declaration}) {
  const t = useText();
  if (declaration.state === 'committed') return <Committed carnet={carnet} declaration={declaration} />;
  if (declaration.medium === 'paper') {
    return (
      <Notice kind="warning" title={t('medium.paper')}>
        {t('wallet.paper_here')}
      </Notice>
    );
  }
  if (declaration.state === 'rejected') return <Rejected travel={travel} />;
  if (declaration.state === 'prepared') {
    const sign = (
      <ButtonLink to={`${travelAt(carnet.carnet_id, travel.travel_id)}/sign`} kind="main">
        {t('wallet.sign.title')}
      </ButtonLink>
    );
    return <Empty title={t('wallet.show.not_signed')} hint={t('wallet.show.not_signed_hint')} action={sign} />;
  }
  return <ToShow carnet={carnet} travel={travel} declaration={declaration} />;
}

function Rejected({travel}: {travel: Travel}) {
  const t = useText();
  const edit = (
    <ButtonLink to={`${travelAt(travel.carnet_id, travel.travel_id)}/edit`} kind="main">
      {t('wallet.travel.edit')}
    </ButtonLink>
  );
  return (
    <Notice kind="problem" title={t('wallet.show.now_rejected')} action={edit}>
      {t('wallet.rejected_next')}
    </Notice>
  );
}

function ToShow({carnet, travel, declaration}: {carnet: Carnet; travel: Travel; declaration: Declaration}) {
  const t = useText();
  const codes = useRecord(refs.codes(declaration.declaration_id));
  // What this step declares; a validation covers the whole carnet whatever travels.
  const goods = saidIn(declaration.to_sign)?.goods ?? travel.goods ?? [];
  const ranges = formatGoods(goods, carnet.general_list);
  if (codes === undefined) return <Waiting />;
  if (codes === null) {
    const again = <Button onPress={() => refreshTravels(carnet.carnet_id)}>{t('ui.try_again')}</Button>;
    return <Empty title={t('wallet.show.no_codes')} hint={t('wallet.show.no_codes_hint')} action={again} />;
  }
  return (
    <Column gap="sm">
      <Text>{t('wallet.show.what_to_do')}</Text>
      <Suspense fallback={<Waiting />}>
        <Qr text={codes.qr} />
      </Suspense>
      <div className="ow-code">
        <Text soft small>
          {t('wallet.show.code')}
        </Text>
        <CodeGroups code={codes.transaction_code} large label={t('wallet.show.code')} />
        <Text small>{t.rich('wallet.show.carnet_id', {id: <Ltr mono>{carnet.carnet_id}</Ltr>})}</Text>
      </div>
      <Text soft small>
        {t('wallet.show.brightness')}
      </Text>
      <div className="ow-show-goods">
        <Text>
          <Way travel={travel} />
        </Text>
        <Text>{t.rich('wallet.items_ranges', {items: goods.length, ranges: <Ranges ranges={ranges} />})}</Text>
        <GoodsNames ranges={ranges} list={carnet.general_list} />
      </div>
      {declaration.corrections?.length ? <State tone="yellow">{t('wallet.corrections')}</State> : null}
      <CancellationCode code={codes.cancellation_code} />
    </Column>
  );
}
