import type { HTMLAttributes } from 'react';
import { cx } from './cx.ts';
import styles from './Paper.module.css';

/** The sheet that things lie on. */
export const Paper = ({
  padded = true,
  className,
  children,
  ...rest
}: HTMLAttributes<HTMLElement> & { padded?: boolean }) => (
  <section {...rest} className={cx(styles.paper, padded && styles.padded, className)}>
    {children}
  </section>
);
