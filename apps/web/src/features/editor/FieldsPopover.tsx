import { Button, cx, Notice, TextArea, TextField } from '@samsyn/ui';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useMemo, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { type ActionFields, findBlock, setFields } from './acts/claims.ts';
import styles from './Popovers.module.css';
import { useEditorText } from './text/index.ts';
import { useEditorWord } from './useEditorWord.ts';

/** The field that was asked for gets focus when the form opens. */
const focusOn = (isAskedFor: boolean) => ({ autoFocus: isAskedFor });

/** What the form hangs at is drawn anew when the action changes; the form stays where it is then. */
const standing = (anchor: HTMLElement) => ({
  get current() {
    return anchor.isConnected ? anchor : null;
  },
});

const orNull = (value: string): string | null => (value.trim() === '' ? null : value.trim());

/** Who, when, and what it should lead to. A colleague may fill in the fields that are not touched here. */
export const FieldsPopover = ({
  editor,
  anchor,
  claimId,
  first,
  onClose,
}: {
  editor: Editor;
  anchor: HTMLElement;
  claimId: string;
  first: keyof ActionFields;
  onClose: () => void;
}) => {
  const { fields: words } = useEditorText();
  const [written, setWritten] = useState<Partial<Record<keyof ActionFields, string>>>({});
  const attrsNow = () => findBlock(editor.state.doc, claimId)?.node.attrs;
  useEditorWord(editor, () => JSON.stringify(attrsNow() ?? null));
  const attrs = attrsNow();
  const trigger = useMemo(() => standing(anchor), [anchor]);
  const field = (name: keyof ActionFields) => {
    const held: unknown = attrs?.[name];
    return {
      label: words[name],
      value: written[name] ?? (typeof held === 'string' ? held : ''),
      onChange: (value: string) => setWritten((before) => ({ ...before, [name]: value })),
      ...focusOn(first === name),
    };
  };
  const save = (): boolean =>
    setFields(
      editor.view,
      claimId,
      Object.fromEntries(Object.entries(written).map(([name, value]) => [name, orNull(value)])),
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (save()) onClose();
  };
  // Whoever presses somewhere else is done here: what was written counts. A form whose action is gone keeps its words.
  const leave = (): boolean => Object.keys(written).length === 0 || save();
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      placement="bottom start"
      className={cx(styles.popover)}
      shouldCloseOnInteractOutside={leave}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaDialog aria-label={words.title} className={cx(styles.dialog)}>
        <form onSubmit={submit} className={styles.form}>
          {attrs === undefined && <Notice tone="error">{words.gone}</Notice>}
          <TextField {...field('owner')} maxLength={200} />
          <TextField {...field('due')} type="date" />
          <TextArea {...field('expectedEffect')} rows={2} maxLength={2000} />
          <div className={styles.acts}>
            {attrs !== undefined && (
              <Button size="small" variant="primary" type="submit">
                {words.save}
              </Button>
            )}
            <Button size="small" variant="plain" onPress={onClose}>
              {attrs === undefined ? words.close : words.cancel}
            </Button>
          </div>
        </form>
      </AriaDialog>
    </Popover>
  );
};
