/** The three drawings. They share the measures and say their values directly; words for screen readers stand outside. */
import { cx } from '@samsyn/ui';
import styles from './Chart.module.css';
import { axisOf, type ChartData } from './chartData.ts';

type DrawingProps = { data: ChartData; width: number; number: (value: number) => string };

const tone = (index: number): string | undefined => styles[`tone${index + 1}`];
const left = 44;
const plotHeight = 200;

const Grid = ({
  ticks,
  y,
  width,
  number,
}: {
  ticks: number[];
  y: (value: number) => number;
  width: number;
  number: DrawingProps['number'];
}) =>
  ticks.map((tick) => (
    <g key={tick}>
      <path d={`M${left} ${y(tick)}H${width}`} className={tick === 0 ? styles.zero : styles.grid} />
      <text x={left - 8} y={y(tick) + 4} textAnchor="end">
        {number(tick)}
      </text>
    </g>
  ));

/** Every label when they fit, else every second, third … */
const labelStep = (labels: readonly string[], slot: number): number => {
  const longest = Math.max(...labels.map((label) => label.length)) * 7.5 + 8;
  return Math.max(1, Math.ceil(longest / slot));
};

const vertical = (data: ChartData) => {
  const axis = axisOf(data.series);
  const top = 22;
  const y = (value: number): number => top + plotHeight * (1 - (value - axis.low) / (axis.high - axis.low));
  return { axis, y, height: top + plotHeight + 28 };
};

export const Columns = ({ data, width, number }: DrawingProps) => {
  const { axis, y, height } = vertical(data);
  const slot = (width - left) / data.labels.length;
  const bar = Math.min(56, (slot * 0.72) / data.series.length);
  const step = labelStep(data.labels, slot);
  const showsValues = bar >= 26;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.chart} aria-hidden="true">
      <Grid ticks={axis.ticks} y={y} width={width} number={number} />
      {data.labels.map((label, at) => {
        const middle = left + slot * (at + 0.5);
        return (
          <g key={at}>
            {data.series.map((series, index) => {
              const value = series.values[at];
              if (value === null || value === undefined) return null;
              const x = middle + (index - data.series.length / 2) * bar;
              return (
                <g key={index}>
                  <rect
                    x={x + 1}
                    y={Math.min(y(value), y(0))}
                    width={bar - 2}
                    height={Math.max(1, Math.abs(y(value) - y(0)))}
                    className={cx(styles.area, tone(index))}
                  />
                  {showsValues && (
                    <text x={x + bar / 2} y={Math.min(y(value), y(0)) - 6} textAnchor="middle" className={styles.value}>
                      {number(value)}
                    </text>
                  )}
                </g>
              );
            })}
            {at % step === 0 && (
              <text x={middle} y={height - 8} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
};

/** Pixels that a word needs at the drawing's text size. */
const wordWidth = (words: string): number => words.length * 7.2;

type EndLabel = { index: number; y: number; words: string };

/** Labels at the lines' ends, moved apart until none covers another. */
const endLabels = (
  data: ChartData,
  y: (value: number) => number,
  say: (index: number, value: number) => string,
): EndLabel[] => {
  const apart = 16;
  const labels = data.series
    .flatMap((series, index) => {
      const last = series.values.findLast((value) => value !== null);
      return last === undefined || last === null ? [] : [{ index, y: y(last), words: say(index, last) }];
    })
    .toSorted((a, b) => a.y - b.y);
  for (const [order, label] of labels.entries()) {
    const above = labels[order - 1];
    if (above !== undefined) label.y = Math.max(label.y, above.y + apart);
  }
  return labels;
};

/** Whether the series' names fit beside the lines' ends, so that no key is needed. */
export const namesFit = (data: ChartData, width: number): boolean =>
  Math.max(...data.series.map((series) => wordWidth(`${series.name} 000,0`))) <= width * 0.3;

export const Lines = ({ data, width, number }: DrawingProps) => {
  const { axis, y, height } = vertical(data);
  const named = namesFit(data, width);
  const labels = endLabels(
    data,
    y,
    (index, value) => `${number(value)}${named ? ` ${data.series[index]?.name ?? ''}` : ''}`,
  );
  const right = width - Math.max(...labels.map((label) => wordWidth(label.words))) - 4;
  const slot = (right - left) / data.labels.length;
  const x = (at: number): number => left + slot * (at + 0.5);
  const step = labelStep(data.labels, slot);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.chart} aria-hidden="true">
      <Grid ticks={axis.ticks} y={y} width={right} number={number} />
      {data.series.map((series, index) => {
        const points = series.values.flatMap((value, at) => (value === null ? [] : [{ at, value }]));
        // A missing value leaves a gap: no line is drawn over what nobody measured.
        const d = points
          .map(
            (point, order) => `${points[order - 1]?.at === point.at - 1 ? 'L' : 'M'}${x(point.at)} ${y(point.value)}`,
          )
          .join('');
        return (
          <g key={index} className={tone(index)}>
            <path d={d} className={styles.line} />
            {points.map((point) => (
              <circle key={point.at} cx={x(point.at)} cy={y(point.value)} r={4} className={styles.area} />
            ))}
          </g>
        );
      })}
      {labels.map((label) => (
        <text key={label.index} x={x(data.labels.length - 1) + 12} y={label.y + 5} className={styles.value}>
          {label.words}
        </text>
      ))}
      {data.labels.map(
        (label, at) =>
          at % step === 0 && (
            <text key={at} x={x(at)} y={height - 8} textAnchor="middle">
              {label}
            </text>
          ),
      )}
    </svg>
  );
};

/** For long labels: each above its bars, so that nothing is cut off at any width. */
export const Bars = ({ data, width, number }: DrawingProps) => {
  const axis = axisOf(data.series);
  const bar = 20;
  const slot = 24 + bar * data.series.length + 8;
  const height = slot * data.labels.length;
  const room = width - 56;
  const x = (value: number): number => (room * (value - axis.low)) / (axis.high - axis.low);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.chart} aria-hidden="true">
      {data.labels.map((label, at) => (
        <g key={at}>
          <text x={0} y={slot * at + 16}>
            {label}
          </text>
          {data.series.map((series, index) => {
            const value = series.values[at];
            if (value === null || value === undefined) return null;
            const top = slot * at + 24 + bar * index;
            return (
              <g key={index}>
                <rect
                  x={Math.min(x(0), x(value))}
                  y={top}
                  width={Math.max(1, Math.abs(x(value) - x(0)))}
                  height={bar - 3}
                  className={cx(styles.area, tone(index))}
                />
                <text x={Math.max(x(0), x(value)) + 6} y={top + 13} className={styles.value}>
                  {number(value)}
                </text>
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
};
