/** What a chart shows, in words: read instead of the picture, so it says the values or what they do. */
import { formatValue } from '../format.ts';
import { sv } from '../text/sv.ts';
import type { Chart } from './chart.ts';

type Point = { name: string; value: number };

const pointsOf = (chart: Chart, values: readonly (number | null)[]): Point[] =>
  chart.categories.flatMap((name, index) => {
    const value = values[index];
    return value === null || value === undefined ? [] : [{ name, value }];
  });

const extremes = (points: readonly Point[], show: (value: number) => string): string => {
  const sorted = points.toSorted((one, other) => one.value - other.value);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!lowest || !highest) return '';
  if (lowest.value === highest.value) return sv.chart.same(show(lowest.value));
  return `${sv.chart.highest(highest.name, show(highest.value))} ${sv.chart.lowest(lowest.name, show(lowest.value))}`;
};

/** Few values are all said; of many, where they start and end, or the highest and the lowest. */
const describeSeries = (chart: Chart, series: Chart['series'][number]): string => {
  const points = pointsOf(chart, series.values);
  const show = (value: number): string => formatValue(value, chart.unit);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  if (points.length <= 8)
    return `${series.name}. ${points.map((point) => sv.chart.point(point.name, show(point.value))).join('; ')}.`;
  const course =
    chart.kind === 'line'
      ? sv.chart.between(series.name, `${show(first.value)} (${first.name})`, `${show(last.value)} (${last.name})`)
      : `${series.name}.`;
  return `${course} ${extremes(points, show)}`;
};

export const describeChart = (chart: Chart, title: string): string =>
  [
    `${chart.kind === 'line' ? sv.chart.line : sv.chart.bars}: ${title}.`,
    ...chart.series.map((series) => describeSeries(chart, series)),
    sv.chart.tableBelow,
  ]
    .filter(Boolean)
    .join(' ');
