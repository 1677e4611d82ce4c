/**
 * Personnummer and samordningsnummer in running text. Only those with a valid date and checksum count (the check digit
 * is Luhn's over the last ten digits, folkbokföringslagen 18 §; a samordningsnummer has 60 added to the day).
 */
import type { Protected } from './types.ts';

// What may hide between two digits: soft hyphens, zero-width blanks.
const hidden = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]*';
const digits = (count: number): string => Array.from({ length: count }, () => '\\d').join(hidden);
const sign = '[-+\\u2010-\\u2015\\u2212]';
const blank = '[ \\t\\u00a0\\u2007\\u202f]';
const gap = `${hidden}${blank}{0,2}${sign}?${blank}{0,2}${hidden}`;
const part = `${hidden}(?:${sign}|[./]|${blank})?${hidden}`;

/** Twelve digits, their parts perhaps set apart ("1912-12-12 1212"), or ten in the two usual ways. */
const pattern = new RegExp(
  `(?<!\\d)(?:(?:18|19|20)${hidden}${digits(2)}${part}${digits(2)}${part}${digits(2)}${gap}${digits(4)}` +
    `|${digits(6)}${gap}${digits(4)})(?!${hidden}\\d)`,
  'gu',
);

const luhn = (ten: string): boolean => {
  let sum = 0;
  for (const [index, digit] of [...ten].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
};

/** Without a century the leap day is allowed: 2000 and 1900 cannot be told apart. */
const isDate = (year: string, month: number, day: number): boolean => {
  if (month < 1 || month > 12 || day < 1) return false;
  const full = year.length === 4 ? Number(year) : 2000 + Number(year);
  return day <= new Date(Date.UTC(full, month, 0)).getUTCDate();
};

const kindOf = (number: string): 'personnummer' | 'samordningsnummer' | null => {
  const ten = number.slice(-10);
  const year = number.slice(0, -8);
  const month = Number(ten.slice(2, 4));
  const day = Number(ten.slice(4, 6));
  if (!luhn(ten)) return null;
  if (isDate(year, month, day)) return 'personnummer';
  return isDate(year, month, day - 60) ? 'samordningsnummer' : null;
};

/** Digits of other scripts' full width count as digits; the length stays the same, so that places do. */
const plainDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** @returns where in the text a personnummer or samordningsnummer stands. */
export const findPersonalNumbers = (text: string): Protected[] => {
  if (!/[\d\uff10-\uff19]/.test(text)) return [];
  return [...plainDigits(text).matchAll(pattern)].flatMap((match) => {
    const kind = kindOf(match[0].replace(/\D/g, ''));
    return kind ? [{ kind, start: match.index, end: match.index + match[0].length }] : [];
  });
};
