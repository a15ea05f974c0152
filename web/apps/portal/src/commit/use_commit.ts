// Step 4's one press: at most one commit whatever happens on the way (X11). Until the server has answered, the same
// body goes out under the same key again and again, also after a reload; nothing can be changed meanwhile.
import {type Problem, isUnreachable, newIdempotencyKey} from '@opencarnet/api';
import {customs} from '@opencarnet/api/customs';
import {useQueryClient} from '@tanstack/react-query';
import {useCallback, useEffect, useRef, useState} from 'react';

import {writeDraft} from '../data/drafts';
import type {CommitBody} from '../data/types';
import {useAsk} from '../session/session';
import {useCrossing} from '../shared/transaction_frame';
import {type Sent, intentOf} from './commit_fields';

const retryAfter = 4000;

export function useCommit() {
  const ask = useAsk();
  const client = useQueryClient();
  const {declarationId, draft, change, etag, refresh, go} = useCrossing();
  const [problem, setProblem] = useState<Problem>();
  const [changed, setChanged] = useState(false);
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const waiting = draft.sent?.unanswered === true;

  const send = useCallback(
    async (sent: Sent) => {
      if (sending.current) return; // a double click
      sending.current = true;
      setBusy(true);
      change({sent});
      const header = {'Idempotency-Key': sent.key, ...(sent.etag ? {'If-Match': sent.etag} : {})};
      const params = {path: {declaration_id: declarationId}, header};
      const body = JSON.parse(sent.body) as CommitBody;
      const result = await ask(() => customs.POST('/declarations/{declaration_id}/commit', {params, body}));
      sending.current = false;
      setBusy(false);
      if (result.ok) {
        change({sent: undefined, committed: result.data});
        writeDraft('typed', undefined); // the code is used up
        setProblem(undefined);
        for (const key of ['transactions', 'history', 'carnet']) void client.invalidateQueries({queryKey: [key]});
        void refresh();
        go('receipt');
        return;
      }
      setProblem(result.problem);
      if (isUnreachable(result.problem)) return; // nothing is known: the key is kept
      change({sent: undefined});
      if (result.problem.status === 412 || result.problem.status === 409) {
        setChanged(result.problem.status === 412);
        await refresh();
      }
    },
    [ask, change, client, declarationId, go, refresh],
  );

  const commit = async (body: CommitBody) => {
    setChanged(false);
    await send(intentOf(draft.sent, body, etag, newIdempotencyKey));
  };

  // The line was lost in the middle: asked again until there is an answer.
  const {sent} = draft;
  useEffect(() => {
    if (!sent?.unanswered) return;
    const timer = setInterval(() => void send(sent), retryAfter);
    return () => clearInterval(timer);
  }, [sent, send]);

  return {
    commit,
    problem,
    changed,
    busy,
    waiting: waiting && (problem !== undefined || !busy),
    retry: () => sent && void send(sent),
  };
}
