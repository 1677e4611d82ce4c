import styles from './Skeleton.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** Stands for what is being fetched; seen after 300 ms only (by CSS, so that quick answers never flicker). */
export const Skeleton = ({ lines = 4, label }: { lines?: number; label: string }) => (
  <output className={styles.skeleton}>
    <VisuallyHidden>{label}</VisuallyHidden>
    {Array.from({ length: lines }, (_, index) => (
      <span key={index} className={styles.line} aria-hidden="true" />
    ))}
  </output>
);
