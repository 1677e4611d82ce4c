// A separator that can be moved is a widget with a value (ARIA 1.2), which no element is of its own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './Room.module.css';

export const railWidths = { least: 288, usual: 336, most: 560 } as const;
const step = 16;

const within = (width: number): number => Math.min(railWidths.most, Math.max(railWidths.least, Math.round(width)));

/** @returns a saved width, if it is one. */
export const parseWidth = (saved: string): number | undefined => {
  const width = Number(saved);
  return Number.isFinite(width) && width > 0 ? within(width) : undefined;
};

/** The edge of the right rail: dragged, or moved with the arrows, it changes the rail's width. Double click: as usual. */
export const Divider = ({
  label,
  controls,
  width,
  onChange,
}: {
  label: string;
  controls: string;
  width: number;
  onChange: (width: number) => void;
}) => {
  const start = useRef<{ x: number; width: number } | undefined>(undefined);
  const press = (event: KeyboardEvent): void => {
    const next =
      event.key === 'ArrowLeft'
        ? width + step
        : event.key === 'ArrowRight'
          ? width - step
          : event.key === 'Home'
            ? railWidths.least
            : event.key === 'End'
              ? railWidths.most
              : undefined;
    if (next === undefined) return;
    event.preventDefault();
    onChange(within(next));
  };
  const grab = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    start.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const drag = (event: PointerEvent): void => {
    if (start.current !== undefined) onChange(within(start.current.width + start.current.x - event.clientX));
  };
  const drop = (): void => {
    start.current = undefined;
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={railWidths.least}
      aria-valuemax={railWidths.most}
      className={styles.divider}
      onKeyDown={press}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onDoubleClick={() => onChange(railWidths.usual)}
    />
  );
};
