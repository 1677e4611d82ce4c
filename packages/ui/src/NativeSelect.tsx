import { useId } from 'react';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { ChevronDownIcon } from './icons.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type Option<V extends string = string> = { value: V; label: string };

/** The browser's own select: next to nothing to load, and the phone's own picker. For short lists. */
export const NativeSelect = <V extends string>({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  className,
}: {
  label: string;
  hideLabel?: boolean;
  options: readonly Option<V>[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
}) => {
  const id = useId();
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={hideLabel ? undefined : styles.label}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <span className={styles.selectWrap}>
        <select
          id={id}
          className={cx(styles.input, styles.select)}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDownIcon />
      </span>
    </div>
  );
};
