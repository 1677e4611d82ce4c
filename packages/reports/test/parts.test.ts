/** The small rules under the faces: numbers and dates, what can be drawn and how it is told, references in Swedish. */
import { describe, expect, it } from 'vitest';
import { chartOf, isPeriod, numberIn } from '../src/chart/chart.ts';
import { describeChart } from '../src/chart/describe.ts';
import { ticksFor } from '../src/chart/scale.ts';
import { formatDay, formatNumber, formatReference, formatYears } from '../src/index.ts';
import { formatValue, shorten } from '../src/format.ts';

describe('numbers and dates', () => {
  it('are written as Swedish readers write them', () => {
    expect(formatNumber(12_345.6)).toBe('12\u202F345,6');
    expect(formatNumber(2018)).toBe('2018');
    expect(formatNumber(-3.25)).toBe('\u22123,25');
    expect(formatValue(71.5, '%')).toBe('71,5\u00A0%');
    expect(formatDay('2019-03-12')).toBe('tisdag 12 mars 2019');
    expect(formatDay('2019-01-22T23:30:00Z')).toBe('onsdag 23 januari 2019');
    expect(formatDay('i vår')).toBe('i vår');
    expect(formatYears('2018-2019')).toBe('2018–2019');
  });

  it('are cut at words when there is no room', () => {
    expect(shorten('Kort', 10)).toBe('Kort');
    expect(shorten('En mening som är för lång', 16)).toBe('En mening som…');
  });
});

describe('a table', () => {
  it('is drawn as a line when its first column is periods, else as bars', () => {
    for (const label of ['2018', '2017/18', '2017-2018', 'HT 2018', 'vt18', 'ht 2017', 'läsåret 2017/18', 'mars'])
      expect([label, isPeriod(label)]).toEqual([label, true]);
    for (const label of ['Baggeboskolan', 'Årskurs 6', 'Bruksskolan 7–9', '12', ''])
      expect([label, isPeriod(label)]).toEqual([label, false]);
    const rows = [
      ['2017', 71],
      ['2018', '78,5'],
    ];
    expect(chartOf({ columns: [{ name: 'År' }, { name: 'Andel', unit: '%' }], rows })).toEqual({
      kind: 'line',
      unit: '%',
      categories: ['2017', '2018'],
      series: [{ name: 'Andel', values: [71, 78.5] }],
    });
  });

  it('of words, of one row, or with equal names is not drawn', () => {
    const columns = [{ name: 'Fråga' }, { name: 'Svar' }];
    expect(
      chartOf({
        columns,
        rows: [
          ['Ett', 'ja'],
          ['Två', 'nej'],
        ],
      }),
    ).toBeNull();
    expect(chartOf({ columns, rows: [['Ett', 1]] })).toBeNull();
    expect(
      chartOf({
        columns,
        rows: [
          ['Ett', 1],
          ['Ett', 2],
        ],
      }),
    ).toBeNull();
  });

  it('gives its numbers also when they are written in Swedish', () => {
    expect(numberIn('12 345,5')).toBe(12_345.5);
    expect(numberIn('71 %')).toBe(71);
    expect(numberIn('−3')).toBe(-3);
    expect(numberIn('[skyddad uppgift]')).toBeNull();
    expect(numberIn(null)).toBeNull();
  });

  it('is told in words: all values of few, the ends and extremes of many', () => {
    const few = {
      kind: 'bars' as const,
      unit: '%',
      categories: ['A', 'B'],
      series: [{ name: 'Andel', values: [1, 2.5] }],
    };
    expect(describeChart(few, 'Nöjda')).toBe(
      'Stapeldiagram: Nöjda. Andel. A: 1\u00A0%; B: 2,5\u00A0%. Alla värden står i tabellen intill.',
    );
    const many = {
      kind: 'line' as const,
      unit: '',
      categories: Array.from({ length: 12 }, (_, index) => String(2007 + index)),
      series: [{ name: 'Antal', values: Array.from({ length: 12 }, (_, index) => (index === 4 ? 99 : index)) }],
    };
    expect(describeChart(many, 'Elever')).toContain(
      'Antal går från 0 (2007) till 11 (2018). Högst är 2011 med 99. Lägst är 2007 med 0.',
    );
  });

  it('has an axis that includes zero', () => {
    expect(ticksFor([71, 78])).toEqual([0, 20, 40, 60, 80]);
    expect(ticksFor([-4, 6])[0]).toBeLessThanOrEqual(-4);
    expect(ticksFor([0, 0])).toContain(0);
  });
});

const by = (...names: string[]) => ({
  type: 'book',
  title: 'Bok',
  author: names.map((family) => ({ family })),
  issued: { 'date-parts': [[1995]] },
});

describe('a reference', () => {
  it('is set in APA with Swedish words', () => {
    const chapter = {
      type: 'chapter',
      title: 'Att leda analys',
      author: [{ family: 'Öberg', given: 'Åsa' }],
      editor: [{ family: 'Berg', given: 'Bo' }],
      issued: { 'date-parts': [[2016]] },
      'container-title': 'Skolans kvalitetsarbete',
      edition: 2,
      page: '81-112',
      publisher: 'Studentlitteratur',
    };
    expect(formatReference(chapter)).toEqual({
      label: 'Öberg 2016',
      citation:
        'Öberg, Å. (2016). Att leda analys. I B. Berg (Red.), Skolans kvalitetsarbete (2:a uppl., s. 81–112). Studentlitteratur.',
    });
    expect(formatReference({ type: 'webpage', title: 'Kvalitet', URL: 'https://example.org/' }).citation).toBe(
      'Kvalitet. (u.å.). https://example.org/',
    );
  });

  it('names one, two and many authors, and loses nothing that the style cannot read', () => {
    expect(formatReference(by('Bus')).label).toBe('Bus 1995');
    expect(formatReference(by('Hattie', 'Timperley')).label).toBe('Hattie & Timperley 1995');
    expect(formatReference(by('Bus', 'van IJzendoorn', 'Pellegrini')).label).toBe('Bus m.fl. 1995');
    const odd = formatReference({ type: 'book', title: 'Titeln <i>står</i> kvar', issued: { 'date-parts': [['?']] } });
    expect(odd.citation).toContain('Titeln');
    expect(odd.citation).toContain('står');
  });
});
