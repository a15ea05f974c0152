// The live line: a commit at the counter turns the card here within a second. Where it breaks it is tried again with
// growing pauses; whatever was missed meanwhile is fetched when it stands.
import {connection} from './session';
import {keepTravels, refreshAll, refreshAllOf, refreshCarnet, refreshHeld} from './sync';
import {type Told, withEvent} from './told';
import {peek, refs} from './vault_door';

const eventsOfACarnet = [
  'transaction_committed',
  'transaction_cancelled',
  'declaration_rejected',
  'declaration_corrected',
  'declaration_signed',
  'travel_created',
  'travel_updated',
  'travel_deleted',
  'carnet_signed',
  'carnet_blocked',
  'carnet_unblocked',
  'carnet_cancelled',
  'carnet_discharged',
  'carnet_replaced',
  'sets_added',
  'download_locked',
  'carnet_downloaded',
];

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
  if (changed) await keepTravels(carnetId, changed); // at once; the whole truth follows
  if (type === 'carnet_signed' || type === 'sets_added') void refreshCarnet(carnetId);
  await refreshAllOf(carnetId);
}
