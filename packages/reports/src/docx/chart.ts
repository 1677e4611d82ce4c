/** Native charts: Word's own, with their data in a workbook, and an alternative text. */
import { ChartRun } from 'docx/charts';
import type { Chart } from '../chart/chart.ts';
import { formatNumber, formatValue } from '../format.ts';
import { colors, hex } from '../look.ts';
import { sans } from './styles.ts';

const heightOf = (chart: Chart): number => {
  if (chart.kind === 'line') return 270;
  const rows = chart.categories.length * chart.series.length;
  return Math.min(560, 60 + chart.categories.length * 14 + rows * 20 + (chart.series.length > 1 ? 30 : 0));
};

const font = { name: sans, color: hex(colors.ink) };
const small = { ...font, size: 9 };

export const chartRun = (chart: Chart, title: string, description: string): ChartRun => {
  const many = chart.series.length > 1;
  // Lines that lie close would write over each other: then the axis and the table tell the values.
  const isLabelled = chart.kind === 'bars' || chart.series.length <= 2;
  // Worded here: Office would set the decimal sign by the reader's machine.
  const labelled = (value: number | null) =>
    value === null
      ? (false as const)
      : { text: chart.kind === 'line' ? formatNumber(value) : formatValue(value, chart.unit), font: small };
  const series = chart.series.map((one, index) => ({
    name: one.name,
    values: one.values,
    ...(isLabelled && { pointLabels: one.values.map(labelled) }),
    color: hex(colors.series[index % colors.series.length] ?? colors.ink),
  }));
  const unit = chart.unit === '' ? {} : { title: { text: chart.unit, font: small } };
  const common = {
    categories: chart.categories,
    series,
    font,
    legend: many ? { position: 'bottom' as const, font: small } : (false as const),
    chartArea: { fill: 'none' as const, border: 'none' as const },
    transformation: { width: 575, height: heightOf(chart) },
    altText: { name: title, title, description },
  };
  return chart.kind === 'line'
    ? new ChartRun({
        ...common,
        type: 'line',
        markers: true,
        valueAxis: { ...unit, ...(lowest(chart) >= 0 && { minimum: 0 }) },
        ...(isLabelled && { dataLabels: { value: true, font: small, position: 'above' as const } }),
      })
    : new ChartRun({
        ...common,
        type: 'bar',
        gapWidth: 60,
        overlap: 0,
        categoryAxis: { reverseOrder: true },
        valueAxis: { visible: false, gridlines: false, ...(lowest(chart) >= 0 && { minimum: 0 }) },
        dataLabels: { value: true, font: small, position: 'outsideEnd' },
      });
};

const lowest = (chart: Chart): number =>
  Math.min(...chart.series.flatMap((one) => one.values.flatMap((value) => value ?? [])));
