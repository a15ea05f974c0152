// The live line: a commit at the counter turns the card here within a second. Where it breaks it is tried again with
// growing pauses; whatever was missed meanwhile is fetched when it stands.
import type {Counterfoil, Declaration, TravelsOf} from './kinds';
import {connection} from './session';
import {refreshAll, refreshAllOf, refreshCarnet, refreshHeld} from './sync';
import {peek, refs, write} from './vault_door';

const eventsOfACarnet = [
  'transaction_committed', 'transaction_cancelled', 'declaration_rejected', 'declaration_corrected', 'declaration_signed',
  'travel_created', 'travel_updated', 'travel_deleted', 'carnet_signed', 'carnet_blocked', 'carnet_unblocked',
  'carnet_cancelled', 'carnet_discharged', 'carnet_replaced', 'sets_added', 'download_locked', 'carnet_downloaded',
];

interface Told extends Partial<Counterfoil> {
  rejected_at?: string;
}

let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let pause = 1000;
let wanted = false;

export function followEvents(): void {
  wanted = true;
  connect();
}

export function stopFollowing(): void {
  wanted = false;
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

/** A new stream hears of the carnets that were downloaded since the last one began. */
export function followAnew(): void {
  if (!wanted) return;
  source?.close();
  connect();
}

function connect(): void {
  clearTimeout(retry);
  const stream = new EventSource('/api/wallet/v1/events');
  source = stream;
  stream.onopen = () => {
    pause = 1000;
    if (connection.get().away) connection.set({away: false});
    void refreshAll();
  };
  stream.onerror = () => {
    if (stream !== source) return;
    stream.close();
    clearTimeout(retry);
    if (!wanted || connection.get().ended) return;
    retry = setTimeout(() => void tryAgain(), pause);
    pause = Math.min(pause * 2, 30_000);
  };
  for (const type of eventsOfACarnet) {
    stream.addEventListener(type, (event) => void hear(type, JSON.parse((event as MessageEvent<string>).data) as Told));
  }
}

/** The stream does not say why it ended; a plain call does: the session, or the network. */
async function tryAgain(): Promise<void> {
  await refreshHeld();
  if (wanted && !connection.get().ended) connect();
}

async function hear(type: string, told: Told): Promise<void> {
  const carnetId = told.carnet_id;
  if (!carnetId) return;
  const kept = peek(refs.travels(carnetId));
  const changed = kept && told.declaration_id ? withEvent(kept, type, told) : undefined;
  if (changed) await write(refs.travels(carnetId), changed); // at once; the whole truth follows
  if (type === 'carnet_signed' || type === 'sets_added') void refreshCarnet(carnetId);
  await refreshAllOf(carnetId);
}

/** What the screen shows until the server was asked. */
export function withEvent(kept: TravelsOf, type: string, told: Told): TravelsOf | undefined {
  const change = changeOf(type, told);
  if (!change) return undefined;
  const travels = kept.travels.map((travel) => ({
    ...travel,
    declarations: travel.declarations.map((declaration) =>
      declaration.declaration_id === told.declaration_id ? {...declaration, ...change} : declaration,
    ),
  }));
  return {...kept, travels};
}

function changeOf(type: string, told: Told): Partial<Declaration> | undefined {
  if (type === 'declaration_rejected') return {state: 'rejected'};
  if (type !== 'transaction_committed') return undefined;
  const {transaction_id, carnet_id, type: step, country, territory, office, committed_at} = told;
  if (!transaction_id || !carnet_id || !step || !country || !territory || !committed_at) return {state: 'committed'};
  const transaction: Counterfoil = {
    ...told, transaction_id, carnet_id, type: step, country, territory, committed_at, office: office ?? '',
    goods: told.goods ?? [], goods_ranges: told.goods_ranges ?? '', cancelled: false,
  };
  return {state: 'committed', transaction, corrections: told.corrections};
}
