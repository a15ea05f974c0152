// X7, X8: goods that do not go on: produced or not, what customs did with them, and those processed abroad.
import {actions} from '../data/types';
import {useText} from '@opencarnet/i18n';
import {Button, Card, ChoiceField, Heading, Ltr, Text, TextField} from '@opencarnet/ui';

import type {SpecialLine} from '../data/crossing_draft';
import {RangesField} from '../shared/ranges_field';
import {useCrossing} from '../shared/transaction_frame';
import type {LineProblem} from './goods_edit';
import type {SpecialLines} from './use_special_lines';

export function SpecialLists({special}: {special: SpecialLines}) {
  const t = useText();
  if (!special.lists.length) return null;
  return (
    <div className="special-lists">
      {special.lists.map((list) => (
        <Card key={list} label={t(`portal.special.${list}`)}>
          <div className="special-head">
            <div>
              <Heading>{t(`portal.special.${list}`)}</Heading>
              <Text soft small>
                {t(`portal.special.${list}_hint`)}
              </Text>
            </div>
            <Button onPress={() => special.add(list)}>{t('portal.special.add')}</Button>
          </div>
          {special.lines.map((line, at) =>
            line.list === list ? <Line key={at} at={at} line={line} special={special} /> : null,
          )}
        </Card>
      ))}
      {special.backTo ? <ProcessedAbroad special={special} /> : null}
    </div>
  );
}

function Line({at, line, special}: {at: number; line: SpecialLine; special: SpecialLines}) {
  const t = useText();
  const wrong = (field: LineProblem['field']) => {
    const found = special.problems.find((each) => each.line === at && each.field === field);
    return found ? t(`portal.special.${found.reason}`) : undefined;
  };
  return (
    <div className="special-line" role="group" aria-label={t('portal.special.line', {number: at + 1})}>
      {line.declared ? (
        <div className="special-declared">
          <Text small soft>
            {t('portal.special.declared')}
          </Text>
          <Ltr mono>
            {line.declared.map((each) => (each.pieces > 1 ? `${each.item}×${each.pieces}` : each.item)).join(', ')}
          </Ltr>
        </div>
      ) : (
        <RangesField
          name={`special_${at}_items`}
          label={t('portal.special.items')}
          value={line.items}
          onChange={(items) => special.set(at, {items})}
          mistakes={special.read[at]?.mistakes ?? []}
          error={wrong('items')}
        />
      )}
      <ChoiceField
        name={`special_${at}_action`}
        label={t('portal.special.action')}
        value={line.action}
        placeholder={t('portal.special.no_action')}
        onChange={(action) => special.set(at, {action: action as SpecialLine['action']})}
        options={actions.map((action) => ({value: action, label: t(`action.${action}`)}))}
      />
      <TextField
        name={`special_${at}_remark`}
        label={t('portal.special.remark')}
        value={line.remark}
        maxLength={500}
        onChange={(remark) => special.set(at, {remark})}
        error={wrong('remark')}
      />
      {line.declared ? null : (
        <Button kind="quiet" onPress={() => special.remove(at)}>
          {t('portal.special.remove')}
        </Button>
      )}
    </div>
  );
}

function ProcessedAbroad({special}: {special: SpecialLines}) {
  const t = useText();
  const {opened, draft, change} = useCrossing();
  const declared = (opened.declaration.processed_abroad ?? []).map((each) => each.item).join(', ');
  return (
    <Card>
      <RangesField
        name="processed_abroad"
        label={t('portal.special.processed_abroad')}
        hint={t('portal.special.processed_abroad_hint')}
        value={draft.processed ?? declared}
        onChange={(processed) => change({processed})}
        mistakes={special.processed?.mistakes ?? []}
      />
    </Card>
  );
}
