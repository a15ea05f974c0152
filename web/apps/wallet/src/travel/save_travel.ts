// Saving in stages (T6): created at the first save, replaced later, each with the version it was made from.
import {type Result, asked, newIdempotencyKey} from '@opencarnet/api';
import {wallet} from '@opencarnet/api/wallet';

import type {Travel, TravelContent} from '../state/kinds';
import {call} from '../state/session';
import {keepTravel, refreshHeld} from '../state/sync';
import type {SaveIntent} from './intent';

export async function saveTravel(
  where: {carnetId: number; travelId?: string | undefined; version?: string | undefined},
  content: TravelContent,
  intent: SaveIntent,
): Promise<Result<Travel>> {
  const {carnetId, travelId, version} = where;
  const result = await call(() => {
    if (!travelId) {
      const params = {path: {carnet_id: carnetId}, header: {'Idempotency-Key': intent.key}};
      return asked(wallet.POST('/carnets/{carnet_id}/travels', {params, body: content}));
    }
    const header = {'Idempotency-Key': intent.key, 'If-Match': `"${version}"`};
    return asked(wallet.PUT('/travels/{travel_id}', {params: {path: {travel_id: travelId}, header}, body: content}));
  });
  if (result.ok) {
    await keepTravel(result.data);
    void refreshHeld();
  }
  return result;
}

export async function deleteTravel(travelId: string): Promise<Result<unknown>> {
  const key = newIdempotencyKey();
  const params = {path: {travel_id: travelId}, header: {'Idempotency-Key': key}};
  return call(() => asked(wallet.DELETE('/travels/{travel_id}', {params})));
}
