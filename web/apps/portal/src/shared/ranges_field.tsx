// Item numbers as people type or paste them; every mistake is listed at once and can be jumped to.
import {parseRanges} from '@opencarnet/carnet';
import {useText} from '@opencarnet/i18n';
import {AreaField, Ltr, Notice} from '@opencarnet/ui';

import type {GoodsEntry} from '../data/types';

export interface Mistake {
  from: number;
  to: number;
  text: string;
  reason: string;
}

export interface Read {
  goods: GoodsEntry[];
  mistakes: Mistake[];
}

/** Goods and mistakes of a typed text. `offered` says what may be chosen: items with the pieces that are there. */
export function readRanges(text: string, lastItem: number, offered: Record<number, number>): Read {
  if (!text.trim()) return {goods: [], mistakes: []};
  const read = parseRanges(text, lastItem);
  const mistakes: Mistake[] = [...(read.problems ?? [])];
  const goods: GoodsEntry[] = [];
  for (const item of read.items) {
    const most = offered[item] ?? 0;
    const pieces = read.pieces.get(item) ?? most;
    if (most === 0) mistakes.push({...placeOf(item, text), reason: 'not_declared'});
    else if (pieces > most) mistakes.push({...placeOf(item, text), reason: 'too_many_pieces'});
    else goods.push({item, pieces});
  }
  return {goods, mistakes: mistakes.sort((a, b) => a.from - b.from)};
}

/** Where an item stands in the text; inside a range it has no place of its own, and the whole text is shown. */
function placeOf(item: number, text: string): Omit<Mistake, 'reason'> {
  const at = new RegExp(`(?<!\\d)${item}(?!\\d)`).exec(text)?.index;
  return at === undefined
    ? {from: 0, to: text.length, text: String(item)}
    : {from: at, to: at + String(item).length, text: String(item)};
}

export function RangesField(props: {
  name: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
  mistakes: Mistake[];
  error?: string | undefined;
  rows?: number;
}) {
  const {name, label, hint, value, onChange, mistakes, error, rows = 1} = props;
  const t = useText();
  const jump = (mistake: Mistake) => {
    const field = document.getElementById(`field-${name}`) as HTMLTextAreaElement | null;
    field?.focus();
    field?.setSelectionRange(mistake.from, mistake.to);
  };
  return (
    <div className="ranges-field">
      <AreaField
        name={name}
        label={label}
        hint={hint}
        value={value}
        onChange={onChange}
        rows={rows}
        dir="ltr"
        error={error ?? (mistakes.length ? t('portal.ranges.mistakes', {count: mistakes.length}) : undefined)}
      />
      {mistakes.length ? (
        <Notice kind="problem">
          <ul className="mistakes">
            {mistakes.map((mistake, i) => (
              <li key={i}>
                <button type="button" className="oc-link-button" onClick={() => jump(mistake)}>
                  <Ltr mono>{mistake.text}</Ltr>
                </button>{' '}
                {t(`portal.ranges.${mistake.reason}` as 'portal.ranges.not_declared')}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
