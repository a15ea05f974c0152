// The fields of this type, no others; sensible defaults stand in them.
import {type Problem, errorAt} from '@opencarnet/api';
import {useFormat, useText} from '@opencarnet/i18n';
import {AreaField, PickOne, TextField} from '@opencarnet/ui';

import {useCrossing} from '../shared/transaction_frame';
import {type FieldName, fieldsOf} from './commit_fields';

export function OfficerFields({problem}: {problem: Problem | undefined}) {
  const {opened} = useCrossing();
  return (
    <div className="field-grid">
      {fieldsOf(opened.declaration.type).map((field) => (
        <Field key={field} field={field} error={errorAt(problem, `/${field}`)} />
      ))}
    </div>
  );
}

function Field({field, error}: {field: FieldName; error: string | undefined}) {
  const t = useText();
  const format = useFormat();
  const {opened, draft, change} = useCrossing();
  const {declaration, carnet} = opened;
  const yesNo = [
    {value: 'yes', label: t('portal.commit.yes')},
    {value: 'no', label: t('portal.commit.no')},
  ];
  switch (field) {
    case 'goods_examined':
      return (
        <PickOne
          name={field}
          label={t('portal.commit.goods_examined')}
          options={yesNo}
          error={error}
          value={draft.goods_examined ? 'yes' : 'no'}
          onChange={(value) => change({goods_examined: value === 'yes'})}
        />
      );
    case 'seals_intact':
      return (
        <PickOne
          name={field}
          label={t('portal.commit.seals_intact')}
          options={yesNo}
          error={error}
          value={draft.seals_intact === undefined ? '' : draft.seals_intact ? 'yes' : 'no'}
          onChange={(value) => change({seals_intact: value === 'yes'})}
        />
      );
    case 'final_date': {
      const last = carnet.valid_until;
      return (
        <TextField
          name={field}
          type="date"
          label={t(`portal.commit.final_date_of.${dateOf(declaration.type)}`)}
          error={error}
          value={draft.final_date ?? opened.default_final_date ?? last ?? ''}
          min={today()}
          max={last}
          onChange={(value) => change({final_date: value || undefined})}
          hint={last ? t('portal.commit.final_date_hint', {day: format.day(last)}) : undefined}
        />
      );
    }
    case 'place_of_use':
      return (
        <TextField
          name={field}
          label={t('portal.commit.place_of_use')}
          maxLength={200}
          error={error}
          value={draft.place_of_use ?? declaration.place ?? ''}
          onChange={(value) => change({place_of_use: value})}
        />
      );
    case 'supporting_documents':
      return (
        <TextField
          name={field}
          label={t('portal.commit.supporting_documents')}
          maxLength={1000}
          error={error}
          value={draft.supporting_documents ?? declaration.supporting_documents ?? ''}
          onChange={(value) => change({supporting_documents: value})}
        />
      );
    case 'remarks':
      return (
        <AreaField
          name={field}
          label={t('portal.commit.remarks')}
          maxLength={2000}
          rows={2}
          error={error}
          value={draft.remarks ?? declaration.remarks ?? ''}
          onChange={(value) => change({remarks: value})}
        />
      );
    default:
      return (
        <TextField
          name={field}
          label={t(`portal.commit.${field}`)}
          maxLength={field === 'seals' ? 200 : 100}
          error={error}
          value={draft[field] ?? ''}
          onChange={(value) => change({[field]: value})}
        />
      );
  }
}

const dateOf = (type: string) =>
  type === 'importation' ? 'importation' : type === 'transit_open' ? 'transit_open' : 'exportation';

/** The reader's day: the server judges by the office's. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
