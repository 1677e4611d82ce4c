import { useEffect } from 'react';
import { navigate } from 'wouter/use-browser-location';

/** Addresses that the server answers itself: files and the public page. */
const served = /^\/(api|arkiv|tillganglighet|healthz|readyz|metrics)(\/|$|\.)/;

let navigations = 0;
/** @returns how many times the page has been changed without loading a new one. */
export const navigationCount = (): number => navigations;

/** Goes to a path of the product without loading a page anew. */
export const goTo = (href: string, options: { replace?: boolean } = {}): void => {
  const samePage = new URL(href, location.href).pathname === location.pathname;
  if (!samePage) navigations += 1;
  navigate(href, { replace: options.replace ?? false });
  if (!samePage) scrollTo(0, 0);
};

const hrefOf = (target: EventTarget | null): string | undefined => {
  const anchor = target instanceof Element ? target.closest('a[href]') : null;
  if (anchor === null || anchor.hasAttribute('download')) return undefined;
  const frame = anchor.getAttribute('target');
  if (frame !== null && frame !== '' && frame !== '_self') return undefined;
  return anchor.getAttribute('href') ?? undefined;
};

/** Takes plain clicks on plain links, so that every `<a href>` in the product (in drawings too) stays in the page. */
export const useLinks = (): void => {
  useEffect(() => {
    const follow = (event: MouseEvent): void => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const href = hrefOf(event.target);
      if (href === undefined) return;
      const url = new URL(href, location.href);
      if (url.origin !== location.origin || served.test(url.pathname)) return;
      if (url.hash !== '' && url.pathname === location.pathname && url.search === location.search) return;
      event.preventDefault();
      goTo(url.pathname + url.search + url.hash);
    };
    const back = (): void => {
      navigations += 1;
    };
    document.addEventListener('click', follow);
    addEventListener('popstate', back);
    return () => {
      document.removeEventListener('click', follow);
      removeEventListener('popstate', back);
    };
  }, []);
};
