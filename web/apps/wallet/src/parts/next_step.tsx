// The one thing to do next with a carnet, as the server decided it, and the way there.
import {useFormat, useText} from '@opencarnet/i18n';
import {Link} from 'react-router';

import type {HeldCarnet} from '../state/kinds';
import {Arrow, homeOf, showAt, travelAt} from './links';

const urgent = new Set(['rejected_declaration', 'expired_with_goods_abroad', 'nothing_possible']);
const quiet = new Set(['all_home', 'nothing_possible']);

export function wayTo(carnet: HeldCarnet): string {
  const {carnet_id: id, next_step: next} = carnet;
  if (!carnet.downloaded_on_this_device) return `/download?carnet=${id}`;
  switch (next.step) {
    case 'sign_carnet':
      return `${homeOf(id)}/sign`;
    case 'prepare_travel':
      return `${homeOf(id)}/travels/new`;
    case 'prepare_return':
    case 'expired_with_goods_abroad':
      return `${homeOf(id)}/travels/new?return=${next.territory ?? ''}`;
    case 'finish_travel':
      return next.travel_id ? `${travelAt(id, next.travel_id)}/edit` : `${homeOf(id)}/travels`;
    case 'sign_declaration':
      return next.travel_id ? `${travelAt(id, next.travel_id)}/sign` : `${homeOf(id)}/travels`;
    case 'show_declaration':
      return next.travel_id && next.declaration_id
        ? showAt(id, next.travel_id, next.declaration_id)
        : `${homeOf(id)}/travels`;
    case 'rejected_declaration':
      return next.travel_id ? travelAt(id, next.travel_id) : `${homeOf(id)}/travels`;
    default:
      return `${homeOf(id)}/history`;
  }
}

export function NextStepLink({carnet}: {carnet: HeldCarnet}) {
  const t = useText();
  const format = useFormat();
  const {next_step: next} = carnet;
  const values = {
    type: next.type ? t(`transaction_type.${next.type}`) : '',
    country: next.country ? format.country(next.country) : '',
    territory: next.territory ? format.territory(next.territory) : '',
    place: next.place ?? '',
    office: next.office ?? '',
    until: next.until ? format.day(next.until) : '',
  };
  const here = carnet.downloaded_on_this_device;
  const text = here ? t(`wallet.next.${next.step}`, values) : t('wallet.next.download_here');
  const look = urgent.has(next.step) ? 'ow-next-urgent' : quiet.has(next.step) ? 'ow-next-quiet' : '';
  const deadline = here && next.until && !quiet.has(next.step) ? t('wallet.next.until', values) : undefined;
  return (
    <Link to={wayTo(carnet)} className={`ow-next ${look}`}>
      <span>
        <strong>{text}</strong>
        {next.place && here ? <span className="ow-next-more">{next.place}</span> : null}
        {deadline ? <span className="ow-next-more">{deadline}</span> : null}
      </span>
      <Arrow />
    </Link>
  );
}
