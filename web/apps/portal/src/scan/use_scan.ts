// From a scanned or typed text to an opened declaration. What the server does not answer is kept and asked again.
import {classifyScan} from '@opencarnet/carnet';
import {type Problem, isUnreachable, newIdempotencyKey} from '@opencarnet/api';
import {customs} from '@opencarnet/api/customs';
import {useQueryClient} from '@tanstack/react-query';
import {useCallback, useEffect, useRef, useState} from 'react';
import {useNavigate} from 'react-router';

import type {CrossingDraft} from '../data/crossing_draft';
import {readDraft, useDraft, writeDraft} from '../data/drafts';
import type {Scanned} from '../data/types';
import {useAsk, useSession} from '../session/session';
import {type Verdict, checkHere} from './qr_keys';

/** A QR or code that waits for the server; nothing is committed by waiting. */
export interface Kept {
  id: string;
  body: {qr: string} | {carnet: string; transaction_code: string};
  declaration?: Verdict['declaration'];
  at: string;
}
interface KeptDraft {
  kept: Kept[];
}
const nothingKept: KeptDraft = {kept: []};

export type Found =
  | {state: 'idle'}
  | {state: 'working'; declaration?: Verdict['declaration']}
  | {state: 'not_ours'; why: 'foreign' | 'damaged' | 'unknown_key' | 'download' | 'verification'}
  | {state: 'away'; declaration?: Verdict['declaration']}
  | {state: 'refused'; problem: Problem; declaration?: Verdict['declaration']};

export interface OfficeDraft {
  office_id: string;
  name: string;
}
export const noOffice: OfficeDraft = {office_id: '', name: ''};
const retryAfter = 4000;

export function useScan() {
  const ask = useAsk();
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const {draft, change} = useDraft<KeptDraft>('kept', nothingKept);
  const [found, setFound] = useState<Found>({state: 'idle'});
  const [ready, setReady] = useState<Record<string, Scanned>>({}); // kept ones that the server has answered meanwhile
  const busy = useRef(false);

  const open = useCallback(
    (scanned: Scanned) => {
      const name = `crossing:${scanned.declaration_id}`;
      const chosen = readDraft<OfficeDraft>('office');
      const before = readDraft<CrossingDraft>(name);
      // What was typed in an unfinished crossing stays; a finished one begins anew (Exit after Export).
      const rest = before?.committed ? {} : before;
      writeDraft(name, {
        ...rest,
        office_id: chosen?.office_id || scanned.office_id,
        office: chosen?.name || session.office,
      });
      void client.invalidateQueries({queryKey: ['declaration', scanned.declaration_id]});
      void navigate(`/transaction/${scanned.declaration_id}/check`);
    },
    [client, navigate, session.office],
  );

  const send = useCallback(
    (body: Kept['body']) => {
      const office = readDraft<OfficeDraft>('office')?.office_id;
      return ask(() =>
        customs.POST('/scans', {
          params: {header: {'Idempotency-Key': newIdempotencyKey()}}, // to scan twice does no harm
          body: {...body, ...(office ? {office_id: office} : {})},
        }),
      );
    },
    [ask],
  );

  const askServer = useCallback(
    async (body: Kept['body'], declaration?: Verdict['declaration']) => {
      setFound({state: 'working', declaration});
      const result = await send(body);
      if (result.ok) {
        setFound({state: 'idle'});
        open(result.data);
      } else if (isUnreachable(result.problem)) {
        const id = JSON.stringify(body);
        const others = (readDraft<KeptDraft>('kept')?.kept ?? []).filter((each) => each.id !== id);
        change({kept: [...others, {id, body, declaration, at: new Date().toISOString()}]});
        setFound({state: 'away', declaration});
      } else setFound({state: 'refused', problem: result.problem, declaration});
    },
    [change, open, send],
  );

  const scanned = useCallback(
    async (text: string) => {
      if (busy.current || !text.trim()) return;
      busy.current = true;
      try {
        const read = classifyScan(text.trim());
        if (read.kind === 'short')
          await askServer({carnet: String(read.carnet_id), transaction_code: read.transaction_code});
        else if (read.kind !== 'declaration') setFound({state: 'not_ours', why: read.kind});
        else {
          const {verdict, declaration} = await checkHere(read.text);
          if (verdict === 'genuine' || verdict === 'unchecked') await askServer({qr: read.text}, declaration);
          else setFound({state: 'not_ours', why: verdict});
        }
      } finally {
        busy.current = false;
      }
    },
    [askServer],
  );

  // While something is kept, the server is asked again every few seconds.
  const {kept} = draft;
  const waiting = kept.filter((each) => !ready[each.id]);
  const first = waiting[0];
  const retry = useCallback(
    async (each: Kept) => {
      const result = await send(each.body);
      if (result.ok) setReady((all) => ({...all, [each.id]: result.data}));
      else if (!isUnreachable(result.problem)) {
        change({kept: (readDraft<KeptDraft>('kept')?.kept ?? []).filter((other) => other.id !== each.id)});
        setFound({state: 'refused', problem: result.problem, declaration: each.declaration});
      }
      return result.ok ? result.data : undefined;
    },
    [change, send],
  );
  useEffect(() => {
    if (!first) return;
    const timer = setInterval(() => void retry(first), retryAfter);
    return () => clearInterval(timer);
  }, [first, retry]);

  const forget = (id: string) => change({kept: kept.filter((each) => each.id !== id)});
  const openKept = async (each: Kept) => {
    const answer = ready[each.id] ?? (await retry(each));
    if (!answer) return;
    forget(each.id);
    open(answer);
  };
  return {found, scanned, typed: askServer, kept, ready, openKept, forget, clear: () => setFound({state: 'idle'})};
}
export type Scan = ReturnType<typeof useScan>;
