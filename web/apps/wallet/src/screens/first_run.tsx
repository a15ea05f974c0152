// The first run: an account, then a PIN for this device, then its keys are made known. A wallet that was interrupted
// between the last two goes on by signing in.
import type {Problem} from '@opencarnet/api';
import {useText} from '@opencarnet/i18n';
import {Button, Column, Notice, PageTitle, ProblemPanel, Row, Steps, Text, Waiting} from '@opencarnet/ui';

import {deviceName} from '../parts/device_name';
import {Threshold} from '../parts/frame';
import {Hero} from '../parts/hero';
import {type Session, bindDevice} from '../state/session';
import {createStore, useStore} from '../state/store';
import {phase, vault} from '../state/vault_door';
import {ChoosePin} from './first_run/choose_pin';
import {Register} from './first_run/register';
import {SignIn} from './first_run/sign_in';

// Outside the screen: when the vault opens, the gate draws this screen anew in the middle of the work.
const setup = createStore<{
  part: 'welcome' | 'register' | 'sign_in';
  session?: Session | undefined;
  problem?: Problem | undefined;
}>({part: 'welcome'});

async function bind(session: Session): Promise<void> {
  const result = await bindDevice(session, deviceName(navigator.userAgent));
  if (result.ok) setup.set({part: 'welcome', session: undefined, problem: undefined});
  else setup.set({problem: result.problem});
}

async function begin(pin: string): Promise<void> {
  const {session} = setup.get();
  if (!session) return;
  await vault().create(pin);
  await bind(session);
}

function signedIn(session: Session): void {
  setup.set({session, problem: undefined});
  phase.set({wiped: false});
  if (vault().state() === 'open') void bind(session); // it has a PIN already
}

export default function FirstRun() {
  const t = useText();
  const wiped = useStore(phase, (it) => it.wiped);
  const isOpen = useStore(phase, (it) => it.state === 'open');
  const part = useStore(setup, (it) => it.part);
  const session = useStore(setup, (it) => it.session);
  const problem = useStore(setup, (it) => it.problem);
  const setPart = (to: 'register' | 'sign_in') => setup.set({part: to});
  const step = session ? 1 : 0;
  return (
    <Threshold>
      <Column gap="lg">
        {part === 'welcome' ? null : (
          <Steps
            label={t('wallet.first.steps')}
            steps={[t('wallet.first.step_account'), t('wallet.first.step_pin')]}
            current={step}
          />
        )}
        {wiped ? (
          <Notice kind="warning" title={t('wallet.unlock.wiped')}>
            {t('wallet.unlock.wiped_next')}
          </Notice>
        ) : null}
        {problem && session ? <ProblemPanel problem={problem} onRetry={() => void bind(session)} /> : null}
        {session && !isOpen ? <ChoosePin onChosen={begin} /> : null}
        {session && isOpen && !problem ? <Waiting what={t('wallet.first.binding')} /> : null}
        {!session && part === 'welcome' ? <Welcome onChoose={setPart} /> : null}
        {!session && part === 'register' ? <Register onDone={signedIn} onSignIn={() => setPart('sign_in')} /> : null}
        {!session && part === 'sign_in' ? <SignIn onDone={signedIn} onRegister={() => setPart('register')} /> : null}
      </Column>
    </Threshold>
  );
}

function Welcome({onChoose}: {onChoose: (part: 'register' | 'sign_in') => void}) {
  const t = useText();
  return (
    <Column>
      <Hero />
      <PageTitle quiet>{t('wallet.first.title')}</PageTitle>
      <Text>{t('wallet.first.text')}</Text>
      <ul className="ow-promises">
        <li>{t('wallet.first.promise_carry')}</li>
        <li>{t('wallet.first.promise_offline')}</li>
        <li>{t('wallet.first.promise_sealed')}</li>
      </ul>
      <Row>
        <Button kind="main" large onPress={() => onChoose('sign_in')}>
          {t('wallet.sign_in')}
        </Button>
        <Button large onPress={() => onChoose('register')}>
          {t('wallet.register')}
        </Button>
      </Row>
    </Column>
  );
}
