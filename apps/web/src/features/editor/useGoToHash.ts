import { type RefObject, useEffect } from 'react';
import type { CoEditorHandle } from './contract.ts';

/** An address with #BLOCKID opens the text at that block. */
export const useGoToHash = (handle: RefObject<CoEditorHandle | null>, isShown: boolean): void => {
  useEffect(() => {
    if (!isShown) return undefined;
    const go = (): void => {
      if (location.hash.length > 1) handle.current?.showBlock(decodeURIComponent(location.hash.slice(1)));
    };
    // after the text has been drawn
    const timer = setTimeout(go, 50);
    addEventListener('hashchange', go);
    return () => {
      clearTimeout(timer);
      removeEventListener('hashchange', go);
    };
  }, [handle, isShown]);
};
