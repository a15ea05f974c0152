import {useFormat, useText} from '@opencarnet/i18n';
import {Facts, Ltr, State} from '@opencarnet/ui';
import {Link} from 'react-router';

import type {Carnet, Declaration} from '../data/types';

type Party = NonNullable<Carnet['holder']>;

export function PartyLines({party}: {party: Party}) {
  const format = useFormat();
  const {address} = party;
  const city = [address.postal_code, address.city].filter(Boolean).join(' ');
  return (
    <>
      <strong>
        <bdi>{party.name}</bdi>
      </strong>
      <br />
      <bdi>{[address.street, city].filter(Boolean).join(', ')}</bdi> · {format.country(address.country)}
    </>
  );
}

export function Validity({until}: {until: string}) {
  const t = useText();
  const format = useFormat();
  const left = format.daysLeft(until);
  const tone = left < 0 ? 'red' : left <= 30 ? 'yellow' : 'green';
  return (
    <>
      {format.day(until)}{' '}
      <State tone={tone}>{left < 0 ? t('portal.facts.expired') : t('portal.facts.days_left', {days: left})}</State>
    </>
  );
}

export function CarnetFacts({carnet, declaration}: {carnet: Carnet; declaration?: Declaration}) {
  const t = useText();
  const format = useFormat();
  const {totals} = carnet;
  const use = `use.${carnet.intended_use ?? ''}`;
  const weights = totals?.weights?.map((each) => `${format.number(each.weight)} ${each.weight_unit}`) ?? [];
  const dash = <span className="oc-soft">{t('portal.facts.none')}</span>;
  return (
    <Facts
      facts={[
        [t('portal.facts.holder'), carnet.holder ? <PartyLines party={carnet.holder} /> : null],
        [
          t('portal.facts.representatives'),
          carnet.representatives?.length
            ? carnet.representatives.map((each, i) => (
                <div key={i}>
                  <PartyLines party={each} />
                </div>
              ))
            : dash,
        ],
        [
          t('portal.facts.carnet'),
          <>
            <Ltr mono>
              <strong>{carnet.number}</strong>
            </Ltr>
            <br />
            {t('portal.facts.id')}{' '}
            <Link to={`/carnets/${carnet.carnet_id}`} className="oc-link">
              <Ltr mono>{carnet.carnet_id}</Ltr>
            </Link>
            {' · '}
            {t(`carnet_type.${carnet.type}`)} · {t(`carnet_state.${carnet.state}`)}
          </>,
        ],
        [t('portal.facts.valid_until'), carnet.valid_until ? <Validity until={carnet.valid_until} /> : null],
        [t('portal.facts.issued_by'), <bdi>{carnet.issued_by}</bdi>],
        [t('portal.facts.intended_use'), t.has(use) ? t(use) : carnet.intended_use],
        [
          t('portal.facts.totals'),
          totals ? t('portal.facts.items_pieces', {items: totals.items, pieces: totals.pieces}) : null,
        ],
        [t('portal.facts.value'), totals ? <bdi>{format.money(totals.value, totals.currency)}</bdi> : null],
        [t('portal.facts.weight'), weights.length ? <bdi>{format.list(weights)}</bdi> : dash],
        ...(declaration ? declaredFacts(t, format, declaration) : []),
      ]}
    />
  );
}

function declaredFacts(
  t: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
  declaration: Declaration,
): [React.ReactNode, React.ReactNode][] {
  const pieces = declaration.goods.reduce((sum, each) => sum + each.pieces, 0);
  return [
    [
      t('portal.facts.declared'),
      <>
        {t('portal.facts.items_pieces', {items: declaration.goods.length, pieces})}
        {declaration.goods.length ? (
          <>
            <br />
            <Ltr mono>{shortened(declaration.goods_ranges)}</Ltr>
          </>
        ) : null}
      </>,
    ],
    [t('portal.facts.place'), declaration.place ? <bdi>{declaration.place}</bdi> : null],
    [t('portal.facts.signed_at'), declaration.signed_at ? format.instant(declaration.signed_at) : null],
  ];
}

/** Long ranges would push everything away; the list itself is one step on. */
export function shortened(ranges: string): string {
  return ranges.length > 60 ? `${ranges.slice(0, 57)}…` : ranges;
}
