/** Native charts of slides: PowerPoint's own, with their data, and what they show as alternative text. */
import { colors, hex } from '../look.ts';
import type { FigureBlock } from '../model.ts';
import type { ChartOptions, Presentation, SlideCanvas } from './library.ts';
import { sans } from './masters.ts';

export type Box = { x: number; y: number; w: number; h: number };

const text = { fontFace: sans, color: hex(colors.ink) };

/** The library's types know only one of the two orders that its code knows. */
const firstOnTop = (options: ChartOptions): ChartOptions =>
  Object.assign(options, { catAxisOrientation: 'maxMin' as string });

export const addChart = (
  deck: Presentation,
  slide: SlideCanvas,
  figure: NonNullable<FigureBlock['chart']>,
  box: Box,
): void => {
  const { chart, description } = figure;
  const many = chart.series.length > 1;
  const values = chart.series.flatMap((one) => one.values.flatMap((value) => value ?? []));
  const withUnit = chart.unit === '' ? 'General' : `General"\u00A0${chart.unit.replaceAll('"', '')}"`;
  const common: ChartOptions = {
    ...box,
    altText: description,
    chartColors: many ? colors.series.map(hex) : [hex(colors.spruce)],
    showLegend: many,
    legendPos: 'b',
    legendFontFace: sans,
    legendFontSize: 14,
    legendColor: hex(colors.ink),
    catAxisLabelFontFace: text.fontFace,
    catAxisLabelFontSize: 14,
    catAxisLabelColor: text.color,
    valAxisLabelFontFace: text.fontFace,
    valAxisLabelFontSize: 12,
    valAxisLabelColor: hex(colors.quiet),
    // Lines that lie close would write over each other: then the axis and the notes tell the values.
    showValue: chart.kind === 'bars' || chart.series.length <= 2,
    dataLabelFontFace: text.fontFace,
    dataLabelFontSize: 13,
    dataLabelColor: text.color,
    ...(Math.min(...values) >= 0 && { valAxisMinVal: 0 }),
  };
  // A gap is written as an empty text, which the library leaves out of the chart.
  const data = chart.series.map((one) => ({
    name: one.name,
    labels: chart.categories,
    values: one.values.map((value) => value ?? Number.NaN),
  }));
  if (chart.kind === 'line')
    slide.addChart(deck.ChartType.line, data, {
      ...common,
      lineSize: 2.5,
      lineDataSymbolSize: 8,
      dataLabelPosition: 't',
      dataLabelFormatCode: 'General',
      valGridLine: { color: hex(colors.line), size: 0.75 },
      ...(chart.unit !== '' && { showValAxisTitle: true, valAxisTitle: chart.unit, valAxisTitleFontSize: 12 }),
    });
  else
    slide.addChart(
      deck.ChartType.bar,
      data,
      firstOnTop({
        ...common,
        barDir: 'bar',
        barGapWidthPct: 45,
        valAxisHidden: true,
        valGridLine: { style: 'none' },
        dataLabelPosition: 'outEnd',
        dataLabelFormatCode: withUnit,
      }),
    );
};
