import { useEffect } from 'react';

/** How much of the window's foot a phone's keyboard covers (--keyboard), so that the tools stay above it. */
export const useKeyboardInset = (): void => {
  useEffect(() => {
    const { visualViewport } = globalThis;
    if (visualViewport === null || visualViewport === undefined) return undefined;
    const follow = (): void => {
      const covered = Math.max(0, innerHeight - visualViewport.height - visualViewport.offsetTop);
      document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    visualViewport.addEventListener('resize', follow);
    visualViewport.addEventListener('scroll', follow);
    return () => {
      visualViewport.removeEventListener('resize', follow);
      visualViewport.removeEventListener('scroll', follow);
      document.documentElement.style.removeProperty('--keyboard');
    };
  }, []);
};
