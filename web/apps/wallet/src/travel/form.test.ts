import {describe, expect, it} from 'vitest';

import type {Travel} from '../state/kinds';
import {contentOf, differences, emptyForm, fieldsWithMistakes, formOf, specialLists} from './form';
import {typed} from './goods_choice';
import {intentFor} from './intent';
import {saidIn} from './said';

const list = [1, 2, 3, 4].map((item) => ({item, description: `Thing ${item}`, pieces: 2, value: '1.00'}));
const travel = {
  travel_id: 't',
  carnet_id: 1,
  version: '1',
  complete: true,
  missing: [],
  declarations: [],
  from_country: 'CH',
  to_country: 'DE',
  place: 'Berlin',
  transits: ['AT'],
  mode_of_transport: 'land',
  goods: [
    {item: 1, pieces: 2},
    {item: 2, pieces: 1},
  ],
} as Travel;

describe('a travel being typed', () => {
  it('goes to the form and back without loss', () => {
    expect(contentOf(formOf(travel, list))).toEqual({
      from_country: 'CH',
      to_country: 'DE',
      place: 'Berlin',
      transits: ['AT'],
      mode_of_transport: 'land',
      goods: travel.goods,
    });
  });

  it('leaves out what is empty or only begun', () => {
    const form = {...emptyForm('CH'), to_country: 'DE', place: '  ', transits: ['']};
    expect(contentOf(form)).toEqual({from_country: 'CH', to_country: 'DE'});
  });

  it('tells which fields differ, whatever blanks stand around them', () => {
    const form = formOf(travel, list);
    expect(differences(form, {...form, place: ' Berlin '})).toEqual([]);
    expect(differences(form, {...form, place: 'Bonn', transits: [], goods: typed('3', list)})).toEqual([
      'place',
      'transits',
      'goods',
    ]);
  });

  it('is not sent while a list of goods has mistakes', () => {
    expect(fieldsWithMistakes({...emptyForm('CH'), goods: typed('1, 9', list)}, list)).toEqual(['goods']);
    expect(fieldsWithMistakes({...emptyForm('CH'), goods: typed('1, 4', list)}, list)).toEqual([]);
  });

  it('asks for the lists of a return only where goods come from abroad', () => {
    expect(specialLists('CH_LI', 'CH_LI', 'EU')).toEqual([]);
    expect(specialLists('CH_LI', 'EU', 'GB')).toEqual(['not_re_exported', 'not_produced']);
    expect(specialLists('CH_LI', 'EU', 'CH_LI')).toContain('not_re_imported');
  });
});

describe('X11 an intent to save', () => {
  const content = {from_country: 'CH', to_country: 'DE'};
  it('keeps its key while it says the same', () => {
    const first = intentFor(content, '1', undefined);
    expect(intentFor({...content}, '1', first)).toBe(first);
  });
  it('has a new key for other content or another version', () => {
    const first = intentFor(content, '1', undefined);
    expect(intentFor({...content, place: 'Bonn'}, '1', first).key).not.toBe(first.key);
    expect(intentFor(content, '2', first).key).not.toBe(first.key);
  });
});

describe('the text that is signed', () => {
  it('is read for showing it in words', () => {
    expect(saidIn('{"goods":[{"item":1,"pieces":2}],"place":"Bonn"}')).toMatchObject({
      place: 'Bonn',
      goods: [{item: 1, pieces: 2}],
    });
  });
  it('says nothing where it is none of ours', () => {
    expect(saidIn('not json')).toBeUndefined();
    expect(saidIn('{"goods":"1-4"}')).toBeUndefined();
    expect(saidIn(undefined)).toBeUndefined();
  });
});
