import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Label } from 'react-aria-components/Label';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { CheckIcon } from './icons.tsx';
import type { Option } from './NativeSelect.tsx';

export const Checkbox = ({
  children,
  isSelected,
  onChange,
  value,
}: {
  children: ReactNode;
  isSelected?: boolean;
  onChange?: (selected: boolean) => void;
  value?: string;
}) => (
  <AriaCheckbox
    className={cx(styles.check)}
    {...(isSelected === undefined ? {} : { isSelected })}
    {...(onChange === undefined ? {} : { onChange })}
    {...(value === undefined ? {} : { value })}
  >
    <span className={styles.box}>
      <CheckIcon />
    </span>
    {children}
  </AriaCheckbox>
);

/** Choose some of a few. */
export const CheckboxGroup = <V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly Option<V>[];
  value: readonly V[];
  onChange: (value: V[]) => void;
}) => (
  <AriaCheckboxGroup
    className={cx(styles.group)}
    value={[...value]}
    onChange={(chosen) =>
      onChange(options.filter((option) => chosen.includes(option.value)).map((option) => option.value))
    }
  >
    <Label className={cx(styles.label)}>{label}</Label>
    {options.map((option) => (
      <Checkbox key={option.value} value={option.value}>
        {option.label}
      </Checkbox>
    ))}
  </AriaCheckboxGroup>
);
