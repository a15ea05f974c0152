import {expect, test} from 'vitest';

import {pinProblem, plainDigits} from './pin';

test.each(['274920', '1357924680', '112358', '٢٧٤٩٢٠', '۲۷۴۹۲۰'])('%s may be chosen', (pin) => {
  expect(pinProblem(pin)).toBeUndefined();
});

test.each(['', '1', '12345', '27492'])('"%s" is too short', (pin) => expect(pinProblem(pin)).toBe('too_short'));

test.each(['27492a', '274 920', '-274920', '２７４９２０'])('%s is not digits', (pin) =>
  expect(pinProblem(pin)).toBe('not_digits'),
);

test.each([
  '111111',
  '123456',
  '654321',
  '012345',
  '890123',
  '246802',
  '121212',
  '123123',
  '1231231',
  '455455',
  '۱۲۳۴۵۶',
  '99999999',
])('%s is too simple', (pin) => expect(pinProblem(pin)).toBe('too_simple'));

test('a PIN is the same on every keyboard', () => {
  expect(plainDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
  expect(plainDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789');
});
