import { expect, it } from 'vitest';
import { axisOf, chartData, chartUnits } from '../src/features/evidence/chart/chartData.ts';
import { describeChart } from '../src/features/evidence/chart/describe.ts';
import { sv } from '../src/features/evidence/text/sv.ts';
import { makeFormat } from '../src/text/format.ts';

const table = {
  columns: [{ name: 'Termin' }, { name: 'Minst E', unit: 'procent' }, { name: 'Elever', unit: 'antal' }],
  rows: [
    ['vt 2016', 71, 412],
    ['vt 2017', null, 398],
    ['vt 2018', 78.5, 405],
  ],
};

it('only measures of one unit share an axis, and the axis begins at zero', () => {
  expect(chartUnits(table)).toEqual(['procent', 'antal']);
  const data = chartData(table, 'procent');
  expect(data?.series.map((series) => series.name)).toEqual(['Minst E']);
  expect(axisOf(data?.series ?? [])).toEqual({ low: 0, high: 80, ticks: [0, 20, 40, 60, 80] });
});

it('the description says every point with its unit and the change, and no point that nobody measured', () => {
  const data = chartData(table, 'procent');
  expect(data && describeChart(data, sv.chart, makeFormat('sv').number)).toBe(
    'Minst E: vt 2016: 71 procent, vt 2018: 78,5 procent. Minst E: ökar från vt 2016: 71 procent till vt 2018: 78,5 procent.',
  );
});

it('words alone are no diagram', () => {
  expect(
    chartData(
      {
        columns: [{ name: 'Vem' }, { name: 'Vad' }],
        rows: [
          ['A', 'b'],
          ['C', 'd'],
        ],
      },
      '',
    ),
  ).toBeNull();
});
