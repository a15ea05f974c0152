import {describe, expect, it} from 'vitest';

import {mustLock} from '../state/idle';
import {deviceName} from './device_name';
import {findItems} from './find_items';
import {groupPlaces} from './group_places';
import {timelineOf} from './timeline';

const list = [
  {item: 1, description: 'Mischpult Größe L', pieces: 2, value: '1.00'},
  {item: 2, description: 'Haut-parleur amplifié', pieces: 4, value: '1.00'},
  {item: 12, description: 'Speaker cable', pieces: 1, value: '1.00'},
];

describe('finding goods', () => {
  it('without accents and in any order of words', () => {
    expect(findItems(list, 'amplifie haut').map(({item}) => item)).toEqual([2]);
  });
  it('by number', () => {
    expect(findItems(list, '12').map(({item}) => item)).toEqual([12]);
  });
  it('everything when nothing is asked', () => {
    expect(findItems(list, '  ')).toBe(list);
  });
});

describe('where pieces are', () => {
  it('is told by place, with pieces where an item is split and the earliest final date', () => {
    const groups = groupPlaces(
      [
        {item: 1, pieces: 2, place: 'home', territory: 'CH_LI'},
        {item: 2, pieces: 3, place: 'in_territory', territory: 'EU', final_date: '2027-01-09'},
        {item: 12, pieces: 1, place: 'in_territory', territory: 'EU', final_date: '2026-12-24'},
        {item: 2, pieces: 1, place: 'home', territory: 'CH_LI'},
      ],
      list,
    );
    expect(groups.map(({place, ranges, final_date}) => [place, ranges, final_date])).toEqual([
      ['home', '1, 2x1', undefined],
      ['in_territory', '2x3, 12', '2026-12-24'],
    ]);
  });
});

describe('the timeline', () => {
  it('has commits and rejections in one line, the newest first', () => {
    const entries = timelineOf({
      transactions: [{committed_at: '2026-11-01T10:00:00Z'}, {committed_at: '2026-11-03T10:00:00Z'}] as never,
      rejections: [{declaration_id: 'r', rejected_at: '2026-11-02T10:00:00Z'}],
    });
    expect(entries.map((entry) => 'rejection' in entry)).toEqual([false, true, false]);
  });
});

describe('locking by itself', () => {
  it('after the minutes that are set, not before', () => {
    expect(mustLock(0, 5 * 60_000 - 1, 5)).toBe(false);
    expect(mustLock(0, 5 * 60_000, 5)).toBe(true);
  });
  it('also when the clock was set back', () => {
    expect(mustLock(10 * 60_000, 0, 5)).toBe(true);
  });
});

describe('how a device calls itself', () => {
  it('browser and system, no more', () => {
    expect(
      deviceName('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36'),
    ).toBe('Chrome, Android');
    expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0')).toBe('Firefox, Linux');
    expect(deviceName('something else')).toBe('Safari');
  });
});
