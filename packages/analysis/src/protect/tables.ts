/** Tables that count people: cells of groups that are too small, and such as follow from a total by subtraction. */
import { attr, childrenOf, type DocNode, textOf } from '@samsyn/document';
import type { EvidenceTable, TableCell } from '@samsyn/domain';
import { numberOf } from '../swedish/numbers.ts';
import { words } from '../text/sv.ts';

/** A cell's place: index of the row and of the column. */
export type Cell = { row: number; column: number };

const people =
  /(?<!\p{L})(?:antal|n|(?:\p{L}*elev|\p{L}*deltagar|\p{L}*studerand|(?:skol|förskole)?barn|flick|pojk|tjej|kill|person|svarand|nyanländ|ungdom)\p{L}{0,5})(?!\p{L})/iu;
const otherUnit =
  /%|procent|andel|timm|minut|poäng|betyg|medel|median|snitt|kronor|tkr|dba?|kvot|index|dagar|dygn|år|veck|besök|kontakt|ärende|kurs|grupp|enhet|skol(?:a|or)|avdelning|per |lärare|pedagog|förstelärare|chef|rektor|personal|dator|böcker/iu;
const whole = /(?<!\p{L})(?:total\p{L}*|samtliga|alla|summa|hela)(?!\p{L})/iu;
const onlyPeople = /^(?:antal )?(?:\p{L}*elever|barn|\p{L}*deltagare|studerande|personer|svarande)(?: totalt)?$/iu;
const hiddenValue = /^(?:\.{1,3}|…|-|–|x|<\s?\d+|\*)$/iu;

const isCountOfPeople = (name: string, unit: string): boolean => {
  if (unit !== '') return (people.test(unit) || /^(?:st|antal)$/i.test(unit)) && !otherUnit.test(unit);
  return people.test(name) && !otherUnit.test(name);
};
const isWhole = (name: string): boolean => whole.test(name) || onlyPeople.test(name.trim());

const valueOf = (cell: TableCell | undefined): number | null => {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 0 ? cell : null;
  return typeof cell === 'string' ? numberOf(cell.trim()) : null;
};
const isHidden = (cell: TableCell | undefined): boolean =>
  cell === null ||
  cell === undefined ||
  (typeof cell === 'string' && (cell.trim() === '' || hiddenValue.test(cell.trim()))) ||
  cell === words.redacted;

type Line = { name: string; cell: TableCell | undefined; at: Cell };

/** The cells of a row (or column) that tell of few people: by themselves, or as what a total leaves over. */
const smallIn = (line: readonly Line[], limit: number): Cell[] => {
  const isSmall = (value: number): boolean => value > 0 && value < limit;
  const found: Cell[] = line.flatMap(({ cell, at }) => (isSmall(valueOf(cell) ?? 0) ? [at] : []));
  const totals = line.filter(({ name }) => isWhole(name));
  const parts = line.filter(({ name }) => !isWhole(name));
  for (const total of totals) {
    const all = valueOf(total.cell);
    if (all === null) continue;
    for (const part of parts) {
      const value = valueOf(part.cell);
      if (value !== null && isSmall(all - value)) found.push(part.at);
    }
    const known = parts.flatMap(({ cell }) => valueOf(cell) ?? []).reduce((sum, value) => sum + value, 0);
    const unknown = parts.filter(({ cell }) => isHidden(cell));
    if (unknown.length === 1 && parts.length > 1 && isSmall(all - known)) found.push(total.at);
  }
  return found;
};

const labelOf = (row: readonly TableCell[]): string => (typeof row[0] === 'string' ? row[0] : '');

/** @returns the cells of an evidence table that tell of fewer than `limit` people. */
export const smallCells = (table: EvidenceTable, limit: number): Cell[] => {
  const counts = table.columns.flatMap(({ name, unit }, column) =>
    isCountOfPeople(name, unit ?? '') ? [{ name, column }] : [],
  );
  const found = new Map<string, Cell>();
  const add = (cells: readonly Cell[]): void => {
    for (const cell of cells) found.set(`${cell.row}:${cell.column}`, cell);
  };
  for (const [row, cells] of table.rows.entries()) {
    add(
      smallIn(
        counts.map(({ name, column }) => ({ name, cell: cells[column], at: { row, column } })),
        limit,
      ),
    );
    if (counts.length === 0 && isCountOfPeople(labelOf(cells), '')) {
      const own = table.columns.map(({ name, unit }, column) => ({
        name,
        unit,
        cell: cells[column],
        at: { row, column },
      }));
      add(
        smallIn(
          own.slice(1).filter(({ unit }) => !unit || !otherUnit.test(unit)),
          limit,
        ),
      );
    }
  }
  for (const { column } of counts) {
    const line = table.rows.map((cells, row) => ({ name: labelOf(cells), cell: cells[column], at: { row, column } }));
    if (line.some(({ name }) => whole.test(name))) add(smallIn(line, limit));
  }
  return [...found.values()];
};

/** @returns a table of a note or a draft in the shape of evidence: the first row names the columns. */
export const tableOf = (node: DocNode): EvidenceTable => {
  const [header = [], ...rows] = childrenOf(node).map((row) => childrenOf(row).map((cell) => textOf(cell)));
  return { columns: header.map((name) => ({ name })), rows };
};

/** The id that a table's findings name: its own, else that of its first paragraph. */
export const tableId = (node: DocNode): string => {
  const own = attr(node, 'id');
  if (own !== null) return own;
  for (const child of childrenOf(node)) {
    const id = tableId(child);
    if (id !== '') return id;
  }
  return '';
};
