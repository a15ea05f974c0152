// The session ended in the middle of something: the password, and then the same thing goes on.
import type {Problem} from '@opencarnet/api';
import {useText} from '@opencarnet/i18n';
import {Button, Column, Dialog, Ltr, PasswordField, ProblemPanel, Row, Text} from '@opencarnet/ui';
import {type FormEvent, useState} from 'react';

import {bindDevice, passwordDialogDone, signIn} from '../state/session';
import {refs, useRecord} from '../state/vault_door';
import {deviceName} from './device_name';

export default function PasswordDialog() {
  const t = useText();
  const account = useRecord(refs.account);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !account) return;
    setBusy(true);
    const session = await signIn(account.email, password);
    const bound = session.ok ? await bindDevice(session.data, deviceName(navigator.userAgent)) : session;
    setBusy(false);
    if (bound.ok) passwordDialogDone(true);
    else setProblem(bound.problem);
  };
  return (
    <Dialog open title={t('wallet.session_ended')} onClose={() => passwordDialogDone(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <Column>
          <Text>{t.rich('wallet.password_of', {email: <Ltr>{account?.email}</Ltr>})}</Text>
          <ProblemPanel problem={problem} />
          <PasswordField
            name="password"
            label={t('wallet.password')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            autoFocus
          />
          <Row>
            <Button kind="main" submit busy={busy}>
              {t('wallet.sign_in_and_go_on')}
            </Button>
            <Button kind="quiet" onPress={() => passwordDialogDone(false)}>
              {t('ui.cancel')}
            </Button>
          </Row>
        </Column>
      </form>
    </Dialog>
  );
}
