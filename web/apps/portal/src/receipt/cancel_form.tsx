// X14: with the holder's code and a reason; what hinders it is said by the rules.
import {codeProblem, normaliseCode} from '@opencarnet/carnet';
import {type Problem, errorAt, isUnreachable, newIdempotencyKey} from '@opencarnet/api';
import {customs} from '@opencarnet/api/customs';
import {useText} from '@opencarnet/i18n';
import {AreaField, Button, Column, ProblemPanel, Text, TextField} from '@opencarnet/ui';
import {useQueryClient} from '@tanstack/react-query';
import {useRef, useState} from 'react';

import {useDraft} from '../data/drafts';
import type {Place, Transaction} from '../data/types';
import {useAsk} from '../session/session';

const nothing = {cancellation_code: '', reason: ''};

export function CancelForm(props: {
  transactionId: string;
  onCancelled: (answer: {transaction: Transaction; places: Place[]}) => void;
}) {
  const {transactionId, onCancelled} = props;
  const t = useText();
  const ask = useAsk();
  const client = useQueryClient();
  const {draft, change, drop} = useDraft(`cancel:${transactionId}`, nothing);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newIdempotencyKey());
  const wrongCode = codeProblem(draft.cancellation_code, 'cancellation');
  const labels = {cancellation_code: t('portal.cancel.code'), reason: t('portal.cancel.reason')};

  const cancel = async () => {
    setTried(true);
    const code = normaliseCode(draft.cancellation_code, 'cancellation');
    if (!code || !draft.reason.trim()) {
      document.getElementById(code ? 'field-reason' : 'field-cancellation_code')?.focus();
      return;
    }
    const params = {path: {transaction_id: transactionId}, header: {'Idempotency-Key': key.current}};
    const body = {cancellation_code: code, reason: draft.reason.trim()};
    const result = await ask(() => customs.POST('/transactions/{transaction_id}/cancel', {params, body}));
    if (!result.ok) {
      setProblem(result.problem);
      if (!isUnreachable(result.problem)) key.current = newIdempotencyKey(); // answered: the next try is another intent
      return;
    }
    drop();
    setProblem(undefined);
    void client.invalidateQueries();
    onCancelled(result.data);
  };
  return (
    <Column gap="sm">
      <Text soft>{t('portal.cancel.hint')}</Text>
      <ProblemPanel problem={problem} fieldLabels={labels} />
      <TextField
        name="cancellation_code"
        code
        label={labels.cancellation_code}
        hint={t('portal.cancel.code_hint')}
        required
        value={draft.cancellation_code}
        onChange={(cancellation_code) => change({cancellation_code})}
        maxLength={40}
        error={
          (tried && wrongCode ? t(`portal.scan.code_${wrongCode}`) : undefined) ??
          errorAt(problem, '/cancellation_code')
        }
      />
      <AreaField
        name="reason"
        label={labels.reason}
        hint={t('portal.cancel.reason_hint')}
        required
        maxLength={1000}
        rows={2}
        value={draft.reason}
        onChange={(reason) => change({reason})}
        error={tried && !draft.reason.trim() ? t('portal.reject.reason_missing') : undefined}
      />
      <div>
        <Button kind="danger" onPress={cancel}>
          {t('portal.cancel.go')}
        </Button>
      </div>
    </Column>
  );
}
