import type { Analysis, DraftLists } from '@samsyn/domain';
import { cx, EmptyState } from '@samsyn/ui';
import type { ReactNode } from 'react';
import { useFormat, useText } from '../../../text/index.ts';
import type { EditorRef } from '../../seminar/room/useInText.ts';
import { gapGroups, leftOutGroups, listsOf } from '../checklist.ts';
import { useAnalysisText } from '../text/index.ts';
import { useWhere, type Where } from '../useWhere.ts';
import { ClaimActs, LinkedClaim, NoteActs } from './CheckActs.tsx';
import styles from './Panels.module.css';

/** A group that is short is open from the start. */
const openUpTo = 4;

/** told: it is told, nothing has to be done. */
const Group = ({
  title,
  count,
  lead,
  isTold = false,
  children,
}: {
  title: string;
  count: number;
  lead?: string;
  isTold?: boolean;
  children: ReactNode;
}) => (
  <details className={cx(styles.group, isTold && styles.told)} open={!isTold && count <= openUpTo}>
    <summary>{title}</summary>
    {lead !== undefined && <p className={styles.lead}>{lead}</p>}
    <ul className={styles.items}>{children}</ul>
  </details>
);

type ListProps = { lists: DraftLists; where: Where; editor: EditorRef };
/** The heading of an area in the draft, for gaps that concern an area and no claim. */
type AreaHeading = (slug: string) => string | undefined;

const Gaps = ({ lists, where, editor, areaHeading }: ListProps & { areaHeading: AreaHeading }) => {
  const text = useText();
  const words = useAnalysisText().checks;
  const groups = gapGroups(lists.gaps);
  if (groups.length === 0) return <p className={styles.right}>{words.whole}</p>;
  return groups.map(({ kind, gaps }) => (
    <Group key={kind} title={text.gaps[kind](gaps.length)} count={gaps.length}>
      {gaps.map((gap) => (
        <li key={gap.claimId ?? gap.priorityArea ?? gap.text}>
          <p>{gap.text}</p>
          <ClaimActs
            claimId={gap.claimId}
            block={gap.priorityArea === undefined ? undefined : areaHeading(gap.priorityArea)}
            where={where}
            editor={editor}
          />
        </li>
      ))}
    </Group>
  ));
};

const Findings = ({ lists, where }: ListProps) => {
  const words = useAnalysisText().checks;
  if (lists.findings.length === 0) return <p className={styles.right}>{words.clean}</p>;
  return (
    <Group title={`${words.findings}: ${lists.findings.length}`} count={lists.findings.length}>
      {lists.findings.map((finding) => {
        const note = where.inNote(finding.documentId, finding.blockId);
        return (
          <li key={`${finding.kind} ${finding.documentId} ${finding.blockId}`}>
            <p>
              {words.finding[finding.kind]} {note === undefined ? words.findingIn.evidence : words.findingIn.note}.
            </p>
            <div className={styles.acts}>
              {note === undefined ? (
                <a href={`/underlag/${finding.documentId}`}>{words.openEvidence}</a>
              ) : (
                <a href={note}>{words.openNote}</a>
              )}
            </div>
          </li>
        );
      })}
    </Group>
  );
};

const Links = ({ lists, where, editor }: ListProps) => {
  const words = useAnalysisText().checks;
  if (lists.proposedLinks.length === 0) return null;
  return (
    <Group title={`${words.links}: ${lists.proposedLinks.length}`} count={lists.proposedLinks.length}>
      {lists.proposedLinks.map((link) => (
        <li key={`${link.from} ${link.to}`}>
          <p>{link.why}</p>
          <LinkedClaim label={words.linkFrom} claimId={link.from} where={where} />
          <LinkedClaim label={words.linkTo} claimId={link.to} where={where} />
          <ClaimActs claimId={link.from} where={where} editor={editor} />
        </li>
      ))}
    </Group>
  );
};

const Contradictions = ({ lists, where, editor }: ListProps) => {
  const words = useAnalysisText().checks;
  if (lists.contradictions.length === 0) return null;
  return (
    <Group title={`${words.contradictions}: ${lists.contradictions.length}`} count={lists.contradictions.length}>
      {lists.contradictions.map((one) => (
        <li key={one.claimIds.join(' ')}>
          <p>{one.text}</p>
          {one.claimIds.map((claimId) => (
            <ClaimActs key={claimId} claimId={claimId} where={where} editor={editor} />
          ))}
        </li>
      ))}
    </Group>
  );
};

const Unmarked = ({ lists, where }: ListProps) => {
  const text = useText();
  const words = useAnalysisText().checks;
  if (lists.unmarked.length === 0) return null;
  return (
    <Group
      title={`${words.unmarked}: ${lists.unmarked.length}`}
      count={lists.unmarked.length}
      lead={words.unmarkedText}
    >
      {lists.unmarked.map((one) => (
        <li key={`${one.documentId} ${one.blockId}`}>
          {one.text === undefined ? <p>{words.hidden}</p> : <q>{one.text}</q>}
          {one.suggestedKind !== null && <small>{words.suggested(text.kinds[one.suggestedKind])}</small>}
          <NoteActs href={where.inNote(one.documentId, one.blockId)} />
        </li>
      ))}
    </Group>
  );
};

const LeftOutGroups = ({ lists, where }: ListProps) => {
  const words = useAnalysisText().checks;
  return leftOutGroups(lists.leftOut).map(({ reason, items }) => (
    <Group
      key={reason}
      title={`${words.leftOut}: ${items.length}`}
      count={items.length}
      lead={`${words.leftOutReason[reason]}.`}
      isTold
    >
      {items.map((one) => (
        <li key={`${one.documentId} ${one.blockId}`}>
          {one.text === undefined ? <p>{words.hidden}</p> : <q>{one.text}</q>}
          <NoteActs href={where.inNote(one.documentId, one.blockId)} />
        </li>
      ))}
    </Group>
  ));
};

/** What the reviewers look over: each line leads to its place in the draft or in the note. */
export const ChecklistPanel = ({
  analysis,
  editor,
  areaHeading,
}: {
  analysis: Analysis;
  editor: EditorRef;
  areaHeading: AreaHeading;
}) => {
  const words = useAnalysisText().checks;
  const format = useFormat();
  const where = useWhere(analysis);
  const lists = listsOf(analysis);
  if (lists === null || analysis.draftedAt === null)
    return (
      <div className={styles.panel}>
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      </div>
    );
  const props = { lists, where, editor };
  return (
    <div className={styles.panel}>
      <p className={styles.hint}>{words.asOf(format.dateTime(analysis.draftedAt))}</p>
      <Findings {...props} />
      <Gaps {...props} areaHeading={areaHeading} />
      <Contradictions {...props} />
      <Links {...props} />
      <Unmarked {...props} />
      <LeftOutGroups {...props} />
    </div>
  );
};
