import { describe, expect, test } from 'vitest';
import { findProtected, redactProtected, redactTable, smallCells } from '../src/index.ts';

const options = { smallGroupLimit: 10 };
const kinds = (text: string): string[] => findProtected(text, options).map(({ kind }) => kind);

describe('personnummer', () => {
  test.each([
    'Det gäller 19121212-1212 i klassen.',
    '191212121212',
    '121212-1212',
    '121212+1212',
    '121212 1212',
    '1212121212',
    '1912-12-12 1212',
    '121212–1212',
    'pnr:121212-1212.',
    '12\u00ad1212-1212',
    '１２１２１２-１２１２',
  ])('is found in %s', (text) => expect(kinds(text)).toEqual(['personnummer']));

  test.each([
    '121212-1213',
    '191312121212',
    '19121232-1212',
    '0121212121200',
    '556016-0680',
    '2018-2019',
    '1 212 121 212',
  ])('is not found in %s: date or checksum is wrong, or it is something else', (text) =>
    expect(kinds(text)).toEqual([]),
  );

  test('with sixty added to the day it is a samordningsnummer', () => {
    expect(kinds('701063-2391')).toEqual(['samordningsnummer']);
  });

  test('the whole number is blacked out, also when half of it is bold', () => {
    const redacted = redactProtected(
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Eleven 1212' },
          { type: 'text', text: '12-1212', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' fick stöd.' },
        ],
      },
      options,
    );
    expect(JSON.stringify(redacted)).not.toContain('12-1212');
    expect(JSON.stringify(redacted)).not.toContain('Eleven 1212');
    expect(JSON.stringify(redacted)).toContain(' fick stöd.');
  });
});

describe('results of small groups in prose', () => {
  test.each([
    '3 av 7 elever nådde målen',
    'tre av sju elever nådde målen',
    'Fyra elever klarade inte provet',
    '4 flickor i klassen',
    '47 av 50 elever klarade provet',
    'Av 25 elever klarade 18 provet',
    '25 elever, varav 18 godkända',
    'fyra nyanlända elever',
    'tre av våra äldsta barn',
    'två av eleverna',
    'bara en elev',
    'en av eleverna har slutat',
    '5–8 elever',
    '3/7 elever',
    'tre (3) elever',
    'fyra av de nyanlända eleverna',
    'två elevers resultat',
    'fyra\u00a0elever',
    '3 av 7 lärare anser',
    'I klassen går sju elever.',
  ])('%s', (text) => expect(kinds(text)).toContain('smallGroup'));

  test.each([
    'Sju av tio elever har studiero',
    '95 av 100 elever',
    '12 elever',
    'tjugotre elever',
    'tjugofem av femtio elever',
    '80 av 180 elever',
    '1 200 elever',
    '2 005 elever',
    'I årskurs 6 elever som',
    'eleverna i årskurs 7–9',
    'av 340 elever i årskurs 9 har hälften',
    'tre områden',
    '5 procent av eleverna',
    'när en elev mår dåligt',
    'hur mycket språk ett barn får med sig',
    'grupper om fem barn',
    '3,2 barn per vuxen',
    'två elever per dator',
    'arton förstelärare',
    'tre lärare leder arbetet',
    'två arbetslag',
    'åtta av tio tillfällen',
    'två barngrupper',
    'under 2018 fyra veckor',
  ])('but not in: %s', (text) => expect(kinds(text)).toEqual([]));
});

const table = (names: string[], ...rows: (string | number | null)[][]) => ({
  columns: names.map((name) => ({ name })),
  rows,
});

describe('tables that count people', () => {
  test('a small count is protected, a percentage and a year are not', () => {
    const given = {
      columns: [{ name: 'År' }, { name: 'Elever' }, { name: 'Nådde målen', unit: 'procent' }],
      rows: [
        [2018, 7, 5],
        [2019, 30, 8],
      ],
    };
    expect(smallCells(given, 10)).toEqual([{ row: 0, column: 1 }]);
  });

  test('what a total leaves over is protected', () => {
    const given = table(['Skola', 'Elever totalt', 'Elever som nått målen'], ['A', 30, 25], ['B', 60, 40]);
    expect(smallCells(given, 10).every(({ row }) => row === 0)).toBe(true);
    expect(smallCells(given, 10).length).toBeGreaterThan(0);
  });

  test('after blacking out nothing follows by subtraction', () => {
    const given = table(['Skola', 'Totalt antal elever', 'Flickor', 'Pojkar'], ['A', 24, 20, 4], ['B', 60, 30, 30]);
    const shown = redactTable(given, options);
    expect(smallCells(shown, 10)).toEqual([]);
    expect(shown.rows[0]?.filter((cell) => typeof cell === 'number').length).toBeLessThan(2);
    expect(shown.rows[1]).toEqual(['B', 60, 30, 30]);
  });

  test('hours, contacts and places are no people', () => {
    const given = {
      columns: [
        { name: 'Termin' },
        { name: 'Ekonomi', unit: 'timmar per vecka' },
        { name: 'Besök', unit: 'kontakter' },
      ],
      rows: [['ht 2018', 4, 3]],
    };
    expect(smallCells(given, 10)).toEqual([]);
  });
});
