import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './PageHead.module.css';

/**
 * A page's one head: what it belongs to, its h1, its status word, and its acts. `kind="bar"` is the slim one across a
 * room (seminar, analysis): on small windows its status stays in sight, where nothing around it has a box of its own. The h1
 * takes focus after a change of page, so it is focusable by script.
 */
export const PageHead = ({
  over,
  title,
  status,
  lead,
  actions,
  kind = 'page',
}: {
  over?: ReactNode;
  title: ReactNode;
  status?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  kind?: 'page' | 'bar';
}) => (
  <header className={cx(styles.head, kind === 'bar' && styles.bar)}>
    <div className={styles.words}>
      {over !== undefined && <div className={styles.over}>{over}</div>}
      <div className={styles.title}>
        <h1 tabIndex={-1} data-region-focus>
          {title}
        </h1>
        <div className={styles.status} data-status>
          {status}
        </div>
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
    </div>
    {actions !== undefined && <div className={styles.actions}>{actions}</div>}
  </header>
);
