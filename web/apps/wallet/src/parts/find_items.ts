// Searching the General List.
import type {GeneralItem} from '../state/kinds';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A number finds its item and those that mention it; words are found in any order, without accents or case. */
export function findItems(list: GeneralItem[], query: string): GeneralItem[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return list;
  return list.filter((entry) => {
    const text = `${entry.item} ${plain(entry.description)}`;
    return words.every((word) => text.includes(word));
  });
}
