import { Button, Dialog, DialogActions, TextField } from '@samsyn/ui';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { addressOf } from './linkAddress.ts';
import { useEditorText } from './text/index.ts';

/** A field in what was just opened on request. */
const focused = { autoFocus: true };

/** The address of the link at the caret, or of a new one for the chosen words. */
export const LinkDialog = ({ editor, onClose }: { editor: Editor; onClose: () => void }) => {
  const { link: words } = useEditorText();
  const attributes = editor.getAttributes('link');
  const current = typeof attributes['href'] === 'string' ? attributes['href'] : '';
  const [written, setWritten] = useState(current);
  const [error, setError] = useState<string>();
  const done = (): void => {
    flushSync(onClose);
    editor.view.focus();
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const href = addressOf(written);
    if (href === null) {
      setError(words.wrong);
      return;
    }
    const chain = editor.chain().extendMarkRange('link');
    if (editor.state.selection.empty && current === '')
      chain.insertContent({ type: 'text', text: written.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    done();
  };
  return (
    <Dialog title={words.title} isOpen onClose={onClose} closeLabel={words.close}>
      <form onSubmit={save} noValidate style={{ display: 'grid', gap: 'var(--s4)' }}>
        <TextField
          label={words.address}
          value={written}
          onChange={setWritten}
          {...focused}
          inputMode="url"
          {...(error === undefined ? {} : { error })}
        />
        <DialogActions>
          {current !== '' && (
            <Button
              variant="plain"
              onPress={() => {
                editor.chain().extendMarkRange('link').unsetLink().run();
                done();
              }}
            >
              {words.remove}
            </Button>
          )}
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit">
            {words.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
