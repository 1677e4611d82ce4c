import type { ProvenanceSource } from '@samsyn/domain';
import { EmptyState } from '@samsyn/ui';
import { QueryState } from '../../../app/QueryState.tsx';
import { useFormat, useText } from '../../../text/index.ts';
import { useEvidence } from '../../evidence/evidenceQueries.ts';
import { useReference } from '../../references/referenceQueries.ts';
import { useProvenance } from '../analysisQueries.ts';
import { useAnalysisText } from '../text/index.ts';
import styles from './Panels.module.css';

const CitedEvidence = ({ id }: { id: string }) => {
  const words = useAnalysisText().sources;
  const { data } = useEvidence(id);
  if (data === undefined) return null;
  return (
    <p className={styles.cited}>
      <b>{words.evidence}</b> <a href={`/underlag/${id}`}>{data.title}</a>
    </p>
  );
};

const CitedReference = ({ id }: { id: string }) => {
  const words = useAnalysisText().sources;
  const { data } = useReference(id);
  if (data === undefined) return null;
  return (
    <p className={styles.cited}>
      <b>{words.reference}</b> <a href={`/referenser/${id}`}>{data.label}</a>
    </p>
  );
};

/** One note's words: whose, when, what kind of claim, what they cite, and the way there. */
const Source = ({ source }: { source: ProvenanceSource }) => {
  const text = useText();
  const words = useAnalysisText().sources;
  const format = useFormat();
  return (
    <li className={styles.source}>
      <p className={styles.who}>
        <b>{source.leadershipGroup.name}</b>{' '}
        <span>
          {[source.startsAt === '' ? '' : format.date(source.startsAt), text.kinds[source.kind]]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {source.text === undefined ? (
        <p className={styles.hint}>{words.foreign}</p>
      ) : (
        <>
          <q className={styles.quote}>{source.text}</q>
          {source.evidence.map((id) => (
            <CitedEvidence key={id} id={id} />
          ))}
          {source.references.map((id) => (
            <CitedReference key={id} id={id} />
          ))}
          <a
            className={styles.open}
            href={`/seminarier/${source.seminarId}#${source.blockId}`}
            aria-label={words.openOf(source.leadershipGroup.name)}
          >
            {words.open}
          </a>
        </>
      )}
    </li>
  );
};

/** Where the words of the block at the caret come from. `blockId` is null when the caret is in a heading or nowhere. */
export const SourcesPanel = ({ analysisId, blockId }: { analysisId: string; blockId: string | null }) => {
  const words = useAnalysisText().sources;
  const query = useProvenance(analysisId);
  return (
    <div className={styles.panel}>
      <QueryState query={query} lines={6}>
        {(items) => {
          if (items.length === 0) return <EmptyState title={words.none}>{words.noneText}</EmptyState>;
          if (blockId === null) return <EmptyState title={words.choose}>{words.chooseText}</EmptyState>;
          const item = items.find((one) => one.draftBlockId === blockId);
          if (item === undefined || item.sources.length === 0)
            return <EmptyState title={words.noSource}>{words.noSourceText}</EmptyState>;
          return (
            <>
              <h3 className={styles.over}>{words.comes}</h3>
              <ul className={styles.sources}>
                {item.sources.map((source) => (
                  <Source key={`${source.documentId} ${source.blockId}`} source={source} />
                ))}
              </ul>
            </>
          );
        }}
      </QueryState>
    </div>
  );
};
