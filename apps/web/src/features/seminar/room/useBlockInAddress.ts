import { type RefObject, useEffect } from 'react';
import type { CoEditorHandle } from '../../editor/contract.ts';

const every = 200;
const patience = 20_000;

const wanted = (): string | undefined => {
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    return id === '' ? undefined : id;
  } catch {
    return undefined;
  }
};

/** #BLOCK in the address: scrolls there and marks the block, as soon as the text has come. */
export const useBlockInAddress = (handle: RefObject<CoEditorHandle | null>): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = (): void => {
      clearInterval(timer);
      const id = wanted();
      if (id === undefined) return;
      const until = Date.now() + patience;
      timer = setInterval(() => {
        const isDone = handle.current?.showBlock(id) === true;
        if (isDone || Date.now() > until) clearInterval(timer);
      }, every);
    };
    look();
    addEventListener('hashchange', look);
    return () => {
      clearInterval(timer);
      removeEventListener('hashchange', look);
    };
  }, [handle]);
};
