// The door of the portal.
import {type Problem, asked} from '@opencarnet/api';
import {identity} from '@opencarnet/api/identity';
import {useText} from '@opencarnet/i18n';
import {
  Button,
  ChoiceField,
  Column,
  LanguageChoice,
  Ltr,
  PasswordField,
  ProblemPanel,
  Text,
  TextField,
} from '@opencarnet/ui';
import {useState} from 'react';

import {Title} from '../shared/title';
import type {Session} from '../data/types';
import {Brand} from '../frame/brand';
import {type DemoAccount, useDemoAccounts} from './demo_accounts';

export function SignIn({onSignedIn}: {onSignedIn: (session: Session) => void}) {
  const t = useText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const demo = useDemoAccounts();

  const signIn = async () => {
    if (busy) return;
    setBusy(true);
    const result = await asked(identity.POST('/sessions', {body: {realm: 'customs', email: email.trim(), password}}));
    setBusy(false);
    if (result.ok) onSignedIn(result.data);
    else setProblem(result.problem);
  };
  const play = (account: DemoAccount | undefined) => {
    setEmail(account?.email ?? '');
    setPassword(account?.password ?? '');
  };
  return (
    <div className="portal-door">
      <header className="portal-bar">
        <Brand />
        <LanguageChoice />
      </header>
      <main className="portal-door-main">
        <form
          className="oc-card oc-green"
          onSubmit={(event) => {
            event.preventDefault();
            void signIn();
          }}
        >
          <Column>
            <Title>{t('portal.sign_in.title')}</Title>
            <Text soft>{t('portal.sign_in.for_whom')}</Text>
            <ProblemPanel
              problem={problem}
              fieldLabels={{email: t('portal.sign_in.email'), password: t('portal.sign_in.password')}}
            />
            {demo.length ? (
              <ChoiceField
                name="demo"
                label={t('portal.sign_in.demo')}
                hint={t('portal.sign_in.demo_hint')}
                value={demo.some((each) => each.email === email) ? email : ''}
                placeholder={t('portal.sign_in.demo_choose')}
                onChange={(chosen) => play(demo.find((each) => each.email === chosen))}
                options={demo.map((each) => ({
                  value: each.email,
                  label: `${each.office} · ${each.display_name} · ${t(`role.${each.role}` as 'role.officer')}`,
                }))}
              />
            ) : null}
            <TextField
              name="email"
              type="email"
              label={t('portal.sign_in.email')}
              value={email}
              onChange={setEmail}
              autoComplete="username"
              required
            />
            <PasswordField
              name="password"
              label={t('portal.sign_in.password')}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              required
            />
            <Button kind="main" large wide submit busy={busy}>
              {t('portal.sign_in.go')}
            </Button>
          </Column>
        </form>
        <Text soft small>
          <Ltr>OpenCarnet</Ltr> · {t('portal.sign_in.foot')}
        </Text>
      </main>
    </div>
  );
}
