import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { useCallback, useSyncExternalStore } from 'react';

/** After a change, in milliseconds. */
const lag = 80;

const never = (): (() => void) => () => {};

/**
 * What `read` says of the editor, as a word that is the same as long as nothing that matters has changed: the component
 * is drawn anew only then, never for each key. Looked at when the key has been shown.
 */
export const useEditorWord = (editor: Editor | null, read: (editor: Editor) => string): string => {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (editor === null) return never();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const plan = ({ transaction }: { transaction: Transaction }): void => {
        const mayMatter = transaction.docChanged || transaction.selectionSet || transaction.storedMarksSet;
        if (mayMatter)
          timer ??= setTimeout(() => {
            timer = undefined;
            listener();
          }, lag);
      };
      editor.on('transaction', plan);
      return () => {
        clearTimeout(timer);
        editor.off('transaction', plan);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => (editor === null || editor.isDestroyed ? '' : read(editor)));
};
