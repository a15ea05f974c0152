// Who acts and where: prefilled; the office can be another one of the officer's for what is scanned from now on.
import {useText} from '@opencarnet/i18n';
import {ChoiceField} from '@opencarnet/ui';

import {useDraft} from '../data/drafts';
import {useOffices} from '../data/queries';
import {useSession} from '../session/session';
import {noOffice} from './use_scan';

export function OfficerAndOffice() {
  const t = useText();
  const session = useSession();
  const offices = useOffices();
  const {draft, change, drop} = useDraft('office', noOffice);
  const own = session.office_id ? [{office_id: session.office_id, name: session.office ?? ''}] : [];
  const choices = offices.data?.length ? offices.data : own;
  return (
    <div className="officer-office">
      <div>
        <span className="oc-soft oc-small">{t('portal.scan.officer')}</span>
        <strong>
          <bdi>{session.display_name}</bdi>
        </strong>
      </div>
      <ChoiceField
        name="office_id"
        label={t('portal.scan.office')}
        value={draft.office_id || session.office_id || ''}
        onChange={(office_id) => {
          const chosen = choices.find((each) => each.office_id === office_id);
          if (!chosen || office_id === session.office_id) drop();
          else change({office_id, name: chosen.name});
        }}
        options={choices.map((each) => ({value: each.office_id, label: each.name}))}
      />
    </div>
  );
}
