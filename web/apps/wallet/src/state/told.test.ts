import {describe, expect, it} from 'vitest';

import type {TravelsOf} from './kinds';
import {withEvent} from './told';

const kept: TravelsOf = {
  travels: [
    {
      travel_id: 't',
      carnet_id: 1,
      version: '1',
      complete: true,
      missing: [],
      declarations: [
        {declaration_id: 'a', type: 'exportation', country: 'CH', territory: 'CH_LI', state: 'signed'},
        {declaration_id: 'b', type: 'importation', country: 'DE', territory: 'EU', state: 'signed'},
      ],
    },
  ],
  sets_left: {exportation_re_importation: 1, importation_re_exportation: 1, transit: 1},
  places: [],
  refreshed_at: '2026-11-25T15:00:00Z',
};

describe('the live line', () => {
  it('a commit turns its own card, with what customs recorded', () => {
    const told = {
      carnet_id: 1,
      declaration_id: 'a',
      transaction_id: 'x',
      type: 'exportation' as const,
      country: 'CH',
      territory: 'CH_LI',
      office: 'Zürich Flughafen',
      committed_at: '2026-11-25T15:01:00Z',
      goods_ranges: '1-4',
      final_date: '2027-01-09',
    };
    const [first, second] = withEvent(kept, 'transaction_committed', told)!.travels[0]!.declarations;
    expect(first).toMatchObject({
      state: 'committed',
      transaction: {office: 'Zürich Flughafen', final_date: '2027-01-09', cancelled: false},
    });
    expect(second?.state).toBe('signed');
  });
  it('a commit told in part still turns the card', () => {
    const changed = withEvent(kept, 'transaction_committed', {carnet_id: 1, declaration_id: 'a'});
    expect(changed?.travels[0]?.declarations[0]).toMatchObject({state: 'committed'});
  });
  it('a rejection turns it, too', () => {
    expect(
      withEvent(kept, 'declaration_rejected', {carnet_id: 1, declaration_id: 'b'})?.travels[0]?.declarations[1]?.state,
    ).toBe('rejected');
  });
  it('what no card shows changes nothing', () => {
    expect(withEvent(kept, 'travel_created', {carnet_id: 1})).toBeUndefined();
  });
});
