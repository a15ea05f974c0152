import {expect, test} from 'vitest';

import {codeAlphabet, codeLengths, codeProblem, groupCode, normaliseCode} from './codes';

test.each([
  ['8KQ2-M4TZ-9WXYC', '8KQ2M4TZ9WXYC'],
  [' 8kq2 m4tz\u00a09wxyc\n', '8KQ2M4TZ9WXYC'],
  ['8KQ2–M4TZ—9WXYC', '8KQ2M4TZ9WXYC'],
  ['\u20688KQ2-M4TZ-9WXYC\u2069', '8KQ2M4TZ9WXYC'],
  ['oil0-1111-uuuuu', '01101111VVVVV'],
  ['٨KQ2M4TZ9WXYC', '8KQ2M4TZ9WXYC'],
])('%j is read as %s', (typed, code) => expect(normaliseCode(typed, 'transaction')).toBe(code));

test.each([
  ['', 'empty'],
  [' - ', 'empty'],
  ['8KQ2', 'too_short'],
  ['8KQ2-M4TZ-9WXYCC', 'too_long'],
  ['8KQ2-M4TZ-9WXY?', 'wrong_sign'],
  ['8KQ2-M4TZ-9WXYß', 'wrong_sign'],
] as const)('%j cannot be a transaction code: %s', (typed, problem) => {
  expect(codeProblem(typed, 'transaction')).toBe(problem);
  expect(normaliseCode(typed, 'transaction')).toBeUndefined();
});

test('codes are shown in groups of four or five and read back', () => {
  expect(groupCode('8KQ2M4TZ9WXYC')).toBe('8KQ2-M4TZ-9WXYC');
  expect(groupCode('A5C1E9FHAXRANP')).toBe('A5C1-E9FHA-XRANP');
  expect(groupCode('7K3M9QXR2WTA')).toBe('7K3M-9QXR-2WTA');
  expect(groupCode('12345')).toBe('12345');
  for (const [kind, length] of Object.entries(codeLengths)) {
    const code = codeAlphabet.slice(0, length);
    expect(normaliseCode(groupCode(code), kind as keyof typeof codeLengths)).toBe(code);
  }
});
