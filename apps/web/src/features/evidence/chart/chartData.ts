import type { EvidenceTable } from '@samsyn/domain';

export type Series = { name: string; unit: string; values: (number | null)[] };
export type ChartData = {
  labels: string[];
  /** at most four, all of one unit */
  series: Series[];
  /** the labels are times, so that a line between them means something */
  isTime: boolean;
};

const mostSeries = 4;
const time = /\b(19|20)\d\d\b|^(vt|ht|v\.?|kv)\s?\d/i;

const allSeries = (table: EvidenceTable): Series[] =>
  table.columns
    .map((column, index) => ({
      name: column.name,
      unit: column.unit ?? '',
      values: table.rows.map((row) => {
        const value = row[index];
        return typeof value === 'number' ? value : null;
      }),
    }))
    .slice(1)
    .filter((one) => one.values.filter((value) => value !== null).length * 2 >= one.values.length);

/** @returns the units that the table can be drawn in, in the order of its columns. */
export const chartUnits = (table: EvidenceTable): string[] => [...new Set(allSeries(table).map((one) => one.unit))];

/** What can be drawn of a table: its first column names the points. Null when nothing can: under two rows or no numbers. */
export const chartData = (table: EvidenceTable, unit: string): ChartData | null => {
  const labels = table.rows.map((row) => String(row[0] ?? ''));
  const series = allSeries(table)
    .filter((one) => one.unit === unit)
    .slice(0, mostSeries);
  if (series.length === 0 || labels.length < 2) return null;
  return { labels, series, isTime: labels.every((label) => time.test(label)) };
};

/** @returns a round number at or above the highest value, and the steps on the way there; from zero, or below for debts. */
export const axisOf = (series: readonly Series[]): { low: number; high: number; ticks: number[] } => {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const span = top - bottom || 1;
  const raw = span / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((candidate) => candidate >= raw) ?? raw;
  const low = Math.floor(bottom / step) * step;
  const high = Math.ceil(top / step) * step;
  const count = Math.round((high - low) / step);
  return {
    low,
    high,
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(10))),
  };
};
