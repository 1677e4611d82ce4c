import type { ReactNode } from 'react';
import styles from './State.module.css';

/** Nothing here yet: what belongs here, and the one thing to do. */
export const EmptyState = ({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) => (
  <div className={styles.state}>
    <div className={styles.title}>{title}</div>
    {children !== undefined && <p>{children}</p>}
    {actions !== undefined && <div className={styles.actions}>{actions}</div>}
  </div>
);
