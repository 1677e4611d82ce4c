import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';

/**
 * Tells the page something that is read off the editor: after the editor changed, at most once a frame, and only when it
 * is not the same as last time.
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
    let frame = 0;
    let last: T | undefined;
    let lastWritten = '';
    const look = (): void => {
      frame = 0;
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
      frame ||= requestAnimationFrame(look);
    };
    plan();
    editor.on('transaction', plan);
    return () => {
      cancelAnimationFrame(frame);
      editor.off('transaction', plan);
    };
  }, [editor, isWanted, read]);
};
