import type { HTMLInputAutoCompleteAttribute, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from './cx.ts';
import styles from './Field.module.css';

export type FieldWords = {
  label: string;
  /** stands after the label of a field that may be left empty, "valfritt" */
  optionalLabel?: string | undefined;
  description?: string | undefined;
  /** what is wrong and how to mend it; shown and read out with the field */
  error?: string | undefined;
};

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> &
  FieldWords & {
    className?: string | undefined;
    placeholder?: string | undefined;
    autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
    inputRef?: Ref<HTMLInputElement>;
  };

type Frame = FieldWords & { children: React.ReactNode };

const FieldFrame = ({ label, optionalLabel, description, error, children }: Frame) => (
  <>
    <Label className={cx(styles.label)}>
      {label}
      {optionalLabel !== undefined && <span className={styles.optional}> ({optionalLabel})</span>}
    </Label>
    {description !== undefined && (
      <Text slot="description" className={cx(styles.description)}>
        {description}
      </Text>
    )}
    {children}
    <FieldError className={cx(styles.error)}>{error}</FieldError>
  </>
);

export const TextField = ({
  label,
  optionalLabel,
  description,
  error,
  className,
  placeholder,
  inputRef,
  ...rest
}: TextFieldProps) => (
  <AriaTextField {...rest} isInvalid={error !== undefined} className={cx(styles.field, className)}>
    <FieldFrame label={label} optionalLabel={optionalLabel} description={description} error={error}>
      <Input
        className={cx(styles.input)}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </FieldFrame>
  </AriaTextField>
);

/** `rows`: how many lines are seen at first; the reader can drag it taller. */
export const TextArea = ({
  label,
  optionalLabel,
  description,
  error,
  className,
  placeholder,
  rows = 4,
  ...rest
}: Omit<TextFieldProps, 'inputRef'> & { rows?: number }) => (
  <AriaTextField {...rest} isInvalid={error !== undefined} className={cx(styles.field, className)}>
    <FieldFrame label={label} optionalLabel={optionalLabel} description={description} error={error}>
      <AriaTextArea
        rows={rows}
        className={cx(styles.input, styles.area)}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </FieldFrame>
  </AriaTextField>
);
