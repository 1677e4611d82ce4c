import { useEffect, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './Tabs.module.css';

/** Parts of a page that have addresses of their own: looks like tabs, is a navigation. */
export const LinkTabs = ({
  label,
  items,
  current,
}: {
  label: string;
  items: readonly { href: string; label: string }[];
  current: string;
}) => {
  const nav = useRef<HTMLElement>(null);
  // On a small screen the row scrolls sideways: the current part is in view.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <nav ref={nav} aria-label={label} className={cx(styles.list)}>
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          className={styles.tab}
          {...(item.href === current ? { 'aria-current': 'page' as const } : {})}
        >
          {item.label}
        </a>
      ))}
    </nav>
  );
};
