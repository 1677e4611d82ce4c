import { type Analysis, isDraftOpen } from '@samsyn/domain';
import { cx } from '@samsyn/ui';
import { useText } from '../../text/index.ts';
import { type EditorRef, useInText } from '../seminar/room/useInText.ts';
import { useLeaveSheet } from '../seminar/room/sheet.ts';
import { gapGroups, listsOf } from './checklist.ts';
import styles from './Contents.module.css';
import { useAnalysisText } from './text/index.ts';
import { useCurrentHeading } from './useCurrentHeading.ts';

export type Heading = { id: string; level: number; text: string };

/** What remains before the next move, in short; each line opens the checklist. */
const Before = ({ analysis, onChecks }: { analysis: Analysis; onChecks: () => void }) => {
  const text = useText();
  const words = useAnalysisText().checks;
  const leave = useLeaveSheet();
  const lists = listsOf(analysis);
  if (lists === null || analysis.draftedAt === null || !isDraftOpen(analysis.state)) return null;
  const groups = gapGroups(lists.gaps);
  const lines = [
    ...groups.map(({ kind, gaps }) => text.gaps[kind](gaps.length)),
    ...(lists.findings.length > 0 ? [`${words.findings}: ${lists.findings.length}`] : []),
  ];
  return (
    <section aria-labelledby="before">
      <h2 id="before" className={styles.title}>
        {analysis.state === 'inReview' ? words.beforeFinalised : words.before}
      </h2>
      <ul className={styles.checks}>
        {lines.map((line) => (
          <li key={line}>
            <button type="button" onClick={() => leave(onChecks)}>
              {line}
            </button>
          </li>
        ))}
        {groups.length === 0 && <li className={styles.right}>{words.whole}</li>}
        {lists.findings.length === 0 && <li className={styles.right}>{words.clean}</li>}
      </ul>
    </section>
  );
};

/** The sections, and the parts of the one that is being read. */
const shownHeadings = (
  headings: readonly Heading[],
  current: string | undefined,
): (Heading & { isPart: boolean })[] => {
  const top = Math.min(...headings.map((heading) => heading.level));
  const sections = headings.map((_, index) => headings.slice(0, index + 1).findLast((one) => one.level === top)?.id);
  const here = sections[headings.findIndex((heading) => heading.id === current)] ?? headings[0]?.id;
  return headings
    .map((heading) => ({ ...heading, isPart: heading.level > top }))
    .filter((one, index) => !one.isPart || sections[index] === here);
};

/** The draft's headings, and what remains before the review. */
export const Contents = ({
  analysis,
  headings,
  editor,
  onChecks,
}: {
  analysis: Analysis;
  headings: readonly Heading[];
  editor: EditorRef;
  onChecks: () => void;
}) => {
  const words = useAnalysisText().contents;
  const inText = useInText(editor);
  const current = useCurrentHeading(headings);
  return (
    <>
      <nav aria-labelledby="contents">
        <h2 id="contents" className={styles.title} data-rail-title>
          {words.label}
        </h2>
        {headings.length === 0 ? (
          <p className={styles.hint}>{words.none}</p>
        ) : (
          <ol className={styles.contents}>
            {shownHeadings(headings, current).map((heading) => (
              <li key={heading.id}>
                <button
                  type="button"
                  className={cx(heading.isPart && styles.sub)}
                  {...(heading.id === current ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => inText((text) => text.showBlock(heading.id))}
                >
                  {heading.text}
                </button>
              </li>
            ))}
          </ol>
        )}
      </nav>
      <Before analysis={analysis} onChecks={onChecks} />
    </>
  );
};
