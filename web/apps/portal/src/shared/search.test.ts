import {expect, test} from 'vitest';

import {matching} from './search';

test('finding ignores case and accents and wants every word', () => {
  expect(matching('Genève Aéroport', 'geneve aero')).toBe(true);
  expect(matching('Genève Aéroport', 'geneve gare')).toBe(false);
  expect(matching('Zürich Flughafen', '')).toBe(true);
});
