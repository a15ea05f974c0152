// X13: not here and not now. The reason is for colleagues; the holder learns only that it was rejected.
import {type Problem, newIdempotencyKey} from '@opencarnet/api';
import {customs} from '@opencarnet/api/customs';
import {useText} from '@opencarnet/i18n';
import {AreaField, Button, Column, Dialog, ProblemPanel, Row, Text} from '@opencarnet/ui';
import {useRef, useState} from 'react';

import {useAsk} from '../session/session';
import {useDraft} from '../data/drafts';
import {useCrossing} from '../shared/transaction_frame';

const noReason = {reason: ''};

export function RejectDialog({open, onClose}: {open: boolean; onClose: () => void}) {
  const t = useText();
  const ask = useAsk();
  const {declarationId, draft, refresh} = useCrossing();
  const reasons = useDraft(`reject:${declarationId}`, noReason);
  const {reason} = reasons.draft;
  const [problem, setProblem] = useState<Problem>();
  const [missing, setMissing] = useState(false);
  const key = useRef(newIdempotencyKey());

  const reject = async () => {
    if (!reason.trim()) {
      setMissing(true);
      document.getElementById('field-reason')?.focus();
      return;
    }
    const body = {reason: reason.trim(), ...(draft.office_id ? {office_id: draft.office_id} : {})};
    const path = {declaration_id: declarationId};
    const header = {'Idempotency-Key': key.current};
    const result = await ask(() =>
      customs.POST('/declarations/{declaration_id}/reject', {params: {path, header}, body}),
    );
    if (!result.ok) {
      setProblem(result.problem);
      if (result.problem.status >= 400 && result.problem.status < 500) key.current = newIdempotencyKey();
      return;
    }
    reasons.drop();
    await refresh();
    onClose();
  };
  return (
    <Dialog open={open} title={t('portal.reject.title')} onClose={onClose}>
      <Column>
        <Text>{t('portal.reject.hint')}</Text>
        <ProblemPanel problem={problem} fieldLabels={{reason: t('portal.reject.reason')}} />
        <AreaField
          name="reason"
          label={t('portal.reject.reason')}
          hint={t('portal.reject.reason_hint')}
          required
          maxLength={1000}
          value={reason}
          onChange={(text) => reasons.change({reason: text})}
          error={missing && !reason.trim() ? t('portal.reject.reason_missing') : undefined}
        />
        <Row>
          <Button kind="danger" onPress={reject}>
            {t('portal.reject.go')}
          </Button>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
        </Row>
      </Column>
    </Dialog>
  );
}
