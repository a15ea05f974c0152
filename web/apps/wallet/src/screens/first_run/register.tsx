// A new account. Afterwards the same e-mail and password sign in at once: nobody types them twice.
import {type Problem, type Result, asked, errorAt, newIdempotencyKey} from '@opencarnet/api';
import {type Schema as Open, open} from '@opencarnet/api/public';
import {wallet} from '@opencarnet/api/wallet';
import {useFormat, useLanguage, useText} from '@opencarnet/i18n';
import {
  Button,
  ChoiceField,
  Column,
  Grid,
  PageTitle,
  PasswordField,
  PickOne,
  ProblemPanel,
  Row,
  TextField,
} from '@opencarnet/ui';
import {type FormEvent, useEffect, useRef, useState} from 'react';

import {useNeeded} from '../../parts/needed';
import {WaitingTime, useWaiting} from '../../parts/waiting_time';
import {type Session, signIn} from '../../state/session';

const empty = {
  kind: 'company',
  company: '',
  given_names: '',
  surname: '',
  email: '',
  password: '',
  street: '',
  postal_code: '',
  city: '',
  state: '',
  country: '',
  phone: '',
};
type Form = typeof empty;

function send(form: Form, language: string, key: string): Promise<Result<unknown>> {
  const {street, postal_code, city, state, country, company, phone} = form;
  const address = {
    city: city.trim(),
    country,
    ...(street && {street}),
    ...(postal_code && {postal_code}),
    ...(state && {state}),
  };
  return asked(
    wallet.POST('/accounts', {
      params: {header: {'Idempotency-Key': key}},
      body: {
        kind: form.kind as 'company',
        given_names: form.given_names.trim(),
        surname: form.surname.trim(),
        email: form.email.trim(),
        password: form.password,
        address,
        language,
        ...(form.kind === 'company' && company && {company}),
        ...(phone && {phone}),
      },
    }),
  );
}

export function Register({onDone, onSignIn}: {onDone: (session: Session) => void; onSignIn: () => void}) {
  const t = useText();
  const {language} = useLanguage();
  const [form, setForm] = useState(empty);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const intent = useRef({key: newIdempotencyKey(), said: ''});
  const {shown, left} = useWaiting(problem);
  const countries = useCountryChoice();
  const needed = useNeeded();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const {company, given_names, surname, email, password, city, country} = form;
    const wanted = {...(form.kind === 'company' && {company}), given_names, surname, email, password, city, country};
    if (busy || left > 0 || !needed.check(wanted)) return;
    setBusy(true);
    const said = JSON.stringify(form);
    if (intent.current.said !== said) intent.current = {key: newIdempotencyKey(), said};
    const registered = await send(form, language, intent.current.key);
    const result = registered.ok ? await signIn(form.email.trim(), form.password) : registered;
    setBusy(false);
    if (result.ok) onDone(result.data as Session);
    else setProblem(result.problem);
  };
  const text = (name: keyof Form, pointer = `/${name}`) => ({
    name,
    label: t(`wallet.person.${name as 'city'}`),
    value: form[name],
    error: needed.errorOf(name, form[name]) ?? errorAt(problem, pointer),
    onChange: (value: string) => setForm((was) => ({...was, [name]: value})),
  });
  const named = ['company', 'given_names', 'surname', 'email', 'password', 'phone'] as const;
  const labels = Object.fromEntries(named.map((name) => [name, t(`wallet.person.${name}`)]));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Column>
        <PageTitle>{t('wallet.register')}</PageTitle>
        <ProblemPanel problem={shown} action={<WaitingTime seconds={left} />} fieldLabels={labels} />
        <PickOne
          {...text('kind')}
          label={t('wallet.person.kind')}
          options={[
            {value: 'company', label: t('wallet.person.for_company')},
            {value: 'private', label: t('wallet.person.for_myself')},
          ]}
        />
        {form.kind === 'company' ? <TextField {...text('company')} autoComplete="organization" required /> : null}
        <Grid>
          <TextField
            {...text('given_names')}
            hint={t('wallet.person.as_on_passport')}
            autoComplete="given-name"
            required
          />
          <TextField
            {...text('surname')}
            hint={t('wallet.person.as_on_passport')}
            autoComplete="family-name"
            required
          />
        </Grid>
        <TextField {...text('email')} type="email" autoComplete="username" required />
        <PasswordField
          {...text('password')}
          hint={t('wallet.person.password_hint')}
          autoComplete="new-password"
          required
        />
        <Grid>
          <TextField {...text('street', '/address/street')} autoComplete="address-line1" />
          <TextField {...text('postal_code', '/address/postal_code')} autoComplete="postal-code" />
          <TextField {...text('city', '/address/city')} autoComplete="address-level2" required />
          <TextField {...text('state', '/address/state')} autoComplete="address-level1" />
          <ChoiceField
            {...text('country', '/address/country')}
            placeholder={t('wallet.choose_country')}
            options={countries}
            required
          />
          <TextField {...text('phone')} type="tel" autoComplete="tel" />
        </Grid>
        <Button kind="main" submit wide large busy={busy} disabled={left > 0}>
          {t('wallet.create_account')}
        </Button>
        <Row>
          <Button kind="quiet" onPress={onSignIn}>
            {t('wallet.have_account')}
          </Button>
        </Row>
      </Column>
    </form>
  );
}

/** Every country that takes part, by name. Nothing is kept: there is no vault yet. */
function useCountryChoice() {
  const format = useFormat();
  const {language} = useLanguage();
  const [countries, setCountries] = useState<Open['Country'][]>([]);
  useEffect(() => {
    void asked(open.GET('/countries')).then((result) => {
      if (result.ok) setCountries(result.data.countries);
    });
  }, [language]);
  return countries
    .map((each) => ({value: each.country, label: format.country(each.country)}))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
