// Days, instants, numbers, money and names of countries, as the reader's language writes them.
import {useMemo} from 'react';

import type {TextKey} from '../generated/text_key';
import {localeOf} from './language';
import {useLanguage} from './provider';
import {useText} from './text';

export interface Format {
  /** `2027-01-09` (a calendar day, no time zone) → "9 Jan 2027". */
  day: (day: string) => string;
  /** An instant in UTC → day and time where the reader is. */
  instant: (instant: string) => string;
  time: (instant: string) => string;
  number: (value: number | string) => string;
  /** Exact: the decimal text is never read as a floating point number. */
  money: (amount: string, currency: string) => string;
  /** Whole days from now to the end of `day`; negative when it is past. */
  daysLeft: (day: string, now?: Date) => number;
  relativeDays: (days: number) => string;
  /** A country by its ISO code; test codes XA–XZ by the catalogue. */
  country: (code: string) => string;
  /** A customs territory: EU, CH_LI … by the catalogue, others are countries. */
  territory: (code: string) => string;
  list: (parts: string[]) => string;
}

export function useFormat(): Format {
  const {language} = useLanguage();
  const t = useText();
  return useMemo(() => {
    const locale = localeOf(language);
    const days = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});
    const instants = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short'});
    const times = new Intl.DateTimeFormat(locale, {timeStyle: 'short'});
    const numbers = new Intl.NumberFormat(locale, {maximumFractionDigits: 6});
    const names = new Intl.DisplayNames([language], {type: 'region', fallback: 'code'});
    const relative = new Intl.RelativeTimeFormat(locale, {numeric: 'auto'});
    const lists = new Intl.ListFormat(language, {type: 'conjunction'});
    const country = (code: string): string => {
      const key = `country.${code}`;
      if (t.has(key)) return t(key as TextKey);
      return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
    };
    return {
      day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
      instant: (instant) => instants.format(new Date(instant)),
      time: (instant) => times.format(new Date(instant)),
      number: (value) => numbers.format(value as number),
      money: (amount, currency) => {
        const format = new Intl.NumberFormat(locale, {style: 'currency', currency, currencyDisplay: 'code'});
        return format.format(amount as unknown as number); // a decimal text is formatted exactly (ECMA-402)
      },
      daysLeft: (day, now = new Date()) => {
        const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
        return Math.round((Date.parse(`${day}T00:00:00Z`) - today) / 86_400_000);
      },
      relativeDays: (count) => relative.format(count, 'day'),
      country,
      territory: (code) => {
        const key = `territory.${code}`;
        return t.has(key) ? t(key as TextKey) : country(code);
      },
      list: (parts) => lists.format(parts),
    };
  }, [language, t]);
}
