import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { goToBlock } from './goToBlock.ts';

/** An address with #BLOCKID opens the text at that block. */
export const useGoToHash = (editor: Editor | null, isShown: boolean): void => {
  useEffect(() => {
    if (editor === null || !isShown) return undefined;
    const go = (): void => {
      if (location.hash.length > 1) goToBlock(editor, decodeURIComponent(location.hash.slice(1)));
    };
    // after the text has been drawn
    const timer = setTimeout(go, 50);
    addEventListener('hashchange', go);
    return () => {
      clearTimeout(timer);
      removeEventListener('hashchange', go);
    };
  }, [editor, isShown]);
};
