import type { Evidence, Reference } from '@samsyn/domain';
import { announce, Button, EmptyState, LinkButton, SearchField, Skeleton } from '@samsyn/ui';
import { type ReactNode, useState } from 'react';
import { useDelayed } from '../../../api/useDelayed.ts';
import { useProblemText } from '../../../app/useProblemText.ts';
import { useText } from '../../../text/index.ts';
import type { Cited } from '../../editor/contract.ts';
import { useEvidenceList } from '../../evidence/evidenceQueries.ts';
import { useReferenceList } from '../../references/referenceQueries.ts';
import { type EditorRef, useInText } from '../room/useInText.ts';
import { useSeminarText } from '../text/index.ts';
import { EvidenceCard, ReferenceCard } from './SourceCards.tsx';
import styles from './Panels.module.css';

const shownAtFirst = 4;

/** A list that begins short. */
const Some = <T extends { id: string }>({
  title,
  items,
  children,
}: {
  title: string;
  items: readonly T[];
  children: (item: T) => ReactNode;
}) => {
  const text = useText();
  const [shown, setShown] = useState(shownAtFirst);
  if (items.length === 0) return null;
  return (
    <section>
      <h3 className={styles.over}>{title}</h3>
      <ul className={styles.cards}>{items.slice(0, shown).map(children)}</ul>
      {items.length > shown && (
        <Button size="small" variant="plain" onPress={() => setShown(shown + shownAtFirst * 2)}>
          {text.verbs.more}
        </Button>
      )}
    </section>
  );
};

/** The group's own evidence first, in the order that the server gave. */
const ownFirst = (items: readonly Evidence[], group: string): Evidence[] => [
  ...items.filter((one) => one.leadershipGroup?.slug === group),
  ...items.filter((one) => one.leadershipGroup?.slug !== group),
];

/** Evidence and research: search, look, and cite where the caret is. */
export const SourcesPanel = ({
  editor,
  group,
  canCite,
}: {
  editor: EditorRef;
  /** slug of the seminar's group */
  group: string;
  canCite: boolean;
}) => {
  const text = useText();
  const words = useSeminarText().sources;
  const problemText = useProblemText();
  const inText = useInText(editor);
  const [typed, setTyped] = useState('');
  const searched = useDelayed(typed.trim());
  const evidence = useEvidenceList(searched);
  const references = useReferenceList(searched);
  const foundEvidence = evidence.data?.pages.flatMap((page) => page.items) ?? [];
  const foundReferences = references.data?.pages.flatMap((page) => page.items) ?? [];
  const isPending = evidence.isPending || references.isPending;
  const failed = evidence.error ?? references.error;

  const cite = (target: Cited, title: string): void =>
    inText((editorHere) => {
      editorHere.cite(target);
      announce(words.cited(title));
    });
  const citeEvidence = (one: Evidence) =>
    canCite ? () => cite({ targetType: 'evidence', targetId: one.id }, one.title) : undefined;
  const citeReference = (one: Reference) =>
    canCite ? () => cite({ targetType: 'reference', targetId: one.id }, one.label) : undefined;

  return (
    <div className={styles.panel}>
      <SearchField
        label={words.search}
        hideLabel
        placeholder={words.search}
        clearLabel={text.verbs.clear}
        value={typed}
        onChange={setTyped}
      />
      {canCite && <p className={styles.hint}>{words.hint}</p>}
      {isPending && failed === null && <Skeleton label={text.loading} lines={6} />}
      {failed !== null && <p className={styles.broken}>{problemText(failed)}</p>}
      {!isPending && foundEvidence.length + foundReferences.length === 0 && (
        <EmptyState title={searched === '' ? words.empty : words.none}>
          {searched === '' ? words.emptyText : undefined}
        </EmptyState>
      )}
      <Some key={`evidence ${searched}`} title={words.evidence} items={ownFirst(foundEvidence, group)}>
        {(one) => <EvidenceCard key={one.id} evidence={one} onCite={citeEvidence(one)} />}
      </Some>
      <Some key={`references ${searched}`} title={words.references} items={foundReferences}>
        {(one) => <ReferenceCard key={one.id} reference={one} onCite={citeReference(one)} />}
      </Some>
      <div>
        <LinkButton href="/underlag/nytt">{words.add}</LinkButton>
      </div>
    </div>
  );
};
