// A declaration that is no longer open says so on every step, with the way on.
import {useFormat, useText} from '@opencarnet/i18n';
import {Notice} from '@opencarnet/ui';
import {Link} from 'react-router';

import {useCrossing} from '../shared/transaction_frame';

export function StateNotice() {
  const t = useText();
  const format = useFormat();
  const {opened, declarationId} = useCrossing();
  const {state} = opened.declaration;
  if (state === 'signed') return null;
  if (state === 'rejected') {
    return (
      <Notice kind="problem" title={t('portal.state.rejected')}>
        <p>{t('portal.state.rejected_next')}</p>
        <Link className="oc-link" to="/transaction">
          {t('portal.receipt.new')}
        </Link>
      </Notice>
    );
  }
  const done = opened.history.findLast((each) => each.declaration_id === declarationId && !each.cancelled);
  return (
    <Notice kind="good" title={t('portal.state.committed')}>
      {done ? (
        <p>
          {t('portal.state.committed_by', {
            officer: done.officer ?? '',
            office: done.office,
            at: format.instant(done.committed_at),
          })}
        </p>
      ) : null}
      <Link className="oc-link" to={`/transaction/${declarationId}/receipt`}>
        {t('portal.state.to_receipt')}
      </Link>
    </Notice>
  );
}
