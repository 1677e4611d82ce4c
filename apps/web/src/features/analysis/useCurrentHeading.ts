import { useEffect, useState } from 'react';

/** A heading counts as reached where the contents put it (the room's `scroll-padding`), and not the one that follows it. */
const reach = 100;
const selector = '.ProseMirror > .heading, .ProseMirror > .blocks > .heading';

/** @returns the id of the heading whose section stands at the top of what is seen; the first where none is reached yet. */
export const useCurrentHeading = (headings: readonly { id: string }[]): string | undefined => {
  const [index, setIndex] = useState(-1);
  const count = headings.length;
  useEffect(() => {
    if (count === 0) return undefined;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const drawn = [...document.querySelectorAll(selector)].filter((one) => one.textContent.trim() !== '');
      const edge = Math.max(0, document.querySelector('[data-region="text"]')?.getBoundingClientRect().top ?? 0);
      setIndex(drawn.findLastIndex((one) => one.getBoundingClientRect().top <= edge + reach));
    };
    const plan = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    plan();
    // Scrolling does not bubble: the room's own scroller is caught on the way down.
    document.addEventListener('scroll', plan, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', plan, { capture: true });
    };
  }, [count]);
  return (headings[index] ?? headings[0])?.id;
};
