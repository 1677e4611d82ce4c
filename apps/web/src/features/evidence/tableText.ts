import type { EvidenceTable, TableCell } from '@samsyn/domain';

/** A table while it is written: everything is text. */
export type Draft = { columns: { name: string; unit: string }[]; rows: string[][] };

export const emptyDraft = (): Draft => ({
  columns: [
    { name: '', unit: '' },
    { name: '', unit: '' },
  ],
  rows: [
    ['', ''],
    ['', ''],
    ['', ''],
  ],
});

const plain = /^-?(0|[1-9]\d*)([.,]\d+)?$/;
const grouped = /^-?[1-9]\d{0,2}([ \u00a0\u202f]\d{3})+(,\d+)?$/;

/** "71,5" → 71.5, "1 234" → 1234, "" → null; what is not a number stays as it was written ("0123", "vt 2016"). */
export const readCell = (written: string): TableCell => {
  const text = written.trim().replace('−', '-');
  if (text === '') return null;
  if (plain.test(text) || grouped.test(text)) return Number(text.replace(/[ \u00a0\u202f]/g, '').replace(',', '.'));
  return written.trim();
};

/**
 * What a spreadsheet puts on the clipboard: cells by tab, rows by line, a cell with a line break in double quotes.
 * @returns null when it is a single cell, which is then ordinary pasting.
 */
export const readPaste = (pasted: string): string[][] | null => {
  if (!/[\t\n]/.test(pasted.trim())) return null;
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (quoted) {
      if (character !== '"') cell += character === '\n' ? ' ' : character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t' || character === '\n') {
      rows.at(-1)?.push(cell.trim());
      cell = '';
      if (character === '\n') rows.push([]);
    } else cell += character;
  }
  rows.at(-1)?.push(cell.trim());
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
};

/** "Minst E (procent)" → the name and its unit. */
const readHeading = (heading: string): { name: string; unit: string } => {
  const match = /^(.*\S)\s*\(([^()]{1,60})\)$/.exec(heading);
  return match ? { name: match[1] ?? heading, unit: match[2] ?? '' } : { name: heading, unit: '' };
};

const isHeadingRow = (cells: readonly string[]): boolean =>
  cells.slice(1).every((cell) => typeof readCell(cell) !== 'number');

/** The draft with a pasted table in it: over everything when it came with headings in the first row, else from (row, column) on. */
export const withPaste = (draft: Draft, cells: string[][], row: number, column: number): Draft => {
  const [first, ...rest] = cells;
  if (
    row === -1 ||
    (row === 0 && column === 0 && first !== undefined && first.length > 1 && rest.length > 0 && isHeadingRow(first))
  ) {
    return { columns: (first ?? []).map(readHeading), rows: rest.length > 0 ? rest : [(first ?? []).map(() => '')] };
  }
  const width = Math.max(draft.columns.length, column + (first?.length ?? 0));
  const height = Math.max(draft.rows.length, row + cells.length);
  return {
    columns: Array.from({ length: width }, (_, index) => draft.columns[index] ?? { name: '', unit: '' }),
    rows: Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_unused, x) => cells[y - row]?.[x - column] ?? draft.rows[y]?.[x] ?? ''),
    ),
  };
};

/** @returns the table to store, without empty rows and nameless empty columns; null when nothing is left of it. */
export const readDraft = (draft: Draft): EvidenceTable | null => {
  const kept = draft.columns
    .map((column, index) => ({ column, index }))
    .filter(
      ({ column, index }) => column.name.trim() !== '' || draft.rows.some((row) => (row[index] ?? '').trim() !== ''),
    );
  const rows = draft.rows
    .map((row) => kept.map(({ index }) => (index === 0 ? row[index]?.trim() || null : readCell(row[index] ?? ''))))
    .filter((row) => row.some((cell) => cell !== null));
  if (rows.length === 0 || kept.some(({ column }) => column.name.trim() === '')) return null;
  return {
    columns: kept.map(({ column }) => ({
      name: column.name.trim(),
      ...(column.unit.trim() === '' ? {} : { unit: column.unit.trim() }),
    })),
    rows,
  };
};

export const draftOf = (table: EvidenceTable): Draft => ({
  columns: table.columns.map((column) => ({ name: column.name, unit: column.unit ?? '' })),
  rows: table.rows.map((row) =>
    row.map((cell) => (cell === null ? '' : String(cell).replace('.', typeof cell === 'number' ? ',' : '.'))),
  ),
});
