import {describe, expect, test} from 'vitest';

import type {Transaction} from '../data/types';
import {pictureOf, spreadOf, ticksOf} from './lanes';

let made = 0;
function a(type: Transaction['type'], territory: string, day: string, more: Partial<Transaction> = {}): Transaction {
  return {
    transaction_id: `t${++made}`,
    carnet_id: 1,
    type,
    country: 'XX',
    territory,
    office: 'Office',
    committed_at: `${day}T10:00:00Z`,
    goods: [{item: 1, pieces: 2}],
    goods_ranges: '1',
    cancelled: false,
    ...more,
  };
}
const now = Date.parse('2026-06-01T00:00:00Z');
const picture = (transactions: Transaction[]) => pictureOf(transactions, 'CH_LI', '2026-12-31', now);

describe('a life in lanes', () => {
  test('has home first, then the territories as the goods came there', () => {
    const lanes = picture([
      a('importation', 'XS', '2026-03-02'),
      a('importation', 'EU', '2026-03-01'),
      a('validation', 'CH_LI', '2026-02-01'),
    ]).lanes;
    expect(lanes.map((lane) => lane.territory)).toEqual(['CH_LI', 'EU', 'XS']);
    expect(lanes[0]?.home).toBe(true);
  });
  test('draws an open stay until the end of its earliest final date', () => {
    const [, lane] = picture([
      a('importation', 'EU', '2026-03-01', {final_date: '2026-05-01'}),
      a('importation', 'EU', '2026-03-05', {final_date: '2026-08-01'}),
    ]).lanes;
    expect(lane?.stays).toHaveLength(1);
    expect(lane?.stays[0]).toMatchObject({
      kind: 'stay',
      open: true,
      final_date: '2026-05-01',
      to: Date.parse('2026-05-02T00:00:00Z'),
    });
  });
  test('ends a stay when the last pieces are out, home use included', () => {
    const part = {goods: [{item: 1, pieces: 1}]};
    const out = a('re_exportation', 'EU', '2026-04-10', {
      goods: [],
      not_re_exported: [{goods: [{item: 1, pieces: 1}], action: 'home_use', remark: 'x'}],
    });
    const [, lane] = picture([
      a('importation', 'EU', '2026-03-01'),
      a('re_exportation', 'EU', '2026-04-01', part),
      out,
    ]).lanes;
    expect(lane?.stays).toEqual([expect.objectContaining({open: false, to: Date.parse('2026-04-10T10:00:00Z')})]);
  });
  test('shows a cancelled transaction as a mark that changes nothing', () => {
    const [, lane] = picture([a('importation', 'EU', '2026-03-01', {cancelled: true})]).lanes;
    expect(lane?.marks).toHaveLength(1);
    expect(lane?.stays).toEqual([]);
  });
  test('keeps a transit apart from a stay', () => {
    const [, lane] = picture([
      a('transit_open', 'EU', '2026-03-01'),
      a('importation', 'EU', '2026-03-02'),
      a('transit_close', 'EU', '2026-03-03'),
    ]).lanes;
    expect(lane?.stays.map((stay) => [stay.kind, stay.open])).toEqual([
      ['transit', false],
      ['stay', true],
    ]);
  });
  test('holds today and everything it shows', () => {
    const {from, to} = picture([a('exportation', 'CH_LI', '2026-02-01')]);
    expect(from).toBeLessThan(Date.parse('2026-02-01T10:00:00Z'));
    expect(to).toBeGreaterThan(Date.parse('2027-01-01T00:00:00Z'));
  });
});

test('ticks stand on first days of months, never more than asked', () => {
  const ticks = ticksOf(Date.parse('2026-01-15T00:00:00Z'), Date.parse('2027-01-15T00:00:00Z'), 6);
  expect(ticks.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual([
    '2026-04-01',
    '2026-07-01',
    '2026-10-01',
    '2027-01-01',
  ]);
});

describe('marks', () => {
  test('of one moment stand side by side', () => expect(spreadOf([10, 10, 12, 90], 20, 100)).toEqual([10, 30, 50, 90]));
  test('never stand beyond the end', () => expect(spreadOf([95, 95, 98], 20, 100)).toEqual([60, 80, 100]));
});
