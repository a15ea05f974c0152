// X15: what the officer may change beside the goods. Fields that were not touched follow the server.
import {useText} from '@opencarnet/i18n';
import {AreaField, Card, ChoiceField, TextField} from '@opencarnet/ui';

import type {CrossingDraft} from '../data/crossing_draft';
import type {Declaration} from '../data/types';

export function CorrectionFields(props: {
  declaration: Declaration;
  draft: CrossingDraft;
  change: (part: Partial<CrossingDraft>) => void;
  newer: boolean;
}) {
  const {declaration, draft, change, newer} = props;
  const t = useText();
  // After somebody else's change: what stands there now, beside what was typed here.
  const now = (field: 'transport_details' | 'packaging' | 'remarks') =>
    newer && draft[field] !== undefined && draft[field] !== declaration[field]
      ? t('portal.goods.now_there', {text: declaration[field] || t('portal.facts.none')})
      : undefined;
  return (
    <Card label={t('portal.goods.transport')}>
      <div className="field-grid">
        <ChoiceField
          name="mode_of_transport"
          label={t('field.mode_of_transport')}
          placeholder={t('portal.goods.mode_open')}
          value={draft.mode_of_transport ?? declaration.mode_of_transport ?? ''}
          onChange={(mode_of_transport) => change({mode_of_transport})}
          options={(['air', 'sea', 'land'] as const).map((mode) => ({
            value: mode,
            label: t(`mode_of_transport.${mode}`),
          }))}
        />
        <TextField
          name="transport_details"
          label={t('field.transport_details')}
          maxLength={500}
          hint={now('transport_details')}
          value={draft.transport_details ?? declaration.transport_details ?? ''}
          onChange={(transport_details) => change({transport_details})}
        />
        <TextField
          name="packaging"
          label={t('field.packaging')}
          maxLength={1000}
          hint={now('packaging')}
          value={draft.packaging ?? declaration.packaging ?? ''}
          onChange={(packaging) => change({packaging})}
        />
        <AreaField
          name="remarks"
          label={t('portal.commit.remarks')}
          maxLength={2000}
          rows={1}
          hint={now('remarks')}
          value={draft.remarks ?? declaration.remarks ?? ''}
          onChange={(remarks) => change({remarks})}
        />
      </div>
    </Card>
  );
}
