import { may, type Reference } from '@samsyn/domain';
import { EmptyState, LinkButton, Paper, SearchField } from '@samsyn/ui';
import { useState } from 'react';
import { useDelayed } from '../../api/useDelayed.ts';
import { MoreButton } from '../../app/MoreButton.tsx';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/index.ts';
import { EvidenceHead } from '../evidence/EvidenceHead.tsx';
import { useEvidenceText } from '../evidence/text/index.ts';
import { useReferenceList } from './referenceQueries.ts';
import styles from './References.module.css';
import { useReferencesText } from './text/index.ts';

const Item = ({ reference }: { reference: Reference }) => (
  <li>
    <a className={styles.label} href={`/referenser/${reference.id}`}>
      {reference.label}
    </a>
    <span className={styles.title}>{reference.csl.title}</span>
    {reference.finding !== '' && <span className={styles.small}>{reference.finding}</span>}
  </li>
);

/** All references, with search. */
export const ReferenceListPage = () => {
  const text = useText();
  const words = useReferencesText();
  const evidenceWords = useEvidenceText();
  const { actor } = useSession();
  const [asked, setAsked] = useState('');
  const list = useReferenceList(useDelayed(asked.trim()));
  return (
    <Page title={evidenceWords.references}>
      <EvidenceHead
        current="/referenser"
        actions={
          may(actor, 'addEvidence', true) && (
            <>
              <LinkButton href="/referenser/importera">{words.import}</LinkButton>
              <LinkButton variant="primary" href="/referenser/ny">
                {words.add}
              </LinkButton>
            </>
          )
        }
      />
      <search className={styles.search}>
        <SearchField label={words.search} clearLabel={text.verbs.clear} value={asked} onChange={setAsked} />
      </search>
      <QueryState query={list} lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return asked.trim() === '' ? (
              <EmptyState title={words.none}>{words.noneText}</EmptyState>
            ) : (
              <EmptyState title={words.noHits}>{words.noHitsText}</EmptyState>
            );
          }
          return (
            <Paper>
              <ul className={styles.list} aria-label={words.count(items.length)}>
                {items.map((reference) => (
                  <Item key={reference.id} reference={reference} />
                ))}
              </ul>
            </Paper>
          );
        }}
      </QueryState>
      <MoreButton list={list} />
    </Page>
  );
};
