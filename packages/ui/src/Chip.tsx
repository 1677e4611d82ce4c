import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { cx } from './cx.ts';

/** A citation or a filter's value: a small word on a tint; a link when it leads somewhere. */
export const Chip = ({
  children,
  href,
  tone = 'spruce',
}: {
  children: ReactNode;
  href?: string | undefined;
  tone?: 'spruce' | 'quiet';
}) => {
  const className = cx(styles.chip, tone === 'quiet' && styles.quiet);
  return href === undefined ? (
    <span className={className}>{children}</span>
  ) : (
    <a href={href} className={className}>
      {children}
    </a>
  );
};
