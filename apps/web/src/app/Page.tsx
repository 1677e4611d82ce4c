import { cx } from '@samsyn/ui';
import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { usePageTitle } from './usePageTitle.ts';

/** The frame of a page that is read from the top down: its width, its name in the browser, one region for F6. */
export const Page = ({
  title,
  narrow = false,
  children,
}: {
  title: string | undefined;
  narrow?: boolean;
  children: ReactNode;
}) => {
  usePageTitle(title);
  return (
    <div className={cx(styles.page, narrow && styles.narrow)} data-region="page">
      {children}
    </div>
  );
};
