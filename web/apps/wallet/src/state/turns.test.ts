import {expect, test} from 'vitest';

import {createTurns} from './turns';

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('an answer that is slow does not overwrite the one that was asked for later', async () => {
  const {inTurn} = createTurns();
  let server = 'four signed';
  let kept = '';
  const refresh = (slow: number) =>
    inTurn('travels 1', async () => {
      const answer = server;
      await after(slow);
      kept = answer;
    });
  const first = refresh(20);
  await after(1);
  server = 'five signed';
  await Promise.all([first, refresh(0)]);
  expect(kept).toBe('five signed');
});

test('what was written while an answer was under way makes it ask again', async () => {
  const {inTurn, overtake} = createTurns();
  const asked: string[] = [];
  let server = 'before';
  const refresh = inTurn('travels 1', async (overtaken) => {
    do {
      asked.push(server);
      await after(5);
    } while (overtaken());
  });
  await after(1);
  server = 'saved';
  overtake('travels 1');
  await refresh;
  expect(asked).toEqual(['before', 'saved']);
});

test('one that fails does not stop the next, and carnets do not wait for each other', async () => {
  const {inTurn} = createTurns();
  const failed = inTurn('travels 1', () => Promise.reject(new Error('no network')));
  const next = inTurn('travels 1', async () => 'next');
  void inTurn('travels 2', () => new Promise(() => undefined));
  await expect(failed).rejects.toThrow('no network');
  await expect(next).resolves.toBe('next');
});
