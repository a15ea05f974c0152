// The wallet PIN, twice. It never leaves this device, so nobody can give it back.
import {useText} from '@opencarnet/i18n';
import {Button, Column, Notice, PageTitle, PasswordField} from '@opencarnet/ui';
import {pinProblem} from '@opencarnet/vault';
import {type FormEvent, useState} from 'react';

export function ChoosePin({onChosen}: {onChosen: (pin: string) => Promise<void>}) {
  const t = useText();
  const pins = usePins();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const pin = pins.checked();
    if (busy || !pin) return;
    setBusy(true);
    await onChosen(pin);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Column>
        <PageTitle>{t('wallet.pin_choose')}</PageTitle>
        <Notice>{t('wallet.pin_about')}</Notice>
        <PinFields pins={pins} autoFocus />
        <Button kind="main" submit wide large busy={busy}>
          {t('wallet.pin_set')}
        </Button>
      </Column>
    </form>
  );
}

interface Pins {
  first: string;
  second: string;
  setFirst: (pin: string) => void;
  setSecond: (pin: string) => void;
  wrong: {first?: string; second?: string};
  /** The PIN when both are right; else the fields say what is wrong, and the first wrong one has the focus. */
  checked: () => string | undefined;
}

export function usePins(): Pins {
  const t = useText();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [wrong, setWrong] = useState<Pins['wrong']>({});
  const checked = () => {
    const problem = pinProblem(first);
    const found: Pins['wrong'] = problem ? {first: t(`wallet.pin_wrong.${problem}`)} : {};
    if (!problem && first !== second) found.second = t('wallet.pin_wrong.different');
    setWrong(found);
    const at = found.first ? 'field-new_pin' : found.second ? 'field-new_pin_again' : undefined;
    if (at) document.getElementById(at)?.focus();
    return at ? undefined : first;
  };
  return {first, second, setFirst, setSecond, wrong, checked};
}

export function PinFields({pins, autoFocus}: {pins: Pins; autoFocus?: boolean}) {
  const t = useText();
  return (
    <>
      <PasswordField
        name="new_pin"
        label={t('wallet.pin_new')}
        hint={t('wallet.pin_rule')}
        value={pins.first}
        onChange={pins.setFirst}
        error={pins.wrong.first}
        autoComplete="new-password"
        numeric
        autoFocus={autoFocus}
      />
      <PasswordField
        name="new_pin_again"
        label={t('wallet.pin_again')}
        value={pins.second}
        onChange={pins.setSecond}
        error={pins.wrong.second}
        autoComplete="new-password"
        numeric
      />
    </>
  );
}
