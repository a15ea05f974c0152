// What happened to a carnet, commits and rejections in one line, the newest first.
import type {Counterfoil, History} from '../state/kinds';

export type Entry = {at: string; transaction: Counterfoil} | {at: string; rejection: History['rejections'][number]};

export function timelineOf(history: Pick<History, 'transactions' | 'rejections'>): Entry[] {
  return [
    ...history.transactions.map((transaction) => ({at: transaction.committed_at, transaction})),
    ...history.rejections.map((rejection) => ({at: rejection.rejected_at, rejection})),
  ].sort((a, b) => b.at.localeCompare(a.at));
}
