import type { EvidenceTable } from '@samsyn/domain';
import { NativeSelect, VisuallyHidden } from '@samsyn/ui';
import { useState } from 'react';
import { useFormat } from '../../../text/index.ts';
import { useEvidenceText } from '../text/index.ts';
import styles from './Chart.module.css';
import { axisOf, chartData, type ChartData, chartUnits } from './chartData.ts';
import { describeChart } from './describe.ts';
import { Bars, Columns, Lines, namesFit } from './Drawings.tsx';
import { useWidth } from './useWidth.ts';

type Shape = 'columns' | 'lines';

const longestLabel = 12;

const Keys = ({ data, shape }: { data: ChartData; shape: Shape }) => (
  <ul className={styles.keys} aria-hidden="true">
    {data.series.map((series, index) => (
      <li key={index} className={styles[`tone${index + 1}`]}>
        <svg width="22" height="12">
          {shape === 'lines' ? (
            <path d="M0 6H22" className={styles.line} />
          ) : (
            <rect width="14" height="12" x="4" className={styles.area} />
          )}
        </svg>
        {series.name}
      </li>
    ))}
  </ul>
);

/**
 * A table as a plain diagram with its description in words; nothing when the table cannot be drawn. `compact`: without
 * choices, for a rail.
 */
export const EvidenceChart = ({
  table,
  title,
  compact = false,
}: {
  table: EvidenceTable;
  title: string;
  compact?: boolean;
}) => {
  const words = useEvidenceText().chart;
  const format = useFormat();
  const units = chartUnits(table);
  const [unit, setUnit] = useState<string | undefined>();
  const [chosen, setChosen] = useState<Shape | undefined>();
  const { ref, width } = useWidth(compact ? 280 : 640);
  const data = chartData(table, unit ?? units[0] ?? '');
  if (data === null) return null;
  const shape = chosen ?? (data.isTime && data.labels.length > 3 ? 'lines' : 'columns');
  const isLong = data.labels.some((label) => label.length > longestLabel);
  const Drawing = shape === 'lines' ? Lines : isLong ? Bars : Columns;
  const unitName = data.series[0]?.unit ?? '';
  return (
    <figure className={styles.figure}>
      {!compact && (
        <div className={styles.head}>
          <h2>{words.title}</h2>
          <div className={styles.choices}>
            {units.length > 1 && (
              <NativeSelect
                label={words.measure}
                hideLabel
                options={units.map((value) => ({ value, label: value || '–' }))}
                value={unitName}
                onChange={setUnit}
              />
            )}
            <NativeSelect<Shape>
              label={words.shape}
              hideLabel
              options={[
                { value: 'columns', label: words.columns },
                { value: 'lines', label: words.lines },
              ]}
              value={shape}
              onChange={setChosen}
            />
          </div>
        </div>
      )}
      {!(shape === 'lines' && namesFit(data, width)) && <Keys data={data} shape={shape} />}
      <div ref={ref} className={styles.frame}>
        <Drawing data={data} width={width} number={format.number} />
      </div>
      <figcaption className={styles.caption}>
        {[
          unitName && `${unitName[0]?.toLocaleUpperCase('sv')}${unitName.slice(1)}.`,
          axisOf(data.series).low === 0 && words.axis,
        ]
          .filter(Boolean)
          .join(' ')}
        <VisuallyHidden>
          {title}. {describeChart(data, words, format.number)}
        </VisuallyHidden>
      </figcaption>
    </figure>
  );
};
