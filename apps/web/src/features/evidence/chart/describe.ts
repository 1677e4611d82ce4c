import type { ChartData, Series } from './chartData.ts';

export type DescribeWords = {
  point: (label: string, value: string) => string;
  all: (series: string, points: string) => string;
  range: (series: string, first: string, last: string, low: string, high: string) => string;
  change: (series: string, first: string, last: string, way: 'up' | 'down' | 'same') => string;
};

const fewPoints = 6;

/** What the diagram shows, in words: every point when they are few, else where it begins and ends and its extremes. */
export const describeChart = (data: ChartData, words: DescribeWords, number: (value: number) => string): string => {
  const amount = (series: Series, value: number): string => [number(value), series.unit].filter(Boolean).join(' ');
  const sentences = data.series.flatMap((series) => {
    const points = series.values.flatMap((value, index) =>
      value === null ? [] : [{ label: data.labels[index] ?? '', value }],
    );
    const first = points[0];
    const last = points.at(-1);
    if (first === undefined || last === undefined) return [];
    const say = (point: { label: string; value: number }): string =>
      words.point(point.label, amount(series, point.value));
    const trend = (): string[] =>
      data.isTime && points.length > 1
        ? [
            words.change(
              series.name,
              say(first),
              say(last),
              last.value > first.value ? 'up' : last.value < first.value ? 'down' : 'same',
            ),
          ]
        : [];
    if (points.length <= fewPoints) return [words.all(series.name, points.map(say).join(', ')), ...trend()];
    const ordered = points.toSorted((a, b) => a.value - b.value);
    return [words.range(series.name, say(first), say(last), say(ordered[0] ?? first), say(ordered.at(-1) ?? last))];
  });
  return sentences.join(' ');
};
