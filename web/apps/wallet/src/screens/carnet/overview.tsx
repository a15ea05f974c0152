// What the carnet says, who may present it, what is left of it.
import {type Text as Words, useFormat, useText} from '@opencarnet/i18n';
import {Card, Column, Facts, Heading, Ltr, Notice, Text} from '@opencarnet/ui';

import {ButtonLink, homeOf} from '../../parts/links';
import {SetsLeft, Validity} from '../../parts/words';
import type {Carnet, HeldCarnet, Party} from '../../state/kinds';
import {refs, useRecord} from '../../state/vault_door';

export function Overview({carnet, held}: {carnet: Carnet; held: HeldCarnet | undefined}) {
  const t = useText();
  const format = useFormat();
  const travels = useRecord(refs.travels(carnet.carnet_id));
  const sets = travels?.sets_left ?? held?.sets_left ?? carnet.sets_left ?? carnet.sets;
  return (
    <Column gap="lg">
      <Signature carnet={carnet} />
      <Card tone="green">
        <Column>
          <Validity from={carnet.issued_on} until={carnet.valid_until} />
          <CarnetFacts carnet={carnet} />
        </Column>
      </Card>
      <section aria-label={t('wallet.sets_left')}>
        <Column gap="sm">
          <Heading>{t('wallet.sets_left')}</Heading>
          <SetsLeft sets={sets} />
          <Text soft small>
            {t('wallet.sets_hint')}
          </Text>
        </Column>
      </section>
      <section>
        <Column gap="sm">
          <Heading>{t('wallet.holder')}</Heading>
          <Card>
            <PartyFacts party={carnet.holder} />
          </Card>
          <Heading>{t('wallet.representatives')}</Heading>
          {carnet.representatives?.length ? null : <Text soft>{t('wallet.no_representatives')}</Text>}
          {carnet.representatives?.map((party, i) => (
            <Card key={i}>
              <PartyFacts party={party} />
            </Card>
          ))}
        </Column>
      </section>
      <section>
        <Column gap="sm">
          <Heading>{t('wallet.where_valid')}</Heading>
          <Text>{format.list(carnet.territories.map(format.territory).sort((a, b) => a.localeCompare(b)))}</Text>
        </Column>
      </section>
    </Column>
  );
}

function Signature({carnet}: {carnet: Carnet}) {
  const t = useText();
  const format = useFormat();
  if (carnet.signed_at) return <Text soft>{t('wallet.signed_at', {time: format.instant(carnet.signed_at)})}</Text>;
  const action = (
    <ButtonLink to={`${homeOf(carnet.carnet_id)}/sign`} kind="main">
      {t('wallet.sign_carnet.title')}
    </ButtonLink>
  );
  return (
    <Notice kind="warning" title={t('wallet.not_signed')} action={action}>
      {t('wallet.not_signed_next')}
    </Notice>
  );
}

/** Also what the holder reads before signing. */
export function CarnetFacts({carnet}: {carnet: Carnet}) {
  const t = useText();
  const format = useFormat();
  const totals = carnet.totals;
  const use = `use.${carnet.intended_use}`;
  return (
    <Facts
      facts={[
        [
          t('wallet.fact.number'),
          <Ltr mono key="n">
            {carnet.number}
          </Ltr>,
        ],
        [t('wallet.fact.issued_by'), <bdi key="i">{carnet.issued_by}</bdi>],
        [t('wallet.fact.country_of_issue'), format.country(carnet.country_of_issue)],
        [t('wallet.fact.issued_on'), format.day(carnet.issued_on)],
        [t('wallet.fact.valid_until'), format.day(carnet.valid_until)],
        [t('wallet.fact.intended_use'), t.has(use) ? t(use) : carnet.intended_use],
        [t('wallet.fact.items'), totals && t('wallet.items_and_pieces', {items: totals.items, pieces: totals.pieces})],
        [t('wallet.fact.value'), totals && <Ltr key="v">{format.money(totals.value, totals.currency)}</Ltr>],
        [
          t('wallet.fact.weight'),
          totals?.weights?.length ? weightsText(totals.weights, format.number, format.list, t) : undefined,
        ],
        [t('wallet.fact.remarks'), carnet.remarks],
      ]}
    />
  );
}

type Weights = {weight: string; weight_unit: string}[];
export function weightsText(
  weights: Weights,
  number: (value: string) => string,
  list: (parts: string[]) => string,
  t: Words,
): string {
  return list(
    weights.map(({weight, weight_unit}) => {
      const unit = `unit.${weight_unit}`;
      return t('wallet.weight', {number: number(weight), unit: t.has(unit) ? t(unit) : weight_unit});
    }),
  );
}

export function PartyFacts({party}: {party: Party}) {
  const t = useText();
  const format = useFormat();
  const {street, postal_code, city, state, country} = party.address;
  const town = [postal_code, city].filter(Boolean).join(' ');
  const address = [street, town, state].filter(Boolean).join(', ');
  return (
    <Facts
      facts={[
        [
          t(`party_kind.${party.kind}`),
          <strong key="n">
            <bdi>{party.name}</bdi>
          </strong>,
        ],
        [
          t('wallet.fact.address'),
          <span key="a">
            <bdi>{address}</bdi>
            {address ? ' · ' : ''}
            {format.country(country)}
          </span>,
        ],
        [t('wallet.email'), party.email && <Ltr>{party.email}</Ltr>],
        [t('wallet.person.phone'), party.phone && <Ltr>{party.phone}</Ltr>],
        [t('wallet.fact.registration'), party.registration && <Ltr>{party.registration}</Ltr>],
      ]}
    />
  );
}
