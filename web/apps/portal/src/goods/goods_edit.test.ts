import {describe, expect, test} from 'vitest';

import type {CrossingDraft, SpecialLine} from '../data/crossing_draft';
import type {Declaration, GeneralItem} from '../data/types';
import {
  correctionOf,
  entriesOf,
  goodsOfRanges,
  problemsOf,
  specialBody,
  specialLinesOf,
  specialListsOf,
} from './goods_edit';

const list: GeneralItem[] = [1, 2, 3, 4, 5].map((item) => ({
  item,
  description: `Case ${item}`,
  pieces: item === 5 ? 3 : 1,
  value: '10.00',
}));
const declared = (more: Partial<Declaration> = {}): Declaration => ({
  declaration_id: '1m818f8g8fn1esapsqrw',
  carnet_id: 1,
  type: 're_exportation',
  country: 'DE',
  territory: 'EU',
  state: 'signed',
  version: '1.0',
  goods: [
    {item: 1, pieces: 1},
    {item: 5, pieces: 3},
  ],
  goods_ranges: '1, 5',
  packaging: 'Two cases',
  ...more,
});
const line = (more: Partial<SpecialLine> = {}): SpecialLine => ({
  list: 'not_re_exported',
  items: '',
  action: '',
  remark: '',
  ...more,
});

describe("the server's ranges", () => {
  test('take all pieces of an item, or so many as they say', () => {
    expect(goodsOfRanges('1-2, 4, 5x2', list)).toEqual({1: 1, 2: 1, 4: 1, 5: 2});
    expect(goodsOfRanges('5', list)).toEqual({5: 3});
  });
  test('that are empty hold nothing', () => expect(goodsOfRanges('', list)).toEqual({}));
});

describe('a correction (X15)', () => {
  test('is none when nothing was touched, or typed back to what it was', () => {
    expect(correctionOf({}, declared())).toBeUndefined();
    expect(correctionOf({packaging: 'Two cases', goods: {1: 1, 5: 3}, marks: {1: ''}}, declared())).toBeUndefined();
  });
  test('holds only what differs', () => {
    const draft: CrossingDraft = {packaging: 'One case', transport_details: '', goods: {1: 0, 5: 2}};
    expect(correctionOf(draft, declared())).toEqual({packaging: 'One case', goods: [{item: 5, pieces: 2}]});
  });
  test('sends all marks, because the server replaces them together', () => {
    const marked = declared({identification_marks: [{item: 1, marks: 'A'}]});
    expect(correctionOf({marks: {5: ' B '}}, marked)).toEqual({
      identification_marks: [
        {item: 1, marks: 'A'},
        {item: 5, marks: 'B'},
      ],
    });
    expect(correctionOf({marks: {1: ''}}, marked)).toEqual({identification_marks: []});
  });
});

test('a selection without pieces is no goods', () =>
  expect(entriesOf({3: 1, 1: 0, 2: 2})).toEqual([
    {item: 2, pieces: 2},
    {item: 3, pieces: 1},
  ]));

describe('goods that do not go on (X7, X8)', () => {
  test('have their lists by type', () => {
    expect(specialListsOf('re_exportation')).toEqual(['not_re_exported', 'not_produced']);
    expect(specialListsOf('re_importation')).toEqual(['not_re_imported']);
    expect(specialListsOf('importation')).toEqual([]);
  });
  test("begin with the holder's own lines", () => {
    const lines = specialLinesOf({}, declared({not_produced: [{item: 2, pieces: 1}]}));
    expect(lines).toEqual([line({list: 'not_produced', declared: [{item: 2, pieces: 1}]})]);
  });
  test('want items, and a remark with an action; all said at once', () => {
    const lines = [line(), line({action: 'home_use', items: '1'}), line({declared: [{item: 2, pieces: 1}]})];
    expect(problemsOf(lines, [[], [{item: 1, pieces: 1}], []])).toEqual([
      {line: 0, field: 'items', reason: 'items_missing'},
      {line: 1, field: 'remark', reason: 'remark_missing'},
    ]);
  });
  test('are sent by list, with the action only where there is one', () => {
    const lines = [
      line({items: '5x1', action: 'loss', remark: ' police report 7 '}),
      line({list: 'not_produced', declared: [{item: 2, pieces: 1}]}),
    ];
    expect(specialBody(lines, [[{item: 5, pieces: 1}], []])).toEqual({
      not_re_exported: [{goods: [{item: 5, pieces: 1}], action: 'loss', remark: 'police report 7'}],
      not_produced: [{goods: [{item: 2, pieces: 1}]}],
    });
  });
});
