import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { CheckIcon, InfoIcon, WarnIcon } from './icons.tsx';
import styles from './State.module.css';

export type NoticeTone = 'info' | 'ok' | 'warn' | 'error';

/** A message in the page's flow. Errors interrupt a screen reader, the rest waits its turn. */
export const Notice = ({ tone = 'info', children }: { tone?: NoticeTone; children: ReactNode }) => (
  <div className={cx(styles.notice, tone !== 'info' && styles[tone])} role={tone === 'error' ? 'alert' : 'status'}>
    {tone === 'info' ? <InfoIcon /> : tone === 'ok' ? <CheckIcon /> : <WarnIcon />}
    <div>{children}</div>
  </div>
);
