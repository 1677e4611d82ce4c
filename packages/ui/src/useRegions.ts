import { useEffect } from 'react';

/** Also what has no box of its own, when something in it has. */
const isInView = (element: Element): boolean =>
  element.getClientRects().length > 0 ||
  (getComputedStyle(element).display === 'contents' && [...element.children].some(isInView));

const visibleRegions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => isInView(region) && region.closest('[inert], [aria-hidden="true"]') === null,
  );

const focusRegion = (region: HTMLElement, last: WeakMap<HTMLElement, HTMLElement>): void => {
  const remembered = last.get(region);
  const target =
    remembered !== undefined && region.contains(remembered) && remembered.getClientRects().length > 0
      ? remembered
      : region.querySelector<HTMLElement>('[contenteditable="true"], [data-region-focus]');
  if (target === null) {
    if (!region.hasAttribute('tabindex')) region.tabIndex = -1;
    region.focus();
  } else target.focus();
};

/**
 * F6 and Shift+F6 go round the page's regions: elements marked data-region, in the order of the document, those in view
 * only. A region that was left is entered where it was left; else at its text, at what is marked data-region-focus, or
 * as a whole. Call it once, at the root.
 */
export const useRegions = (): void => {
  useEffect(() => {
    const last = new WeakMap<HTMLElement, HTMLElement>();
    const remember = (event: FocusEvent): void => {
      const target = event.target;
      if (!(target instanceof HTMLElement)) return;
      const region = target.closest<HTMLElement>('[data-region]');
      if (region !== null && region !== target) last.set(region, target);
    };
    const move = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      const regions = visibleRegions();
      if (regions.length === 0) return;
      event.preventDefault();
      const current = regions.findLastIndex((region) => region.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      const start = current === -1 && event.shiftKey ? 0 : current;
      const next = regions[(start + step + regions.length) % regions.length];
      if (next !== undefined) focusRegion(next, last);
    };
    document.addEventListener('focusin', remember);
    document.addEventListener('keydown', move);
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('keydown', move);
    };
  }, []);
};
