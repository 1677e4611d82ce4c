import type { Evidence, Reference } from '@samsyn/domain';
import { Button } from '@samsyn/ui';
import { useState } from 'react';
import { EvidenceChart } from '../../evidence/chart/EvidenceChart.tsx';
import { DataView } from '../../evidence/DataView.tsx';
import { useSeminarText } from '../text/index.ts';
import styles from './Panels.module.css';

const CiteButton = ({ title, onCite }: { title: string; onCite: (() => void) | undefined }) => {
  const words = useSeminarText().sources;
  if (onCite === undefined) return null;
  return (
    <Button size="small" aria-label={words.citeTo(title)} onPress={onCite}>
      {words.cite}
    </Button>
  );
};

/** What it is, what it shows, and the act of citing it; without `onCite` it is only read. */
export const EvidenceCard = ({ evidence, onCite }: { evidence: Evidence; onCite: (() => void) | undefined }) => {
  const words = useSeminarText().sources;
  const [showsTable, setShowsTable] = useState(false);
  const origin = [evidence.source, evidence.period].filter(Boolean).join(', ');
  return (
    <li className={styles.card}>
      <div>
        <h4>
          <a href={`/underlag/${evidence.id}`}>{evidence.title}</a>
        </h4>
        {origin !== '' && <p className={styles.meta}>{origin}</p>}
      </div>
      {evidence.table !== undefined && (
        <>
          <EvidenceChart table={evidence.table} title={evidence.title} compact />
          {showsTable && <DataView table={evidence.table} caption={words.table(evidence.title)} />}
        </>
      )}
      {evidence.text !== undefined && evidence.text !== '' && <p className={styles.excerpt}>{evidence.text}</p>}
      <div className={styles.acts}>
        <CiteButton title={evidence.title} onCite={onCite} />
        {evidence.table !== undefined && (
          <Button size="small" variant="plain" aria-expanded={showsTable} onPress={() => setShowsTable(!showsTable)}>
            {showsTable ? words.hideTable : words.showTable}
          </Button>
        )}
      </div>
    </li>
  );
};

export const ReferenceCard = ({ reference, onCite }: { reference: Reference; onCite: (() => void) | undefined }) => {
  const words = useSeminarText().sources;
  return (
    <li className={styles.card}>
      <div>
        <h4>
          <a href={`/referenser/${reference.id}`}>{reference.csl.title}</a>
        </h4>
        <p className={styles.meta}>{reference.label}</p>
      </div>
      {reference.finding !== '' && <p className={styles.excerpt}>{reference.finding}</p>}
      {reference.contextNote !== '' && (
        <p className={styles.meta}>
          <b>{words.context}</b> {reference.contextNote}
        </p>
      )}
      {onCite !== undefined && (
        <div className={styles.acts}>
          <CiteButton title={reference.label} onCite={onCite} />
        </div>
      )}
    </li>
  );
};
