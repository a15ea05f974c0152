// The transaction type, large and in the colour of its voucher: what the officer is about to do.
import {useFormat, useText} from '@opencarnet/i18n';

import type {TransactionType} from '../data/types';

const sheets: Record<TransactionType, string> = {
  validation: 'green',
  pre_exportation: 'yellow',
  exportation: 'yellow',
  re_importation: 'yellow',
  importation: 'white',
  re_exportation: 'white',
  transit_open: 'blue',
  transit_close: 'blue',
};

export function TypeBadge({type, territory}: {type: TransactionType; territory?: string}) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={`type-badge type-${sheets[type]}`}>
      <strong>{t(`transaction_type.${type}`)}</strong>
      {territory ? <span>{format.territory(territory)}</span> : null}
    </div>
  );
}

/** The same in a list. */
export function TypeMark({type}: {type: TransactionType}) {
  const t = useText();
  return (
    <span className="type-mark">
      <span className={`type-dot type-${sheets[type]}`} aria-hidden="true" />
      {t(`transaction_type.${type}`)}
    </span>
  );
}
