import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { CheckIcon } from './icons.tsx';
import styles from './StatusWord.module.css';

/** quiet: to come. live: going on now. wait: somebody's turn. done: finished. error: went wrong. */
export type StatusTone = 'quiet' | 'live' | 'wait' | 'done' | 'error';

/** One state, one word. */
export const StatusWord = ({ tone = 'quiet', children }: { tone?: StatusTone; children: ReactNode }) => (
  <span className={cx(styles.status, tone !== 'quiet' && styles[tone])}>{children}</span>
);

/** "Sparat" beside a title: ok when everything is durable, else the tone of what is going on. */
export const SaveWord = ({ tone, children }: { tone: 'ok' | 'quiet' | 'warn' | 'error'; children: ReactNode }) => (
  <span
    className={cx(
      styles.status,
      tone === 'ok' && styles.saved,
      tone === 'warn' && styles.wait,
      tone === 'error' && styles.error,
      styles.bare,
    )}
  >
    {tone === 'ok' && <CheckIcon />}
    {children}
  </span>
);
