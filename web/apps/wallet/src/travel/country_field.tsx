// Countries by their names, those of the carnet's Box P first, paper countries marked.
import {useFormat, useLanguage, useText} from '@opencarnet/i18n';
import {useMemo} from 'react';

import type {Carnet, Countries} from '../state/kinds';

interface Props {
  name: string;
  label: string;
  value: string;
  onChange: (country: string) => void;
  countries: Countries | null | undefined;
  carnet: Carnet;
  error?: string | undefined;
  required?: boolean;
}

export function CountryField({name, label, value, onChange, countries, carnet, error, required}: Props) {
  const t = useText();
  const {covered, others} = useCountryGroups(countries, carnet, value);
  const option = (each: Choice) => (
    <option key={each.code} value={each.code}>
      {each.paper ? t('wallet.country_on_paper', {country: each.name}) : each.name}
    </option>
  );
  const id = `field-${name}`;
  return (
    <div className={error ? 'oc-field oc-field-wrong' : 'oc-field'}>
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <select
        id={id}
        name={name}
        className="oc-input"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      >
        <option value="">{t('wallet.choose_country')}</option>
        <optgroup label={t('wallet.countries_covered')}>{covered.map(option)}</optgroup>
        {others.length ? <optgroup label={t('wallet.countries_others')}>{others.map(option)}</optgroup> : null}
      </select>
      {error ? (
        <div className="oc-error" id={`${id}-error`}>
          {error}
        </div>
      ) : null}
    </div>
  );
}

interface Choice {
  code: string;
  name: string;
  paper: boolean;
}

function useCountryGroups(countries: Countries | null | undefined, carnet: Carnet, value: string) {
  const format = useFormat();
  const {language} = useLanguage();
  return useMemo(() => {
    const covers = new Set([...carnet.territories, carnet.home_territory]);
    const choiceOf = (code: string, paper: boolean): Choice => ({code, name: format.country(code), paper});
    const covered: Choice[] = [];
    const others: Choice[] = [];
    for (const each of countries?.countries ?? []) {
      const group = covers.has(each.territory) ? covered : others;
      group.push(choiceOf(each.country, each.medium === 'paper'));
    }
    // Without the list (first time, no network) what is known of the carnet must do.
    const known = new Set([...covered, ...others].map((each) => each.code));
    for (const code of [carnet.country_of_issue, value])
      if (code && !known.has(code)) covered.push(choiceOf(code, false));
    const byName = (a: Choice, b: Choice) => a.name.localeCompare(b.name, language);
    const unique = (list: Choice[]) => [...new Map(list.map((each) => [each.code, each])).values()].sort(byName);
    return {covered: unique(covered), others: unique(others)};
  }, [countries, carnet, format, language, value]);
}
