// The code read out or written down: case, blanks and dashes are free.
import {codeProblem, normaliseCode} from '@opencarnet/carnet';
import {useText} from '@opencarnet/i18n';
import {Button, TextField} from '@opencarnet/ui';
import {useState} from 'react';

import {useDraft} from '../data/drafts';
import type {Scan} from './use_scan';

const nothing = {carnet: '', transaction_code: ''};

export function TypedCode({scan}: {scan: Scan}) {
  const t = useText();
  const {draft, change} = useDraft('typed', nothing);
  const [tried, setTried] = useState(false);
  const problem = codeProblem(draft.transaction_code, 'transaction');
  const noCarnet = !draft.carnet.trim();
  const send = async () => {
    setTried(true);
    const code = normaliseCode(draft.transaction_code, 'transaction');
    if (noCarnet || !code) {
      document.getElementById(noCarnet ? 'field-carnet' : 'field-transaction_code')?.focus();
      return;
    }
    await scan.typed({carnet: draft.carnet.replace(/[\s-]/g, '').toUpperCase(), transaction_code: code});
  };
  return (
    <form
      className="oc-column oc-gap-sm"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        name="carnet"
        code
        label={t('portal.scan.carnet')}
        value={draft.carnet}
        maxLength={24}
        required
        onChange={(carnet) => change({carnet})}
        error={tried && noCarnet ? t('portal.scan.carnet_missing') : undefined}
      />
      <TextField
        name="transaction_code"
        code
        label={t('portal.scan.code')}
        hint={t('portal.scan.code_hint')}
        required
        maxLength={40}
        value={draft.transaction_code}
        onChange={(transaction_code) => change({transaction_code})}
        error={tried && problem ? t(`portal.scan.code_${problem}`) : undefined}
      />
      <Button kind="main" large wide submit busy={scan.found.state === 'working'}>
        {t('portal.scan.next')}
      </Button>
    </form>
  );
}
