import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';

/** After a change, in milliseconds. */
const lag = 80;

/**
 * Tells the page something that is read off the editor: when a change has been shown, and only when it is not the same as
 * last time.
 */
export const useTold = <T>(
  editor: Editor | null,
  read: (editor: Editor) => T,
  tell: ((told: T) => void) | undefined,
): void => {
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  const isWanted = tell !== undefined;
  useEffect(() => {
    if (editor === null || !isWanted) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: T | undefined;
    let lastWritten = '';
    const look = (): void => {
      timer = undefined;
      if (editor.isDestroyed) return;
      const told = read(editor);
      if (told === last) return;
      last = told;
      const written = JSON.stringify(told);
      if (written === lastWritten) return;
      lastWritten = written;
      latest.current?.(told);
    };
    const plan = (): void => {
      timer ??= setTimeout(look, lag);
    };
    plan();
    editor.on('transaction', plan);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', plan);
    };
  }, [editor, isWanted, read]);
};
