import { describe, expect, it } from 'vitest';
import { emptyDraft, readCell, readDraft, readPaste, withPaste } from '../src/features/evidence/tableText.ts';

describe('a cell', () => {
  it.each([
    ['71,5', 71.5],
    ['71.5', 71.5],
    ['1 234', 1234],
    ['1\u00a0234,5', 1234.5],
    ['−3', -3],
    ['0', 0],
    ['', null],
    ['0701', '0701'],
    ['vt 2016', 'vt 2016'],
    ['12 %', '12 %'],
    ['1,2,3', '1,2,3'],
  ])('written "%s" is stored as %s', (written, stored) => {
    expect(readCell(written)).toBe(stored);
  });
});

it('a table pasted from a spreadsheet fills headings, units and rows', () => {
  const cells = readPaste('År\tMinst E (procent)\tElever\r\nvt 2017\t74\t1 204\r\nvt 2018\t78,5\t\r\n');
  expect(cells).not.toBeNull();
  expect(readDraft(withPaste(emptyDraft(), cells ?? [], 0, 0))).toEqual({
    columns: [{ name: 'År' }, { name: 'Minst E', unit: 'procent' }, { name: 'Elever' }],
    rows: [
      ['vt 2017', 74, 1204],
      ['vt 2018', 78.5, null],
    ],
  });
});

it('figures without headings go where they were pasted', () => {
  const draft = {
    columns: [
      { name: 'År', unit: '' },
      { name: 'Andel', unit: '' },
    ],
    rows: [
      ['2017', ''],
      ['2018', ''],
    ],
  };
  expect(readDraft(withPaste(draft, readPaste('74\n78\n') ?? [], 0, 1))?.rows).toEqual([
    ['2017', 74],
    ['2018', 78],
  ]);
});

it('a cell with line breaks and quotes stays one cell', () => {
  expect(readPaste('"Björkskolan\nF–6, ""norra"""\t5')).toEqual([['Björkskolan F–6, "norra"', '5']]);
});

it('ordinary words are ordinary pasting', () => {
  expect(readPaste('Måluppfyllelse åk 6')).toBeNull();
});

it('a year in the first column stays words, and a column without a heading is not stored', () => {
  const draft = {
    columns: [
      { name: 'År', unit: '' },
      { name: '', unit: '' },
    ],
    rows: [['2018', '']],
  };
  expect(readDraft(draft)).toEqual({ columns: [{ name: 'År' }], rows: [['2018']] });
  expect(readDraft({ ...draft, rows: [['2018', '5']] })).toBeNull();
});
