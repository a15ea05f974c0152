// What somebody wants to save, so that trying again saves it once.
import {newIdempotencyKey} from '@opencarnet/api';

import type {TravelContent} from '../state/kinds';

/** One intent to save keeps its key while it says the same: a lost answer and a second try make one travel (X11). */
export interface SaveIntent {
  key: string;
  said: string;
}

export function intentFor(
  content: TravelContent,
  version: string | undefined,
  before: SaveIntent | undefined,
): SaveIntent {
  const said = JSON.stringify([content, version ?? '']);
  return before?.said === said ? before : {key: newIdempotencyKey(), said};
}
