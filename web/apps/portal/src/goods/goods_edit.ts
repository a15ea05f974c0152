// From what an officer typed to what is sent: pure, so that it is tested without a screen.
import type {CrossingDraft, SpecialLine} from '../data/crossing_draft';
import type {CommitBody, Correction, Declaration, GeneralItem, GoodsEntry, TransactionType} from '../data/types';

export type Selection = Record<number, number>;

/** The server's own ranges, "1-4,7,9x2" (9x2: two pieces of item 9), with all pieces where none are said. */
export function goodsOfRanges(ranges: string, list: GeneralItem[]): Selection {
  const listed = new Map(list.map((row) => [row.item, row.pieces]));
  const goods: Selection = {};
  for (const part of ranges.split(',')) {
    const [, from, to, pieces] = /^\s*(\d+)(?:\s*-\s*(\d+)|\s*x\s*(\d+))?\s*$/.exec(part) ?? [];
    if (!from) continue;
    for (let item = Number(from); item <= Number(to ?? from); item++) {
      goods[item] = pieces ? Number(pieces) : (listed.get(item) ?? 1);
    }
  }
  return goods;
}

export const selectionOf = (goods: GoodsEntry[]): Selection =>
  Object.fromEntries(goods.map((each) => [each.item, each.pieces]));

export function entriesOf(selection: Selection): GoodsEntry[] {
  return Object.entries(selection)
    .map(([item, pieces]) => ({item: Number(item), pieces}))
    .filter((each) => each.pieces > 0)
    .sort((a, b) => a.item - b.item);
}

const same = (a: GoodsEntry[], b: GoodsEntry[]) => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs from the server's state; undefined when nothing does (X15). */
export function correctionOf(draft: CrossingDraft, declaration: Declaration): Correction | undefined {
  const out: Correction = {};
  if (draft.goods) {
    const goods = entriesOf(draft.goods);
    if (!same(goods, declaration.goods)) out.goods = goods;
  }
  for (const field of ['transport_details', 'packaging', 'remarks'] as const) {
    const typed = draft[field];
    if (typed !== undefined && typed !== (declaration[field] ?? '')) out[field] = typed;
  }
  const mode = draft.mode_of_transport;
  if (mode && mode !== declaration.mode_of_transport) out.mode_of_transport = mode as 'air' | 'sea' | 'land';
  if (draft.marks) {
    const before = marksOf(declaration);
    const after = {...before, ...draft.marks};
    if (JSON.stringify(marksList(before)) !== JSON.stringify(marksList(after)))
      out.identification_marks = marksList(after);
  }
  return Object.keys(out).length ? out : undefined;
}

export function marksOf(declaration: Declaration): Record<number, string> {
  return Object.fromEntries((declaration.identification_marks ?? []).map((each) => [each.item, each.marks]));
}

function marksList(marks: Record<number, string>) {
  return Object.entries(marks)
    .map(([item, text]) => ({item: Number(item), marks: text.trim()}))
    .filter((each) => each.marks)
    .sort((a, b) => a.item - b.item);
}

/** Which special lists a step has (X7, X8). */
export function specialListsOf(type: TransactionType): SpecialLine['list'][] {
  if (type === 're_exportation') return ['not_re_exported', 'not_produced'];
  if (type === 're_importation') return ['not_re_imported'];
  return [];
}

/** The holder's own lines, then those the officer adds. */
export function specialLinesOf(draft: CrossingDraft, declaration: Declaration): SpecialLine[] {
  if (draft.special) return draft.special;
  return specialListsOf(declaration.type).flatMap((list) => {
    const declared = declaration[list];
    return declared?.length ? [{list, declared, items: '', action: '' as const, remark: ''}] : [];
  });
}

export interface LineProblem {
  line: number;
  field: 'items' | 'remark';
  reason: 'items_missing' | 'remark_missing';
}

/** What is wrong with the lines, all at once; `goods` is what was read of each. */
export function problemsOf(lines: SpecialLine[], goods: GoodsEntry[][]): LineProblem[] {
  const found: LineProblem[] = [];
  lines.forEach((line, at) => {
    if (!line.declared && !goods[at]?.length) found.push({line: at, field: 'items', reason: 'items_missing'});
    if (line.action && !line.remark.trim()) found.push({line: at, field: 'remark', reason: 'remark_missing'});
  });
  return found;
}

type Lists = Pick<CommitBody, 'not_re_exported' | 'not_produced' | 'not_re_imported'>;

export function specialBody(lines: SpecialLine[], read: GoodsEntry[][]): Lists {
  const out: Lists = {};
  lines.forEach((line, at) => {
    const goods = line.declared ?? read[at] ?? [];
    if (!goods.length) return;
    (out[line.list] ??= []).push({
      goods,
      ...(line.action ? {action: line.action} : {}),
      ...(line.remark.trim() ? {remark: line.remark.trim()} : {}),
    });
  });
  return out;
}
