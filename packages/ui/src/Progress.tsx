import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { cx } from './cx.ts';
import styles from './Progress.module.css';

/** Long work: what it is doing, and how far it has come (0-100). */
export const Progress = ({ label, value }: { label: string; value: number }) => (
  <ProgressBar value={value} className={cx(styles.progress)}>
    {({ percentage, valueText }) => (
      <>
        <div className={styles.row}>
          <Label>{label}</Label>
          <span>{valueText}</span>
        </div>
        <div className={styles.track}>
          <div className={styles.fill} style={{ width: `${percentage ?? 0}%` }} />
        </div>
      </>
    )}
  </ProgressBar>
);
