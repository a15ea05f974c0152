// The session has ended while somebody works: the password, over the screen.
import {type Problem, asked} from '@opencarnet/api';
import {identity} from '@opencarnet/api/identity';
import {useText} from '@opencarnet/i18n';
import {Button, Column, Dialog, Ltr, PasswordField, ProblemPanel, Row, Text} from '@opencarnet/ui';
import {useState} from 'react';

import type {Session} from '../data/types';

export function SignInAgain(props: {session: Session; onBack: (session: Session) => void; onLeave: () => void}) {
  const {session, onBack, onLeave} = props;
  const t = useText();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState(false);

  const signIn = async () => {
    if (busy) return;
    setBusy(true);
    const result = await asked(identity.POST('/sessions', {body: {realm: 'customs', email: session.email, password}}));
    setBusy(false);
    if (result.ok) onBack(result.data);
    else setProblem(result.problem);
  };
  return (
    <Dialog open title={t('portal.again.title')} onClose={() => setLeaving(true)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <Column>
          <Text>{t('portal.again.kept')}</Text>
          <Text>
            <strong>{session.display_name}</strong> · <Ltr>{session.email}</Ltr>
          </Text>
          <ProblemPanel problem={problem} />
          <PasswordField
            name="password"
            label={t('portal.sign_in.password')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            required
          />
          <Row>
            <Button kind="main" submit busy={busy}>
              {t('portal.again.go_on')}
            </Button>
            <Button kind="quiet" onPress={() => setLeaving(true)}>
              {t('portal.again.somebody_else')}
            </Button>
          </Row>
          {leaving ? (
            <Column gap="sm">
              <Text strong>{t('portal.again.leave_warning')}</Text>
              <Row>
                <Button kind="danger" onPress={onLeave}>
                  {t('portal.again.leave')}
                </Button>
                <Button onPress={() => setLeaving(false)}>{t('portal.again.stay')}</Button>
              </Row>
            </Column>
          ) : null}
        </Column>
      </form>
    </Dialog>
  );
}
