// E-mail and password; a demo server offers its holders.
import type {Problem} from '@opencarnet/api';
import {useText} from '@opencarnet/i18n';
import {Button, ChoiceField, Column, PageTitle, PasswordField, ProblemPanel, Row, TextField} from '@opencarnet/ui';
import {type FormEvent, useState} from 'react';

import {useDemoWorld} from '../../parts/demo';
import {useNeeded} from '../../parts/needed';
import {WaitingTime, useWaiting} from '../../parts/waiting_time';
import {type Session, signIn} from '../../state/session';

export function SignIn({onDone, onRegister}: {onDone: (session: Session) => void; onRegister: () => void}) {
  const t = useText();
  const demo = useDemoWorld();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const {shown, left} = useWaiting(problem);
  const needed = useNeeded();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || left > 0 || !needed.check({email, password})) return;
    setBusy(true);
    const result = await signIn(email.trim(), password);
    setBusy(false);
    if (result.ok) onDone(result.data);
    else setProblem(result.problem);
  };
  const holders = demo?.accounts.filter((account) => account.realm === 'wallet') ?? [];
  const take = (chosen: string) => {
    const account = holders.find((each) => each.email === chosen);
    if (!account) return;
    setEmail(account.email);
    setPassword(account.password);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Column>
        <PageTitle>{t('wallet.sign_in')}</PageTitle>
        {holders.length ? (
          <ChoiceField
            name="demo_account"
            label={t('wallet.demo.account')}
            hint={t('wallet.demo.hint')}
            placeholder={t('wallet.demo.choose')}
            value={holders.some((each) => each.email === email) ? email : ''}
            onChange={take}
            options={holders.map((each) => ({value: each.email, label: `${each.display_name} · ${each.country}`}))}
          />
        ) : null}
        <ProblemPanel
          problem={shown}
          action={<WaitingTime seconds={left} />}
          fieldLabels={{email: t('wallet.email'), password: t('wallet.password')}}
        />
        <TextField
          name="email"
          type="email"
          label={t('wallet.email')}
          value={email}
          onChange={setEmail}
          autoComplete="username"
          required
          error={needed.errorOf('email', email)}
        />
        <PasswordField
          name="password"
          label={t('wallet.password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
          error={needed.errorOf('password', password)}
        />
        <Button kind="main" submit wide large busy={busy} disabled={left > 0}>
          {t('wallet.sign_in')}
        </Button>
        <Row>
          <Button kind="quiet" onPress={onRegister}>
            {t('wallet.no_account_yet')}
          </Button>
        </Row>
      </Column>
    </form>
  );
}
