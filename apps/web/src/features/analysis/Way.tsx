import { type AnalysisState, analysisStates } from '@samsyn/domain';
import { cx, VisuallyHidden } from '@samsyn/ui';
import { useText } from '../../text/index.ts';
import { useAnalysisText } from './text/index.ts';
import styles from './Way.module.css';

/** How far the analysis has come: its states on a line, the present one marked. On a phone only that one is in words. */
export const Way = ({ state }: { state: AnalysisState }) => {
  const text = useText();
  const words = useAnalysisText();
  const now = analysisStates.indexOf(state);
  return (
    <ol className={styles.way} aria-label={words.way}>
      {analysisStates.map((one, index) => (
        <li
          key={one}
          className={cx(index < now && styles.done, index === now && styles.now)}
          {...(index === now ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={styles.word}>{text.analysisStates[one]}</span>
          {index < now && <VisuallyHidden>, {words.wayDone}</VisuallyHidden>}
        </li>
      ))}
    </ol>
  );
};
