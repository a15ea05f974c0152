// The lines of goods that do not go on, with their numbers read and their mistakes found; for steps 3 and 4.
import {useMemo, useState} from 'react';

import type {SpecialLine} from '../data/crossing_draft';
import {type Read, readRanges} from '../shared/ranges_field';
import {useCrossing} from '../shared/transaction_frame';
import {problemsOf, selectionOf, specialBody, specialLinesOf, specialListsOf} from './goods_edit';

const nothingRead: Read = {goods: [], mistakes: []};

export function useSpecialLines() {
  const {opened, draft, change} = useCrossing();
  const {declaration, carnet} = opened;
  const [checked, setChecked] = useState(false);
  const list = useMemo(() => carnet.general_list ?? [], [carnet.general_list]);
  const lines = specialLinesOf(draft, declaration);
  const last = list.at(-1)?.item ?? 0;
  const here = useMemo(() => selectionOf(declaration.goods), [declaration.goods]);
  const read = lines.map((line) => (line.declared ? nothingRead : readRanges(line.items, last, here)));
  const goods = read.map((each) => each.goods);
  const problems = problemsOf(lines, goods);
  const backTo = declaration.type === 're_importation';
  const processedText = draft.processed;
  const processed = processedText === undefined ? undefined : readRanges(processedText, last, here);

  const set = (at: number, part: Partial<SpecialLine>) =>
    change({special: lines.map((line, i) => (i === at ? {...line, ...part} : line))});
  const add = (which: SpecialLine['list']) =>
    change({special: [...lines, {list: which, items: '', action: '', remark: ''}]});
  const remove = (at: number) => change({special: lines.filter((_, i) => i !== at)});

  /** Whether all lines can be sent; if not, the first wrong field takes the focus. */
  const check = (): boolean => {
    setChecked(true);
    const wrong = problems[0];
    const unread = read.findIndex((each) => each.mistakes.length);
    if (!wrong && unread < 0 && !processed?.mistakes.length) return true;
    const target = wrong
      ? `special_${wrong.line}_${wrong.field}`
      : unread >= 0
        ? `special_${unread}_items`
        : 'processed_abroad';
    setTimeout(() => document.getElementById(`field-${target}`)?.focus());
    return false;
  };
  const body = () => ({...specialBody(lines, goods), ...(processed ? {processed_abroad: processed.goods} : {})});
  const lists = specialListsOf(declaration.type);
  return {lists, lines, read, problems: checked ? problems : [], backTo, processed, set, add, remove, check, body};
}
export type SpecialLines = ReturnType<typeof useSpecialLines>;
