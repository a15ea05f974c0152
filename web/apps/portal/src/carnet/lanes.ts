// A carnet's life as a picture, reckoned without drawing: one lane a territory, marks for transactions, bars for stays.
// The picture only tells what the records say; what may happen next is decided by the server.
import type {Transaction} from '../data/types';

export interface Mark {
  at: number;
  type: Transaction['type'];
  transaction: Transaction;
}

/** From the first goods in until the last are out; an open one runs to its final date. */
export interface Stay {
  from: number;
  to: number;
  kind: 'stay' | 'transit' | 'abroad';
  open: boolean;
  /** Of an open stay: when its goods must be gone. */
  final_date: string | undefined;
}

export interface Lane {
  territory: string;
  home: boolean;
  marks: Mark[];
  stays: Stay[];
}

export interface Picture {
  from: number;
  to: number;
  lanes: Lane[];
}

const day = 86_400_000;
/** The end of a calendar day: a final date is inclusive. */
const endOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) + day;

type Kind = Stay['kind'];
const opens: Partial<Record<Transaction['type'], Kind>> = {
  importation: 'stay',
  transit_open: 'transit',
  exportation: 'abroad',
};
const closes: Partial<Record<Transaction['type'], Kind>> = {
  re_exportation: 'stay',
  transit_close: 'transit',
  re_importation: 'abroad',
};

function piecesOf(it: Transaction): number {
  const stayed = [...(it.not_re_exported ?? []), ...(it.not_produced ?? []), ...(it.not_re_imported ?? [])];
  const all = [...it.goods, ...stayed.flatMap((each) => (typeof each.goods === 'string' ? [] : each.goods))];
  return all.reduce((sum, each) => sum + each.pieces, 0);
}

function staysOf(transactions: Transaction[], lastDay: number): Stay[] {
  const stays: Stay[] = [];
  const running = new Map<Kind, {stay: Stay; pieces: number}>();
  for (const it of transactions) {
    if (it.cancelled) continue;
    const at = Date.parse(it.committed_at);
    const opened = opens[it.type];
    const closed = closes[it.type];
    if (opened) {
      const now = running.get(opened) ?? {
        stay: {from: at, to: lastDay, kind: opened, open: true, final_date: undefined},
        pieces: 0,
      };
      now.pieces += piecesOf(it);
      const {final_date: known} = now.stay;
      if (it.final_date && (!known || it.final_date < known)) now.stay.final_date = it.final_date;
      running.set(opened, now);
    }
    const now = closed && running.get(closed);
    if (closed && now) {
      now.pieces -= piecesOf(it);
      if (now.pieces <= 0) {
        stays.push({...now.stay, to: at, open: false});
        running.delete(closed);
      }
    }
  }
  for (const {stay} of running.values()) stays.push({...stay, to: stay.final_date ? endOf(stay.final_date) : lastDay});
  return stays.sort((a, b) => a.from - b.from);
}

/** Home first, then the territories in the order in which the goods came there. */
export function pictureOf(
  transactions: Transaction[],
  home: string | undefined,
  validUntil: string | undefined,
  now: number,
): Picture {
  const sorted = [...transactions].sort((a, b) => a.committed_at.localeCompare(b.committed_at));
  const territories = [...new Set([...(home ? [home] : []), ...sorted.map((it) => it.territory)])];
  const lastDay = validUntil ? endOf(validUntil) : now;
  const lanes = territories.map((territory): Lane => {
    const own = sorted.filter((it) => it.territory === territory);
    return {
      territory,
      home: territory === home,
      marks: own.map((it) => ({at: Date.parse(it.committed_at), type: it.type, transaction: it})),
      stays: staysOf(own, lastDay),
    };
  });
  const timesOf = (lane: Lane) => [
    ...lane.marks.map((mark) => mark.at),
    ...lane.stays.flatMap((stay) => [stay.from, stay.to]),
  ];
  const times = [now, ...lanes.flatMap(timesOf)];
  const from = Math.min(...times);
  const to = Math.max(...times);
  const margin = Math.max((to - from) * 0.03, day);
  return {from: from - margin, to: to + margin, lanes};
}

/** The first of each month, or of every second, third …, so that at most `most` ticks stand there. */
export function ticksOf(from: number, to: number, most: number): number[] {
  const months = (to - from) / (30 * day);
  const every = [1, 2, 3, 6, 12].find((step) => months / step <= most) ?? 24;
  const first = new Date(from);
  const ticks: number[] = [];
  for (let month = first.getUTCMonth() + 1; ; month++) {
    const at = Date.UTC(first.getUTCFullYear(), month, 1);
    if (at > to) return ticks;
    if (new Date(at).getUTCMonth() % every === 0) ticks.push(at);
  }
}

/** Ascending places, moved apart so that marks of one day do not hide each other; none beyond `end`. */
export function spreadOf(places: number[], apart: number, end: number): number[] {
  const out: number[] = [];
  for (const place of places) out.push(Math.max(place, (out.at(-1) ?? -Infinity) + apart));
  for (let i = out.length - 1, most = end; i >= 0; i--, most -= apart) out[i] = Math.min(out[i] ?? most, most);
  return out;
}
