import { Button as AriaButton } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue, Text } from 'react-aria-components/Select';
import { cx } from './cx.ts';
import field from './Field.module.css';
import { ChevronDownIcon } from './icons.tsx';
import type { Option } from './NativeSelect.tsx';
import overlay from './Overlay.module.css';

/** Choose one of a few. For long lists that one searches: ComboBox. */
export const Select = <V extends string>({
  label,
  description,
  options,
  value,
  onChange,
  isDisabled = false,
  className,
}: {
  label: string;
  description?: string;
  options: readonly Option<V>[];
  value: V;
  onChange: (value: V) => void;
  isDisabled?: boolean;
  className?: string;
}) => (
  <AriaSelect
    className={cx(field.field, className)}
    value={value}
    isDisabled={isDisabled}
    onChange={(key) => {
      const chosen = options.find((option) => option.value === key);
      if (chosen !== undefined) onChange(chosen.value);
    }}
  >
    <Label className={cx(field.label)}>{label}</Label>
    <AriaButton className={cx(field.input, field.trigger)}>
      <SelectValue />
      <ChevronDownIcon />
    </AriaButton>
    {description !== undefined && (
      <Text slot="description" className={cx(field.description)}>
        {description}
      </Text>
    )}
    <Popover className={cx(overlay.popover)}>
      <ListBox className={cx(overlay.list)} items={options}>
        {(option) => (
          <ListBoxItem id={option.value} className={cx(overlay.item)} textValue={option.label}>
            {option.label}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </AriaSelect>
);
