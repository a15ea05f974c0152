import {describe, expect, test} from 'vitest';

import {type Opened, type TransactionType, transactionTypes} from '../data/types';
import {commitBody, fieldsOf, intentOf} from './commit_fields';

const opened = (type: TransactionType) => ({declaration: {type}}) as unknown as Opened;

describe('the fields of a type (X4–X8)', () => {
  test('are its own, between what every type asks', () => {
    for (const type of transactionTypes) {
      expect(fieldsOf(type)[0]).toBe('goods_examined');
      expect(fieldsOf(type).slice(-2)).toEqual(['customs_reference', 'remarks']);
    }
    expect(fieldsOf('importation')).toContain('place_of_use');
    expect(fieldsOf('transit_close')).toContain('seals_intact');
    expect(fieldsOf('validation')).not.toContain('final_date');
  });
});

describe('what is committed', () => {
  test('leaves defaults to the server', () => {
    expect(commitBody(opened('importation'), {}, 'commit', {})).toEqual({step: 'commit', goods_examined: false});
  });
  test('holds no field of another type, even if it was typed', () => {
    const draft = {seals: 'S-1', place_of_use: ' Hall 3 ', seals_intact: true, final_date: '2027-01-09', remarks: '  '};
    expect(commitBody(opened('importation'), draft, 'commit', {})).toEqual({
      step: 'commit',
      goods_examined: false,
      place_of_use: 'Hall 3',
      final_date: '2027-01-09',
    });
  });
  test('names the office, the step and the paper evidence', () => {
    const draft = {office_id: 'chzrh000000000000000', paper_evidence_confirmed: true, goods_examined: true};
    expect(commitBody(opened('exportation'), draft, 'exit', {})).toEqual({
      step: 'exit',
      office_id: 'chzrh000000000000000',
      goods_examined: true,
      paper_evidence_confirmed: true,
    });
  });
});

describe('X11: an intent', () => {
  let made = 0;
  const newKey = () => `key-${++made}`;
  test('keeps its key as long as it is not answered', () => {
    const first = intentOf(undefined, {step: 'commit'}, '"1.0"', newKey);
    expect(intentOf(first, {step: 'commit'}, '"1.0"', newKey)).toBe(first);
  });
  test('gets another key when it was answered, says something else, or is about a newer state', () => {
    const first = intentOf(undefined, {step: 'commit'}, '"1.0"', newKey);
    expect(intentOf({...first, unanswered: false}, {step: 'commit'}, '"1.0"', newKey).key).not.toBe(first.key);
    expect(intentOf(first, {step: 'commit', remarks: 'x'}, '"1.0"', newKey).key).not.toBe(first.key);
    expect(intentOf(first, {step: 'commit'}, '"1.1"', newKey).key).not.toBe(first.key);
  });
});
