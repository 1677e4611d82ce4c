import type { Reference } from '@samsyn/domain';
import { LinkButton, PageHead, Paper } from '@samsyn/ui';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat, useText } from '../../text/index.ts';
import evidenceStyles from '../evidence/Evidence.module.css';
import { isWebAddress } from '../evidence/evidenceFields.ts';
import { useEvidenceText } from '../evidence/text/index.ts';
import { useReference } from './referenceQueries.ts';
import styles from './References.module.css';
import { useReferencesText } from './text/index.ts';

const addressOf = (reference: Reference): string | undefined => {
  const { DOI, URL: url } = reference.csl;
  if (DOI !== undefined && DOI !== '')
    return `https://doi.org/${DOI.replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '')}`;
  return url !== undefined && isWebAddress(url) ? url : undefined;
};

const Content = ({ reference }: { reference: Reference }) => {
  const words = useReferencesText();
  const address = addressOf(reference);
  return (
    <Paper>
      <div className={evidenceStyles.sections}>
        <p className={styles.citation}>{reference.citation}</p>
        {address !== undefined && (
          <p className={styles.address}>
            <a href={address} rel="noreferrer" target="_blank">
              {address}
            </a>
          </p>
        )}
        <section className={styles.part}>
          <h2>{words.finding}</h2>
          <p>{reference.finding === '' ? words.noFinding : reference.finding}</p>
        </section>
        {reference.contextNote !== '' && (
          <section className={styles.part}>
            <h2>{words.context}</h2>
            <p>{reference.contextNote}</p>
          </section>
        )}
      </div>
    </Paper>
  );
};

/** One reference: how it is cited, what it shows, and how that applies here. */
export const ReferencePage = ({ id }: { id: string }) => {
  const text = useText();
  const words = useReferencesText();
  const evidenceWords = useEvidenceText();
  const format = useFormat();
  const query = useReference(id);
  return (
    <Page title={query.data?.label ?? (query.isError ? text.notFound.title : undefined)} narrow>
      <QueryState query={query}>
        {(reference) => (
          <>
            <PageHead
              over={<a href="/referenser">{evidenceWords.references}</a>}
              title={reference.csl.title}
              actions={
                reference.mayChange && (
                  <LinkButton href={`/referenser/${reference.id}?andra`}>{text.verbs.change}</LinkButton>
                )
              }
            />
            <Content reference={reference} />
            <p className={evidenceStyles.count}>
              {words.addedLine(reference.addedBy.name, format.date(reference.addedAt))}
            </p>
          </>
        )}
      </QueryState>
    </Page>
  );
};
