import { Button, cx, TextArea, TextField } from '@samsyn/ui';
import { type FormEvent, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { ActionFields } from './acts/claims.ts';
import styles from './Popovers.module.css';
import { useEditorText } from './text/index.ts';

/** The field that was asked for gets focus when the form opens. */
const focusOn = (isAskedFor: boolean) => ({ autoFocus: isAskedFor });

const orNull = (value: string): string | null => (value.trim() === '' ? null : value.trim());

/** Who, when, and what it should lead to. */
export const FieldsPopover = ({
  anchor,
  fields,
  first,
  onSave,
  onClose,
}: {
  anchor: HTMLElement;
  fields: ActionFields;
  first: keyof ActionFields;
  onSave: (fields: ActionFields) => void;
  onClose: () => void;
}) => {
  const { fields: words } = useEditorText();
  const [owner, setOwner] = useState(fields.owner ?? '');
  const [due, setDue] = useState(fields.due ?? '');
  const [effect, setEffect] = useState(fields.expectedEffect ?? '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave({ owner: orNull(owner), due: orNull(due), expectedEffect: orNull(effect) });
  };
  return (
    <Popover
      triggerRef={{ current: anchor }}
      isOpen
      placement="bottom start"
      className={cx(styles.popover)}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaDialog aria-label={words.title} className={cx(styles.dialog)}>
        <form onSubmit={save} className={styles.form}>
          <TextField
            label={words.owner}
            value={owner}
            onChange={setOwner}
            maxLength={200}
            {...focusOn(first === 'owner')}
          />
          <TextField label={words.due} type="date" value={due} onChange={setDue} {...focusOn(first === 'due')} />
          <TextArea
            label={words.expectedEffect}
            rows={2}
            value={effect}
            onChange={setEffect}
            maxLength={2000}
            {...focusOn(first === 'expectedEffect')}
          />
          <div className={styles.acts}>
            <Button size="small" variant="primary" type="submit">
              {words.save}
            </Button>
            <Button size="small" variant="plain" onPress={onClose}>
              {words.cancel}
            </Button>
          </div>
        </form>
      </AriaDialog>
    </Popover>
  );
};
