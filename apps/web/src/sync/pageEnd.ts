/** When a page may end. Phones end one that is not looked at without a word: that it is hidden may be the last that it hears. */
export type PageEnd = {
  /** whether the person is asked before the page goes */
  holdsBack: () => boolean;
  hidden: () => void;
  left: () => void;
};

/** @returns stops listening. */
export const onPageEnd = ({ holdsBack, hidden, left }: PageEnd): (() => void) => {
  const warn = (event: BeforeUnloadEvent): void => {
    if (holdsBack()) event.preventDefault();
  };
  const look = (): void => {
    if (document.visibilityState === 'hidden') hidden();
  };
  addEventListener('beforeunload', warn);
  addEventListener('pagehide', left);
  document.addEventListener('visibilitychange', look);
  return () => {
    removeEventListener('beforeunload', warn);
    removeEventListener('pagehide', left);
    document.removeEventListener('visibilitychange', look);
  };
};
