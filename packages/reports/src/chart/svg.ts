/** A chart as SVG, for the page and the PDF. Labels stand at what they name; colours are the caller's. */
import { formatNumber, formatValue, shorten } from '../format.ts';
import { sv } from '../text/sv.ts';
import type { Chart } from './chart.ts';
import { scaleOf, ticksFor } from './scale.ts';

export type ChartLook = { ink: string; quiet: string; line: string; series: string[]; font: string };
/** Texts around the drawing: an id that is unique on the page, and what the figure shows. */
export type ChartNames = { id: string; description: string };

const width = 680;
const size = 14;
/** Source Sans' letters are about half their height wide. */
const lengthOf = (text: string, of = size): number => text.length * of * 0.5;

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
const n = (value: number): string => String(Math.round(value * 10) / 10);

type TextLook = { fill: string; anchor?: 'start' | 'middle' | 'end'; weight?: number };
const text = (x: number, y: number, words: string, look: TextLook): string =>
  `<text x="${n(x)}" y="${n(y)}" fill="${look.fill}"${look.anchor ? ` text-anchor="${look.anchor}"` : ''}${
    look.weight ? ` font-weight="${look.weight}"` : ''
  }>${escapeXml(words)}</text>`;

/** A label in at most two lines of `room` pixels. */
const linesOf = (label: string, room: number): string[] => {
  const most = Math.max(8, Math.floor(room / (size * 0.5)));
  if (label.length <= most) return [label];
  const head = label.slice(0, most + 1);
  const cut = head.lastIndexOf(' ') > most / 3 ? head.lastIndexOf(' ') : most;
  return [label.slice(0, cut).trim(), shorten(label.slice(cut).trim(), most)];
};

const frame = (height: number, parts: readonly string[], look: ChartLook, names: ChartNames): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${n(height)}" width="${width}" height="${n(height)}" role="img" aria-labelledby="${names.id}" font-family="${escapeXml(look.font)}" font-size="${size}"><title id="${names.id}">${escapeXml(names.description)}</title>${parts.join('')}</svg>`;

const colorOf = (look: ChartLook, index: number): string => look.series[index % look.series.length] ?? look.ink;

const legend = (chart: Chart, look: ChartLook, x: number): { parts: string[]; height: number } => {
  const room = width - x;
  const parts: string[] = [];
  let left = x;
  let top = 4;
  chart.series.forEach((series, index) => {
    const name = shorten(series.name, Math.floor(room / (size * 0.5)) - 4);
    const needs = 20 + lengthOf(name) + 20;
    if (left > x && left + needs > width) {
      left = x;
      top += 22;
    }
    parts.push(`<rect x="${n(left)}" y="${n(top)}" width="12" height="12" fill="${colorOf(look, index)}"/>`);
    parts.push(text(left + 18, top + 11, name, { fill: look.ink }));
    left += needs;
  });
  return { parts, height: top + 26 };
};

const valuesOf = (chart: Chart): number[] =>
  chart.series.flatMap((series) => series.values.flatMap((value) => value ?? []));

const bars = (chart: Chart, look: ChartLook, names: ChartNames): string => {
  const many = chart.series.length > 1;
  const labelRoom = Math.min(230, Math.max(...chart.categories.map((label) => lengthOf(label))) + 14);
  const labels = chart.categories.map((label) => linesOf(label, labelRoom - 10));
  const valueRoom = Math.max(...valuesOf(chart).map((value) => lengthOf(formatValue(value, chart.unit)))) + 14;
  const ticks = ticksFor(valuesOf(chart));
  const isBelow = (ticks[0] ?? 0) < 0;
  const x = scaleOf(ticks, labelRoom + (isBelow ? valueRoom : 0), width - valueRoom);
  const head = many ? legend(chart, look, 0) : { parts: [], height: 4 };
  const thick = many ? 16 : 20;
  const parts = [...head.parts];
  let top = head.height;
  chart.categories.forEach((_, row) => {
    const lines = labels[row] ?? [];
    const height = Math.max(chart.series.length * (thick + 2), lines.length * 17);
    const middle = top + height / 2;
    lines.forEach((line, index) =>
      parts.push(
        text(labelRoom - 10, middle + 5 + (index - (lines.length - 1) / 2) * 17, line, {
          fill: look.ink,
          anchor: 'end',
        }),
      ),
    );
    const from = middle - (chart.series.length * (thick + 2)) / 2;
    chart.series.forEach((series, index) => {
      const value = series.values[row];
      const y = from + index * (thick + 2);
      if (value === null || value === undefined) {
        parts.push(text(x(0) + 6, y + thick / 2 + 5, sv.noValue, { fill: look.quiet }));
        return;
      }
      const [start, end] = [x(Math.min(0, value)), x(Math.max(0, value))];
      parts.push(
        `<rect x="${n(start)}" y="${n(y)}" width="${n(Math.max(end - start, 1))}" height="${thick}" fill="${colorOf(look, index)}"/>`,
        value < 0
          ? text(start - 6, y + thick / 2 + 5, formatValue(value, chart.unit), { fill: look.ink, anchor: 'end' })
          : text(end + 6, y + thick / 2 + 5, formatValue(value, chart.unit), { fill: look.ink }),
      );
    });
    top += height + 10;
  });
  parts.push(
    `<path d="M${n(x(0))} ${n(head.height - 2)}V${n(top - 6)}" stroke="${look.quiet}" stroke-width="1" fill="none"/>`,
  );
  return frame(top, parts, look, names);
};

/** Moves labels apart that would stand on each other, in order from above. */
const apart = (wanted: readonly number[], gap: number): number[] => {
  const order = wanted.map((y, index) => ({ y, index })).toSorted((one, other) => one.y - other.y);
  let last = Number.NEGATIVE_INFINITY;
  const placed = wanted.map(() => 0);
  for (const { y, index } of order) {
    last = Math.max(y, last + gap);
    placed[index] = last;
  }
  return placed;
};

type Point = { x: number; y: number; value: number };

const line = (chart: Chart, look: ChartLook, names: ChartNames): string => {
  const many = chart.series.length > 1;
  const ticks = ticksFor(valuesOf(chart), 4);
  const left = Math.max(...ticks.map((tick) => lengthOf(formatNumber(tick)))) + 14;
  const nameRoom = many ? Math.min(240, Math.max(...chart.series.map((series) => lengthOf(series.name))) + 24) : 36;
  const [top, bottom] = [28, 238];
  const y = scaleOf(ticks, bottom, top);
  const step = (width - nameRoom - left - 40) / Math.max(1, chart.categories.length - 1);
  const x = (index: number): number => left + 24 + index * step;
  const parts = ticks.flatMap((tick) => [
    `<path d="M${n(left)} ${n(y(tick))}H${n(width - nameRoom)}" stroke="${tick === 0 ? look.quiet : look.line}" stroke-width="1" fill="none"/>`,
    text(left - 8, y(tick) + 5, formatNumber(tick), { fill: look.quiet, anchor: 'end' }),
  ]);
  if (chart.unit !== '') parts.push(text(0, 12, chart.unit, { fill: look.quiet }));
  const each = Math.ceil((Math.max(...chart.categories.map((label) => lengthOf(label))) + 10) / Math.max(step, 1));
  chart.categories.forEach((label, index) => {
    if (index % each === 0) parts.push(text(x(index), bottom + 22, label, { fill: look.ink, anchor: 'middle' }));
  });
  const courses = chart.series.map((series) =>
    series.values.map((value, index): Point | null =>
      value === null || value === undefined ? null : { x: x(index), y: y(value), value },
    ),
  );
  courses.forEach((course, index) => parts.push(...drawCourse(course, colorOf(look, index))));
  if (many) {
    const ends = courses.map((course) => course.findLast((point) => point !== null)?.y ?? bottom);
    apart(ends, 18).forEach((at, index) => {
      const last = courses[index]?.findLast((point) => point !== null);
      const name = shorten(chart.series[index]?.name ?? '', Math.floor((nameRoom - 14) / (size * 0.5)));
      parts.push(text((last?.x ?? left) + 12, at + 5, name, { fill: colorOf(look, index), weight: 600 }));
    });
  } else if (chart.categories.length <= 12) {
    for (const point of courses[0] ?? [])
      if (point)
        parts.push(text(point.x, point.y - 10, formatNumber(point.value), { fill: look.ink, anchor: 'middle' }));
  }
  return frame(bottom + 32, parts, look, names);
};

/** A missing value breaks the line. */
const drawCourse = (course: readonly (Point | null)[], color: string): string[] => {
  const path = course
    .map((point, index) => (point ? `${course[index - 1] ? 'L' : 'M'}${n(point.x)} ${n(point.y)}` : ''))
    .join('');
  const dots = course.flatMap((point) =>
    point ? [`<circle cx="${n(point.x)}" cy="${n(point.y)}" r="4" fill="${color}"/>`] : [],
  );
  return [`<path d="${path}" stroke="${color}" stroke-width="2.5" fill="none" stroke-linejoin="round"/>`, ...dots];
};

export const chartSvg = (chart: Chart, look: ChartLook, names: ChartNames): string =>
  chart.kind === 'line' ? line(chart, look, names) : bars(chart, look, names);
