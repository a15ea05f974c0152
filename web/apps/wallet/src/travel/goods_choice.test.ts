import {describe, expect, it} from 'vitest';

import {mistakesIn, nothingChosen, ticked, typed, withPieces} from './goods_choice';

const list = Array.from({length: 600}, (_, i) => ({
  item: i + 1,
  description: `Thing ${i + 1}`,
  pieces: (i % 3) + 1,
  value: '1.00',
}));

describe('goods as they are chosen', () => {
  it('typed ranges mean all pieces of each item', () => {
    expect(typed('1-3', list).goods).toEqual([
      {item: 1, pieces: 1},
      {item: 2, pieces: 2},
      {item: 3, pieces: 3},
    ]);
  });

  it('a pasted list of 500 numbers with three mistakes names the three and takes the others', () => {
    const numbers: string[] = Array.from({length: 500}, (_, i) => String(i + 1));
    numbers[10] = 'eleven';
    numbers[200] = '9-5';
    numbers[499] = '601';
    const text = numbers.join('\n');
    const mistakes = mistakesIn(text, list.length);
    expect(mistakes.map(({reason}) => reason)).toEqual(['not_a_number', 'backwards', 'not_on_list']);
    expect(mistakes.map(({from, to}) => text.slice(from, to))).toEqual(['eleven', '9-5', '601']);
    expect(typed(text, list).goods).toHaveLength(497);
    expect(typed(text, list).text).toBe(text);
  });

  it('ticking keeps mistakes that were typed', () => {
    const choice = ticked(typed('1-2, flute', list), [3], true, list);
    expect(choice.text).toBe('1-3, flute');
    expect(choice.goods.map(({item}) => item)).toEqual([1, 2, 3]);
  });

  it('fewer pieces show in the text, and survive ticking another item', () => {
    const choice = ticked(withPieces(typed('3', list), 3, 2, list), [1], true, list);
    expect(choice.goods).toEqual([
      {item: 1, pieces: 1},
      {item: 3, pieces: 2},
    ]);
    expect(typed(choice.text, list).goods).toEqual(choice.goods);
  });

  it('pieces stay between one and what the list says', () => {
    const three = typed('3', list);
    expect(withPieces(three, 3, 0, list).goods[0]?.pieces).toBe(1);
    expect(withPieces(three, 3, 99, list).goods[0]?.pieces).toBe(3);
    expect(withPieces(three, 3, Number.NaN, list).goods[0]?.pieces).toBe(1);
  });

  it('unticking everything leaves nothing', () => {
    const all = ticked(
      nothingChosen,
      list.map(({item}) => item),
      true,
      list,
    );
    expect(all.text).toBe('1-600');
    expect(
      ticked(
        all,
        list.map(({item}) => item),
        false,
        list,
      ),
    ).toEqual(nothingChosen);
  });
});
