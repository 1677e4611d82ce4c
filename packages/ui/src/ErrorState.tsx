import type { ReactNode } from 'react';
import styles from './State.module.css';

/** It went wrong: what happened, what was kept, what to do. Read out at once. */
export const ErrorState = ({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) => (
  <div className={styles.state} role="alert">
    <div className={styles.title}>{title}</div>
    {children !== undefined && <p>{children}</p>}
    {actions !== undefined && <div className={styles.actions}>{actions}</div>}
  </div>
);
