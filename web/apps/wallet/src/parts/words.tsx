// The trade's words as the wallet's screens use them.
import {useFormat, useText} from '@opencarnet/i18n';
import {State} from '@opencarnet/ui';

import type {Declaration, HeldCarnet, PlaceKind, Sets, TransactionType, Travel} from '../state/kinds';

type Tone = 'green' | 'yellow' | 'blue' | 'white' | 'red' | 'grey';

/** The paper's colours: yellow leaves and comes home, white is admitted and leaves again, blue passes through. */
export function toneOf(type: TransactionType): 'green' | 'yellow' | 'white' | 'blue' {
  if (type === 'validation') return 'green';
  if (type === 'importation' || type === 're_exportation') return 'white';
  return type.startsWith('transit') ? 'blue' : 'yellow';
}

const carnetTones: Record<HeldCarnet['state'], Exclude<Tone, 'white'>> = {
  draft: 'grey',
  issued: 'yellow',
  activated: 'green',
  blocked: 'red',
  cancelled: 'red',
  discharged: 'grey',
  replaced: 'grey',
};
export function CarnetState({state}: {state: HeldCarnet['state']}) {
  const t = useText();
  return <State tone={carnetTones[state]}>{t(`carnet_state.${state}`)}</State>;
}

const declarationTones: Record<Declaration['state'], Exclude<Tone, 'white'>> = {
  prepared: 'grey',
  signed: 'blue',
  rejected: 'red',
  committed: 'green',
};
export function DeclarationState({state}: {state: Declaration['state']}) {
  const t = useText();
  return <State tone={declarationTones[state]}>{t(`declaration_state.${state}`)}</State>;
}

/** "In temporary admission: Syldavia" */
export function usePlaceName(): (place: PlaceKind, territory: string | undefined) => string {
  const t = useText();
  const format = useFormat();
  return (place, territory) => t(`place.${place}`, {territory: territory ? format.territory(territory) : ''});
}

/** "Switzerland → Austria → Germany", following the page's direction. */
export function Way({travel}: {travel: Pick<Travel, 'from_country' | 'to_country' | 'transits'>}) {
  const {country} = useFormat();
  const stops = [travel.from_country, ...(travel.transits ?? []), travel.to_country].filter(
    (code) => code !== undefined,
  );
  return (
    <span className="ow-way">
      {stops.map((code, i) => (
        <span key={i}>{code ? country(code) : '…'}</span>
      ))}
    </span>
  );
}

export function useTravelName(): (travel: Travel) => string {
  const {country} = useFormat();
  const t = useText();
  return (travel) => {
    if (travel.nickname) return travel.nickname;
    const to = travel.to_country ? country(travel.to_country) : '';
    return travel.place ? t('wallet.travel.name', {country: to, place: travel.place}) : to;
  };
}

const kindsOfSets = ['exportation_re_importation', 'importation_re_exportation', 'transit'] as const;

/** The three kinds of voucher sets with how many are left, in their colours. */
export function SetsLeft({sets}: {sets: Sets}) {
  const t = useText();
  const {number} = useFormat();
  return (
    <ul className="ow-sets" aria-label={t('wallet.sets_left')}>
      {kindsOfSets.map((kind) => (
        <li key={kind} className={`ow-set ow-set-${kind}${sets[kind] === 0 ? ' ow-set-none' : ''}`}>
          <strong>{number(sets[kind])}</strong> <span>{t(`wallet.sets.${kind}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "1-4, 7" runs left to right in every language, and breaks only between its parts. */
export function Ranges({ranges}: {ranges: string}) {
  const parts = ranges.split(/,\s*/);
  return (
    <bdi dir="ltr">
      {parts.map((part, i) => (
        <span key={i}>
          <span className="ow-whole">{part}</span>
          {i < parts.length - 1 ? ', ' : ''}
        </span>
      ))}
    </bdi>
  );
}

/** How much of a carnet's year is gone. */
export function Validity({from, until}: {from: string; until: string}) {
  const t = useText();
  const format = useFormat();
  const left = format.daysLeft(until);
  const all = Math.max(1, (Date.parse(until) - Date.parse(from)) / 86_400_000);
  const share = Math.min(100, Math.max(0, (left / all) * 100));
  const look = left < 0 ? 'ow-late' : left <= 30 ? 'ow-soon' : '';
  return (
    <div className={`ow-validity ${look}`}>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="4" className="ow-validity-all" />
        <rect width={share} height="4" className="ow-validity-left" />
      </svg>
      <span>
        {t('wallet.valid_until', {day: format.day(until)})}
        {' · '}
        <strong>{left < 0 ? t('wallet.expired') : t('wallet.days_left', {days: left})}</strong>
      </span>
    </div>
  );
}
