/** A piece of evidence with a table: its chart, where it can be drawn, with the table beside it. */
import type { EvidenceTable, TableCell } from '@samsyn/domain';
import { chartOf, numberIn } from '../chart/chart.ts';
import { describeChart } from '../chart/describe.ts';
import { formatNumber } from '../format.ts';
import type { DataTable, FigureBlock, SourceEntry } from '../model.ts';
import { sv } from '../text/sv.ts';

/** More columns than these do not fit a page's width: the table goes on below, with its first column repeated. */
const mostColumns = 8;

const shown = (cell: TableCell): string => {
  if (cell === null) return sv.noValue;
  return typeof cell === 'number' ? formatNumber(cell) : cell;
};

const isNumeric = (table: EvidenceTable, index: number): boolean => {
  const cells = table.rows.map((row) => row[index] ?? null).filter((cell) => cell !== null);
  return index > 0 && cells.length > 0 && cells.every((cell) => numberIn(cell) !== null);
};

const partsOf = (table: EvidenceTable): DataTable[] => {
  const all = table.columns.map((column, index) => ({
    index,
    name: column.unit?.trim() ? `${column.name} (${column.unit.trim()})` : column.name,
    numeric: isNumeric(table, index),
  }));
  const [first, ...rest] = all;
  if (!first) return [];
  const groups =
    all.length <= mostColumns
      ? [all]
      : Array.from({ length: Math.ceil(rest.length / (mostColumns - 1)) }, (_, part) => [
          first,
          ...rest.slice(part * (mostColumns - 1), (part + 1) * (mostColumns - 1)),
        ]);
  return groups.map((columns) => ({
    columns: columns.map(({ name, numeric }) => ({ name, numeric })),
    rows: table.rows.map((row) => columns.map(({ index }) => shown(row[index] ?? null))),
  }));
};

/** Counts up through the report. */
export type FigureNumbers = { figures: number; tables: number };

export const figureOf = (table: EvidenceTable, source: SourceEntry, numbers: FigureNumbers): FigureBlock => {
  const chart = chartOf(table);
  if (chart) numbers.figures += 1;
  numbers.tables += 1;
  return {
    type: 'figure',
    anchor: `tabell-${numbers.tables}`,
    sourceId: source.id,
    chart: chart && {
      caption: sv.figure(numbers.figures, source.title),
      chart,
      description: describeChart(chart, source.title),
    },
    table: { caption: sv.table(numbers.tables, source.title), parts: partsOf(table) },
    origin: sv.origin(source.origin, source.number),
  };
};
