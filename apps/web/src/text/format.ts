/** Days, times and numbers as people read them. Times are Swedish ones, wherever the reader sits. */
import type { Language } from '@samsyn/domain';
import { useMemo } from 'react';
import { useLanguage } from './language.ts';

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };
const timeZone = 'Europe/Stockholm';

export type Format = {
  /** "tisdag 12 mars 2019" */
  day: (iso: string) => string;
  /** "tisdag 12 mars" */
  dayNoYear: (iso: string) => string;
  /** "12 mars" */
  shortDay: (iso: string) => string;
  /** "12 mars 2019", "25 nov. 2019": for tables */
  tableDay: (iso: string) => string;
  /** "12 mars 2019" */
  date: (iso: string) => string;
  /** "12 mars 2019 kl. 13:00" */
  dateTime: (iso: string) => string;
  /** "13:00" */
  time: (iso: string) => string;
  /** decimal comma and thin space in Swedish */
  number: (value: number) => string;
  /** "mars" */
  month: (month: number) => string;
};

const withoutDot = (words: string): string => words.replace(/\.$/, '');

export const makeFormat = (language: Language): Format => {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (iso: string): string => {
      const at = new Date(iso);
      return Number.isNaN(at.getTime()) ? iso : withoutDot(formatter.format(at));
    };
  };
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: 'min2' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return {
    day: dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayNoYear: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
    shortDay: dates({ day: 'numeric', month: 'short' }),
    tableDay: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    date: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    dateTime: dates({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    number: (value) => numbers.format(value),
    month: (month) => months.format(new Date(Date.UTC(2019, month - 1, 1))),
  };
};

export const useFormat = (): Format => {
  const language = useLanguage();
  return useMemo(() => makeFormat(language), [language]);
};

/** "2018-2019" → "2018–2019", with a real dash. */
export const yearName = (label: string): string => label.replace('-', '–');
