/** Which tables can be drawn, and how: bars, or a line where the first column is periods. */
import type { EvidenceTable, TableCell } from '@samsyn/domain';

export type Chart = {
  kind: 'bars' | 'line';
  /** the unit that all series share, '' without one */
  unit: string;
  categories: string[];
  series: { name: string; values: (number | null)[] }[];
};

const mostCategories = 24;
const mostSeries = 4;

/** @returns the number that a cell holds, written as a number or as Swedish text ("71,5", "12 345", "−3 %"), else null. */
export const numberIn = (cell: TableCell): number | null => {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (cell === null) return null;
  const text = cell
    .trim()
    .replace(/\s*%$/, '')
    .replace(/[\u2212\u2013](?=\d)/, '-');
  if (!/^-?\d{1,3}([ \u00A0\u2009\u202F]\d{3})+([.,]\d+)?$|^-?\d+([.,]\d+)?$/.test(text)) return null;
  return Number(text.replace(/[ \u00A0\u2009\u202F]/g, '').replace(',', '.'));
};

const period =
  /^(läsår(et)?\s*)?((ht|vt|h|v|höst(en|terminen)?|vår(en|terminen)?)[\s-]*)?(19|20)\d{2}([\s/–-]+(\d{4}|\d{2}|[kq][1-4]))?(\s*(ht|vt|kv(artal)?\s*[1-4]))?$|^(ht|vt)\s?\d{2}$|^\d{2}\/\d{2}$|^(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö.]*(\s+\d{2,4})?$/i;

/** @returns whether a label names a stretch of time: "2018", "2017/18", "HT 2018", "vt18", "mars". */
export const isPeriod = (label: string): boolean => period.test(label.trim());

const labelOf = (cell: TableCell): string => (cell === null ? '' : String(cell).trim());

/** A column is drawn when it holds numbers, with at most gaps between them. */
const isDrawable = (cells: readonly TableCell[]): boolean => {
  const values = cells.filter((cell) => cell !== null && labelOf(cell) !== '');
  const found = values.filter((cell) => numberIn(cell) !== null).length;
  return found >= 2 && found >= values.length / 2;
};

/** Columns of different units cannot share an axis: those of the first unit are drawn, the table holds the rest. */
export const chartOf = (table: EvidenceTable): Chart | null => {
  const { columns, rows } = table;
  if (columns.length < 2 || rows.length < 2 || rows.length > mostCategories) return null;
  const categories = rows.map((row) => labelOf(row[0] ?? null));
  if (categories.some((label) => label === '') || new Set(categories).size !== categories.length) return null;
  const isTime = categories.every(isPeriod);
  if (!isTime && rows.every((row) => numberIn(row[0] ?? null) !== null)) return null;
  const drawable = columns.flatMap((column, index) =>
    index > 0 && isDrawable(rows.map((row) => row[index] ?? null))
      ? [{ name: column.name, unit: column.unit?.trim() ?? '', index }]
      : [],
  );
  const unit = drawable[0]?.unit;
  const series = drawable
    .filter((column) => column.unit === unit)
    .slice(0, mostSeries)
    .map(({ name, index }) => ({ name, values: rows.map((row) => numberIn(row[index] ?? null)) }));
  if (unit === undefined || series.length === 0) return null;
  return { kind: isTime ? 'line' : 'bars', unit, categories, series };
};
