import type { Evidence, List, Reference } from '@samsyn/domain';
import { Button, EmptyState, LinkButton, SearchField, showToast, Skeleton } from '@samsyn/ui';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { api } from '../../api/client.ts';
import { useText } from '../../text/index.ts';
import { cite } from '../editor/acts/claims.ts';
import { chainOf } from '../editor/chain/chainPlugin.ts';
import type { Target, TargetLabel } from '../editor/labels.ts';
import { evidenceLabel, referenceLabel } from '../editor/lookup.ts';
import type { DocumentEditor } from '../editor/useDocumentEditor.ts';
import { EvidenceChart } from '../evidence/chart/EvidenceChart.tsx';
import styles from './Seminar.module.css';
import { useSeminarText } from './text/index.ts';

const most = 24;

const useFound = <T,>(path: string, words: string) =>
  useQuery({
    queryKey: ['rail', path, words],
    queryFn: ({ signal }) => api.get<List<T>>(path, { query: { q: words, limit: most }, signal }),
    select: (list) => list.items,
    placeholderData: (previous) => previous,
    staleTime: 30_000,
  });

const Acts = ({ document, target, label }: { document: DocumentEditor; target: Target; label: TargetLabel }) => {
  const words = useSeminarText().evidence;
  const { editor, host } = document;
  const insert = (): void => {
    if (editor === null) return;
    host.labels.set(target, label);
    if (cite(editor.view, target)) editor.view.focus();
    else showToast(words.noPlace, { tone: 'info' });
  };
  return (
    <div className={styles.acts}>
      {editor?.isEditable === true && (
        <Button size="small" onPress={insert} aria-label={words.citeName(label.label)}>
          {words.cite}
        </Button>
      )}
      {label.href !== undefined && (
        <LinkButton size="small" variant="plain" href={label.href} aria-label={words.showName(label.label)}>
          {words.show}
        </LinkButton>
      )}
    </div>
  );
};

const EvidenceCard = ({ evidence, document }: { evidence: Evidence; document: DocumentEditor }) => (
  <article className={styles.card}>
    <h3>{evidence.title}</h3>
    <p className={styles.small}>{[evidence.source, evidence.period].filter(Boolean).join(', ')}</p>
    {evidence.table !== undefined && <EvidenceChart compact table={evidence.table} title={evidence.title} />}
    <Acts
      document={document}
      target={{ targetType: 'evidence', targetId: evidence.id }}
      label={evidenceLabel(evidence)}
    />
  </article>
);

const ReferenceCard = ({ reference, document }: { reference: Reference; document: DocumentEditor }) => {
  const words = useSeminarText().evidence;
  return (
    <article className={styles.card}>
      <h3>{reference.csl.title}</h3>
      <p className={styles.small}>
        {reference.label}. {reference.contextNote !== '' && `${words.here} ${reference.contextNote}`}
      </p>
      <Acts
        document={document}
        target={{ targetType: 'reference', targetId: reference.id }}
        label={referenceLabel(reference)}
      />
    </article>
  );
};

/** What the text cites already stands first. */
const citedFirst = <T extends { id: string }>(items: readonly T[], cited: ReadonlySet<string>): T[] =>
  items.toSorted((a, b) => Number(cited.has(b.id)) - Number(cited.has(a.id)));

/** Evidence and research to point at, a press away from the caret. */
export const EvidenceRail = ({ document }: { document: DocumentEditor }) => {
  const words = useSeminarText().evidence;
  const text = useText();
  const [typed, setTyped] = useState('');
  const searched = useDeferredValue(typed.trim());
  const evidence = useFound<Evidence>('/api/evidence', searched);
  const references = useFound<Reference>('/api/references', searched);
  const { editor } = document;
  const [cited] = useState(
    () =>
      new Set(
        editor === null
          ? []
          : chainOf(editor.state).claims.flatMap((claim) => claim.citations.map((one) => one.targetId)),
      ),
  );
  const isEmpty = evidence.data?.length === 0 && references.data?.length === 0;
  return (
    <div className={styles.body}>
      <SearchField
        label={words.search}
        hideLabel
        clearLabel={words.clear}
        placeholder={words.search}
        value={typed}
        onChange={setTyped}
      />
      {evidence.data === undefined && <Skeleton label={text.loading} />}
      {isEmpty && searched !== '' && <p>{words.none}</p>}
      {isEmpty && searched === '' && <EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
      {citedFirst(evidence.data ?? [], cited).map((one) => (
        <EvidenceCard key={one.id} evidence={one} document={document} />
      ))}
      {(references.data?.length ?? 0) > 0 && <h2 className={styles.over}>{words.research}</h2>}
      {citedFirst(references.data ?? [], cited).map((one) => (
        <ReferenceCard key={one.id} reference={one} document={document} />
      ))}
      <div>
        <LinkButton href="/underlag">{words.add}</LinkButton>
      </div>
    </div>
  );
};
