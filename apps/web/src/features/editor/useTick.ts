import { useEffect, useReducer } from 'react';
import type { Editor } from '@tiptap/core';

/** Draws the component anew when the editor's state changes, at most once a frame. */
export const useEditorTick = (editor: Editor | null): void => {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (editor === null) return undefined;
    let frame = 0;
    const plan = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        tick();
      });
    };
    editor.on('transaction', plan);
    return () => {
      cancelAnimationFrame(frame);
      editor.off('transaction', plan);
    };
  }, [editor]);
};
