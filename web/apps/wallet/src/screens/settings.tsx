// Language, lock, PIN, sign-out, and what this is.
import {asked} from '@opencarnet/api';
import {identity} from '@opencarnet/api/identity';
import {useLanguage, useText} from '@opencarnet/i18n';
import {
  Button,
  ChoiceField,
  Column,
  Dialog,
  Heading,
  LanguageChoice,
  Ltr,
  Notice,
  PageTitle,
  PasswordField,
  Row,
  Text,
} from '@opencarnet/ui';
import type {Opening} from '@opencarnet/vault';
import {type FormEvent, useEffect, useRef, useState} from 'react';

import {WaitingTime, useSecondsLeft} from '../parts/waiting_time';
import {defaultLockMinutes, lockChoices} from '../state/auto_lock';
import {quietCall, signOut} from '../state/session';
import {refs, useRecord, vault, write} from '../state/vault_door';
import {PinFields, usePins} from './first_run/choose_pin';

export default function SettingsPage() {
  const t = useText();
  const account = useRecord(refs.account);
  return (
    <Column gap="lg">
      <PageTitle>{t('wallet.settings')}</PageTitle>
      <Text>
        <strong>
          <bdi>{account?.display_name}</bdi>
        </strong>
        <br />
        <Ltr>{account?.email}</Ltr>
      </Text>
      <Language />
      <AutoLock />
      <ChangePin />
      <SignOut />
      <section>
        <Column gap="sm">
          <Heading>{t('wallet.about.title')}</Heading>
          <Text>{t('wallet.about.text')}</Text>
          <Text soft>{t('wallet.about.sealed')}</Text>
        </Column>
      </section>
    </Column>
  );
}

/** Letters follow the language of the screens: the server is told. */
function Language() {
  const t = useText();
  const {language} = useLanguage();
  const first = useRef(language);
  useEffect(() => {
    if (first.current === language) return;
    first.current = language;
    void quietCall(() => asked(identity.PUT('/sessions/current/language', {body: {language}})));
  }, [language]);
  return (
    <section>
      <Column gap="sm">
        <Heading>{t('ui.language')}</Heading>
        <Row>
          <LanguageChoice />
        </Row>
      </Column>
    </section>
  );
}

function AutoLock() {
  const t = useText();
  const settings = useRecord(refs.settings);
  const minutes = settings?.lock_after_minutes ?? defaultLockMinutes;
  return (
    <section>
      <Column gap="sm">
        <Heading>{t('wallet.lock')}</Heading>
        <ChoiceField
          name="lock_after"
          label={t('wallet.lock_after')}
          hint={t('wallet.lock_after_hint')}
          value={String(minutes)}
          onChange={(value) => void write(refs.settings, {...settings, lock_after_minutes: Number(value)})}
          options={lockChoices.map((each) => ({value: String(each), label: t('wallet.minutes', {minutes: each})}))}
        />
      </Column>
    </section>
  );
}

function ChangePin() {
  const t = useText();
  const [old, setOld] = useState('');
  const [answer, setAnswer] = useState<Opening>();
  const [busy, setBusy] = useState(false);
  const pins = usePins();
  const left = useSecondsLeft(answer?.waitSeconds, answer);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || left > 0) return;
    const pin = pins.checked();
    if (!pin) return;
    setBusy(true);
    const opening = await vault().changePin(old, pin);
    setBusy(false);
    setAnswer(opening);
    setOld('');
    if (!opening.ok) return document.getElementById('field-old_pin')?.focus();
    pins.setFirst('');
    pins.setSecond('');
  };
  return (
    <section>
      <form onSubmit={(event) => void submit(event)}>
        <Column gap="sm">
          <Heading>{t('wallet.pin_change')}</Heading>
          <PasswordField
            name="old_pin"
            label={t('wallet.pin_old')}
            value={old}
            onChange={setOld}
            autoComplete="current-password"
            numeric
            error={answer && !answer.ok ? t('wallet.unlock.wrong') : undefined}
          />
          <PinFields pins={pins} />
          <WaitingTime seconds={left} />
          <div aria-live="polite">
            {answer?.ok ? <Notice kind="good">{t('wallet.pin_changed')}</Notice> : null}
            {answer?.triesLeft !== undefined && answer.triesLeft <= 2 ? (
              <Notice kind="problem" title={t('wallet.unlock.last_tries', {tries: answer.triesLeft})}>
                {t('wallet.unlock.last_tries_next')}
              </Notice>
            ) : null}
          </div>
          <Row>
            <Button submit busy={busy} disabled={left > 0}>
              {t('wallet.pin_change')}
            </Button>
          </Row>
        </Column>
      </form>
    </section>
  );
}

function SignOut() {
  const t = useText();
  const [asking, setAsking] = useState(false);
  return (
    <section>
      <Column gap="sm">
        <Heading>{t('wallet.sign_out')}</Heading>
        <Text>{t('wallet.sign_out_text')}</Text>
        <Row>
          <Button kind="danger" onPress={() => setAsking(true)}>
            {t('wallet.sign_out')}
          </Button>
        </Row>
      </Column>
      <Dialog open={asking} title={t('wallet.sign_out_question')} onClose={() => setAsking(false)}>
        <Column>
          <Text>{t('wallet.sign_out_warning')}</Text>
          <Row>
            <Button kind="danger" onPress={signOut}>
              {t('wallet.sign_out_wipe')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('ui.cancel')}</Button>
          </Row>
        </Column>
      </Dialog>
    </section>
  );
}
