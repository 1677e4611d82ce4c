import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import {
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components/ComboBox';
import { buttonClass } from './Button.tsx';
import { cx } from './cx.ts';
import field from './Field.module.css';
import { ChevronDownIcon } from './icons.tsx';
import overlay from './Overlay.module.css';

export type ComboItem = { id: string; label: string; description?: string | undefined; icon?: ReactNode };

/**
 * Type, arrow, Enter. With `inputValue` and `onInputChange` the list is what the caller found for those words (a search
 * on the server); without them the items are filtered here.
 */
export const ComboBox = ({
  label,
  items,
  onPick,
  inputValue,
  onInputChange,
  emptyText,
  openLabel,
  placeholder,
  autoFocus = false,
  className,
}: {
  label: string;
  items: readonly ComboItem[];
  onPick: (id: string) => void;
  inputValue?: string;
  onInputChange?: (words: string) => void;
  emptyText: string;
  openLabel: string;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string;
}) => (
  <AriaComboBox
    className={cx(field.field, className)}
    menuTrigger="focus"
    allowsEmptyCollection
    {...(autoFocus ? { autoFocus } : {})}
    {...(inputValue === undefined ? { defaultItems: items } : { items, inputValue, defaultFilter: () => true })}
    {...(onInputChange === undefined ? {} : { onInputChange })}
    onSelectionChange={(key) => {
      if (key !== null) onPick(String(key));
    }}
  >
    <Label className={cx(field.label)}>{label}</Label>
    <div className={field.combo}>
      <Input className={cx(field.input)} {...(placeholder === undefined ? {} : { placeholder })} />
      <AriaButton
        aria-label={openLabel}
        className={cx(buttonClass({ variant: 'plain', size: 'small' }, true), field.clear)}
      >
        <ChevronDownIcon />
      </AriaButton>
    </div>
    <Popover className={cx(overlay.popover)}>
      <ListBox className={cx(overlay.list)} renderEmptyState={() => <div className={overlay.empty}>{emptyText}</div>}>
        {(item: ComboItem) => (
          <ListBoxItem id={item.id} textValue={item.label} className={cx(overlay.item)}>
            {item.icon}
            <span className={overlay.words}>
              <Text slot="label">{item.label}</Text>
              {item.description !== undefined && (
                <Text slot="description">
                  <small>{item.description}</small>
                </Text>
              )}
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </AriaComboBox>
);
