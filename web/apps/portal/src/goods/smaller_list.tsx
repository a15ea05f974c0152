// X15: a smaller list, typed or pasted. It is taken only when nothing in it is wrong.
import {useText} from '@opencarnet/i18n';
import {Button, Fold} from '@opencarnet/ui';
import {useState} from 'react';

import type {CrossingDraft} from '../data/crossing_draft';
import {useDraft} from '../data/drafts';
import type {GeneralItem} from '../data/types';
import {RangesField, readRanges} from '../shared/ranges_field';
import {useCrossing} from '../shared/transaction_frame';
import {type Selection, selectionOf} from './goods_edit';

const nothing = {text: ''};

export function SmallerList(props: {
  signed: Selection;
  list: GeneralItem[];
  change: (part: Partial<CrossingDraft>) => void;
}) {
  const {signed, list, change} = props;
  const t = useText();
  const {declarationId} = useCrossing();
  const typed = useDraft(`ranges:${declarationId}`, nothing);
  const [tried, setTried] = useState(false);
  const {text} = typed.draft;
  const {goods, mistakes} = readRanges(text, list.at(-1)?.item ?? 0, signed);
  const take = () => {
    setTried(true);
    if (mistakes.length || !goods.length) {
      document.getElementById('field-smaller_list')?.focus();
      return;
    }
    change({goods: selectionOf(goods)});
    typed.drop();
    setTried(false);
  };
  return (
    <Fold title={t('portal.goods.smaller')} open={text !== ''}>
      <div className="smaller-list">
        <RangesField
          name="smaller_list"
          label={t('portal.goods.smaller_label')}
          hint={t('portal.goods.smaller_hint')}
          rows={2}
          value={text}
          onChange={(value) => typed.change({text: value})}
          mistakes={tried ? mistakes : []}
          error={tried && !goods.length && !mistakes.length ? t('portal.special.items_missing') : undefined}
        />
        <Button onPress={take}>{t('portal.goods.smaller_take')}</Button>
      </div>
    </Fold>
  );
}
