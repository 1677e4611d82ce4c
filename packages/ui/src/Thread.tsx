import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Thread.module.css';

/** whole: the chain holds. broken: something is missing or not yet closed. coming: not begun. */
export type ThreadState = 'whole' | 'broken' | 'coming';

/** The red thread as a line that fills its box's height (or width); it says nothing that words do not say too. */
export const Thread = ({ state = 'whole', horizontal = false }: { state?: ThreadState; horizontal?: boolean }) => (
  <span
    aria-hidden="true"
    className={cx(styles.thread, state !== 'whole' && styles[state], horizontal && styles.horizontal)}
  />
);

/** A list whose items hang on the thread. */
export const ThreadList = ({
  state = 'whole',
  label,
  children,
}: {
  state?: ThreadState;
  label?: string;
  children: ReactNode;
}) => (
  // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes the role from lists without bullets
  <ul role="list" aria-label={label} className={cx(styles.list, state !== 'whole' && styles[state])}>
    {children}
  </ul>
);

/** The product's mark: a knot in the thread. */
export const ThreadMark = ({ height = 26 }: { height?: number }) => (
  <svg className={styles.mark} width={(height * 14) / 26} height={height} viewBox="0 0 14 26" aria-hidden="true">
    <path
      d="M7 0v7c0 6-5 5-5 9s5 4 5-1 5-5 5-1-5 4-5 9v3"
      fill="none"
      stroke="var(--thread)"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
  </svg>
);
