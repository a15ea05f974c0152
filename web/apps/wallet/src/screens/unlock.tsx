// The wallet PIN. Nothing of the wallet is readable before it is right, and no server is asked.
import {useText} from '@opencarnet/i18n';
import {Button, Column, Dialog, Notice, PageTitle, PasswordField, Row, Text} from '@opencarnet/ui';
import type {Opening} from '@opencarnet/vault';
import {type FormEvent, useState} from 'react';

import {Threshold} from '../parts/frame';
import {WaitingTime, useSecondsLeft} from '../parts/waiting_time';
import {phase, vault} from '../state/vault_door';

export function Unlock() {
  const t = useText();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Opening>();
  const [forgotten, setForgotten] = useState(false);
  const left = useSecondsLeft(answer?.waitSeconds, answer);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || left > 0 || !pin) return;
    setBusy(true);
    const opening = await vault().open(pin);
    if (opening.wiped) return phase.set({wiped: true});
    setBusy(false);
    setPin('');
    if (opening.ok) return;
    setAnswer(opening);
    document.getElementById('field-pin')?.focus();
  };
  const wrong = answer && !answer.ok ? t('wallet.unlock.wrong') : undefined;
  return (
    <Threshold>
      <form onSubmit={(event) => void submit(event)}>
        <Column>
          <PageTitle quiet>{t('wallet.unlock.title')}</PageTitle>
          <PasswordField
            name="pin"
            label={t('wallet.pin')}
            hint={t('wallet.unlock.hint')}
            value={pin}
            onChange={setPin}
            autoComplete="current-password"
            numeric
            autoFocus
            error={wrong}
          />
          <div aria-live="assertive">
            <TriesLeft answer={answer} />
          </div>
          <WaitingTime seconds={left} />
          <Button kind="main" submit wide large busy={busy} disabled={left > 0}>
            {t('wallet.unlock.open')}
          </Button>
          <Row>
            <Button kind="quiet" onPress={() => setForgotten(true)}>
              {t('wallet.unlock.forgotten')}
            </Button>
          </Row>
        </Column>
      </form>
      <Dialog open={forgotten} title={t('wallet.unlock.forgotten')} onClose={() => setForgotten(false)}>
        <Column>
          <Text>{t('wallet.unlock.forgotten_text')}</Text>
          <Row>
            <Button kind="danger" onPress={() => vault().wipe()}>
              {t('wallet.unlock.wipe')}
            </Button>
            <Button onPress={() => setForgotten(false)}>{t('ui.cancel')}</Button>
          </Row>
        </Column>
      </Dialog>
    </Threshold>
  );
}

function TriesLeft({answer}: {answer: Opening | undefined}) {
  const t = useText();
  if (!answer || answer.ok || answer.triesLeft === undefined) return null;
  const tries = answer.triesLeft;
  return tries <= 2 ? (
    <Notice kind="problem" title={t('wallet.unlock.last_tries', {tries})}>
      {t('wallet.unlock.last_tries_next')}
    </Notice>
  ) : (
    <Text soft>{t('wallet.unlock.tries_left', {tries})}</Text>
  );
}
