import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { buttonClass } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { CrossIcon, SearchIcon } from './icons.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** Words to search for; Escape empties it. */
export const SearchField = ({
  label,
  hideLabel = false,
  clearLabel,
  value,
  onChange,
  onSubmit,
  placeholder,
  autoFocus = false,
  className,
}: {
  label: string;
  hideLabel?: boolean;
  clearLabel: string;
  value: string;
  onChange: (words: string) => void;
  onSubmit?: (words: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string;
}) => (
  <AriaSearchField
    className={cx(styles.field, className)}
    value={value}
    onChange={onChange}
    {...(autoFocus ? { autoFocus } : {})}
    {...(onSubmit === undefined ? {} : { onSubmit })}
  >
    {({ isEmpty }) => (
      <>
        <Label className={hideLabel ? '' : cx(styles.label)}>
          {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
        </Label>
        <div className={styles.search} data-empty={isEmpty || undefined}>
          <SearchIcon />
          <Input className={cx(styles.input)} {...(placeholder === undefined ? {} : { placeholder })} />
          <AriaButton
            aria-label={clearLabel}
            className={cx(buttonClass({ variant: 'plain', size: 'small' }, true), styles.clear)}
          >
            <CrossIcon />
          </AriaButton>
        </div>
      </>
    )}
  </AriaSearchField>
);
