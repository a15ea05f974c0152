// The travels of one carnet, the newest first, each with its steps.
import {useText} from '@opencarnet/i18n';
import {Column, Empty, Heading, Notice, Row, State, Text, Waiting} from '@opencarnet/ui';
import {Link} from 'react-router';

import {ButtonLink, homeOf, travelAt} from '../../parts/links';
import {DeclarationState, Ranges, SetsLeft, Way, toneOf, useTravelName} from '../../parts/words';
import type {Carnet, Travel} from '../../state/kinds';
import {connection} from '../../state/session';
import {useStore} from '../../state/store';
import {refs, useRecord} from '../../state/vault_door';

export default function Travels({carnet}: {carnet: Carnet}) {
  const t = useText();
  const kept = useRecord(refs.travels(carnet.carnet_id));
  const away = useStore(connection, (it) => it.away);
  const draft = useRecord(refs.draft(carnet.carnet_id, 'new'));
  const add = (
    <ButtonLink to={`${homeOf(carnet.carnet_id)}/travels/new`} kind="main">
      {t('wallet.travel.new')}
    </ButtonLink>
  );
  if (!kept)
    return away || kept === null ? (
      <Empty title={t('wallet.not_loaded')} hint={t('wallet.not_loaded_hint')} />
    ) : (
      <Waiting />
    );
  return (
    <Column>
      <SetsLeft sets={kept.sets_left} />
      {draft ? (
        <Notice kind="info" title={t('wallet.travel.draft_waits')} action={add}>
          {t('wallet.travel.draft_waits_next')}
        </Notice>
      ) : null}
      {kept.travels.length === 0 && !draft ? (
        <Empty title={t('wallet.travel.none')} hint={t('wallet.travel.none_hint')} action={add} />
      ) : null}
      {kept.travels.length > 0 && !draft ? <Row>{add}</Row> : null}
      <ul className="ow-carnets">
        {[...kept.travels].reverse().map((travel) => (
          <li key={travel.travel_id}>
            <TravelCard travel={travel} />
          </li>
        ))}
      </ul>
    </Column>
  );
}

function TravelCard({travel}: {travel: Travel}) {
  const t = useText();
  const name = useTravelName();
  return (
    <article className="ow-carnet">
      <div className="ow-carnet-body">
        <Row apart align="start">
          <Heading>
            <Link to={travelAt(travel.carnet_id, travel.travel_id)} className="ow-carnet-link">
              <bdi>{name(travel)}</bdi>
            </Link>
          </Heading>
          {travel.complete ? null : <State tone="yellow">{t('wallet.travel.incomplete')}</State>}
        </Row>
        <Text>
          <Way travel={travel} />
        </Text>
        {travel.goods_ranges ? (
          <Text soft small>
            {t.rich('wallet.items_ranges', {
              items: travel.goods?.length ?? 0,
              ranges: <Ranges ranges={travel.goods_ranges} />,
            })}
          </Text>
        ) : null}
        <ol className="ow-steps">
          {travel.declarations.map((declaration) => (
            <li key={declaration.declaration_id} className={`ow-step ow-step-${toneOf(declaration.type)}`}>
              <span>{t(`transaction_type.${declaration.type}`)}</span>{' '}
              {declaration.medium === 'paper' ? (
                <State>{t('medium.paper')}</State>
              ) : (
                <DeclarationState state={declaration.state} />
              )}
            </li>
          ))}
        </ol>
      </div>
    </article>
  );
}
