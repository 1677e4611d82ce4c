/** Numbers and dates as Swedish readers write them. */

const thinSpace = '\u202F';
// From 10 000 on: Språkrådet's Svenska skrivregler leaves four digits together, and so years stay years.
const numbers = new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 6, useGrouping: 'min2' });

/** @returns 12345.6 as "12 345,6": decimal comma, thin no-break space, a real minus sign. */
export const formatNumber = (value: number): string =>
  numbers
    .format(value)
    .replace(/[\u00A0\u2009\u202F ]/g, thinSpace)
    .replace(/^-/, '\u2212');

/** @returns a value with its unit: "71,5 %", "12 345 barn". */
export const formatValue = (value: number, unit: string): string =>
  unit === '' ? formatNumber(value) : `${formatNumber(value)}\u00A0${unit}`;

const days = new Intl.DateTimeFormat('sv-SE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/Stockholm',
});

/** @returns "tisdag 12 mars 2019" of an ISO day or moment, in Swedish time; what is no date comes back as it was. */
export const formatDay = (iso: string): string => {
  const moment = new Date(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T12:00:00Z` : iso);
  return Number.isNaN(moment.getTime()) ? iso : days.format(moment);
};

/** @returns "2018–2019" of "2018-2019". */
export const formatYears = (label: string): string => label.replace('-', '–');

/** @returns the text cut at a word, with an ellipsis, when it is longer than `max` characters. */
export const shorten = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  const atWord = cut.lastIndexOf(' ');
  return `${(atWord > max / 2 ? cut.slice(0, atWord) : cut).replace(/[\s,;:.–-]+$/, '').toWellFormed()}…`;
};
