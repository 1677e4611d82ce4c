import { useEffect, useRef } from 'react';
import { useText } from '../text/index.ts';
import { navigationCount } from './navigation.ts';

/**
 * Names the page in the browser. When the reader came here by a link inside the product, focus goes to the h1, so that a
 * screen reader says where one is; undefined while the name is not known yet.
 */
export const usePageTitle = (title: string | undefined): void => {
  const { product } = useText();
  const arrived = useRef(false);
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} – ${product}`;
    if (arrived.current) return;
    arrived.current = true;
    if (navigationCount() > 0) document.querySelector<HTMLElement>('main h1[tabindex="-1"]')?.focus();
  }, [title, product]);
};
