import type { Evidence } from '@samsyn/domain';
import { LinkButton, PageHead, Paper } from '@samsyn/ui';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat, useText } from '../../text/index.ts';
import { EvidenceChart } from './chart/EvidenceChart.tsx';
import styles from './Evidence.module.css';
import { DataView } from './DataView.tsx';
import { useAreaNames, useEvidence } from './evidenceQueries.ts';
import { useEvidenceText } from './text/index.ts';

const Facts = ({ evidence }: { evidence: Evidence }) => {
  const words = useEvidenceText();
  const areas = useAreaNames();
  const facts: [string, string | undefined][] = [
    [words.source, evidence.source],
    [words.period, evidence.period],
    [words.area, evidence.priorityArea === null ? '' : (areas.get(evidence.priorityArea) ?? evidence.priorityArea)],
    [words.group, evidence.leadershipGroup?.name],
  ];
  return (
    <dl className={styles.meta}>
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
};

const Content = ({ evidence }: { evidence: Evidence }) => {
  const words = useEvidenceText();
  return (
    <Paper>
      <div className={styles.sections}>
        {evidence.table !== undefined && (
          <>
            <EvidenceChart table={evidence.table} title={evidence.title} />
            <DataView table={evidence.table} caption={words.tableCaption(evidence.title)} />
          </>
        )}
        {evidence.text !== undefined && evidence.text !== '' && <p className={styles.prose}>{evidence.text}</p>}
        {evidence.url !== undefined && (
          <p className={styles.address}>
            <a href={evidence.url} rel="noreferrer" target="_blank">
              {evidence.url}
            </a>
          </p>
        )}
      </div>
    </Paper>
  );
};

/** One piece of evidence: what it says, where it comes from, its diagram and its figures. */
export const EvidencePage = ({ id }: { id: string }) => {
  const text = useText();
  const words = useEvidenceText();
  const format = useFormat();
  const query = useEvidence(id);
  return (
    <Page title={query.data?.title ?? (query.isError ? text.notFound.title : undefined)} narrow>
      <QueryState query={query}>
        {(evidence) => (
          <>
            <PageHead
              over={
                <>
                  <a href="/underlag">{words.evidence}</a> · {text.evidenceKinds[evidence.kind]}
                </>
              }
              title={evidence.title}
              actions={
                evidence.mayChange && (
                  <LinkButton href={`/underlag/${evidence.id}?andra`}>{text.verbs.change}</LinkButton>
                )
              }
            />
            <Facts evidence={evidence} />
            <Content evidence={evidence} />
            <p className={styles.count}>{words.addedLine(evidence.addedBy.name, format.date(evidence.addedAt))}</p>
          </>
        )}
      </QueryState>
    </Page>
  );
};
