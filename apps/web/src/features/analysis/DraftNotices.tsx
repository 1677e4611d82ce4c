import type { Analysis, DraftCounts } from '@samsyn/domain';
import { Button, CrossIcon, Notice, Progress } from '@samsyn/ui';
import { useProblemText } from '../../app/useProblemText.ts';
import styles from './DraftNotices.module.css';
import { hasText } from './moveWords.ts';
import { useAnalysisText } from './text/index.ts';
import type { DraftProgress } from './useDraftProgress.ts';

export type DraftWork = {
  isWorking: boolean;
  progress: DraftProgress | null;
  counts: DraftCounts | undefined;
  error: Error | null;
  forget: () => void;
};

const Working = ({ isOwn, progress }: { isOwn: boolean; progress: DraftProgress | null }) => {
  const words = useAnalysisText().draft;
  const doing = progress === null ? undefined : words.steps[progress.done];
  const label = isOwn ? (doing ?? words.working) : words.byOther;
  return (
    <div className={styles.working}>
      <Progress label={label} value={progress === null ? 0 : Math.round((100 * progress.done) / progress.total)} />
    </div>
  );
};

/** Under the head: that the draft is being made, what came of it, or that it has not been made yet. */
export const DraftNotices = ({ analysis, work }: { analysis: Analysis; work: DraftWork }) => {
  const words = useAnalysisText().draft;
  const problemText = useProblemText();
  const isEmpty = !hasText(analysis) && !work.isWorking && work.error === null;
  return (
    <>
      {(work.isWorking || work.progress !== null) && <Working isOwn={work.isWorking} progress={work.progress} />}
      {work.error !== null && (
        <Notice tone="error">
          {words.failed} {problemText(work.error)} {words.kept}
        </Notice>
      )}
      {work.counts !== undefined && !work.isWorking && (
        <Notice tone="ok">
          <div className={styles.result}>
            <p>{words.result(work.counts)}</p>
            <Button
              size="small"
              variant="plain"
              iconOnly
              icon={<CrossIcon />}
              aria-label={words.close}
              onPress={work.forget}
            />
          </div>
        </Notice>
      )}
      {isEmpty && (
        <Notice>
          <h2>{words.empty}</h2>
          <p>{analysis.mayDraft ? words.emptyText : words.emptyWait}</p>
        </Notice>
      )}
    </>
  );
};
