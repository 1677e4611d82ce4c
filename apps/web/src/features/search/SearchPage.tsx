import type { SearchHit } from '@samsyn/domain';
import { EmptyState, PageHead, Paper, SearchField } from '@samsyn/ui';
import { useEffect, useState } from 'react';
import { useSearch } from 'wouter';
import { useDelayed } from '../../api/useDelayed.ts';
import { goTo } from '../../app/navigation.ts';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useText } from '../../text/index.ts';
import styles from './Search.module.css';
import { useSearchText } from './text/index.ts';
import { shortestSearch, useSearchHits } from './useSearchHits.ts';

const most = 100;

const Hit = ({ hit }: { hit: SearchHit }) => {
  const words = useSearchText();
  return (
    <li>
      <span className={styles.kind}>{words.kinds[hit.kind]}</span>
      <a href={hit.href}>{hit.title}</a>
      {hit.excerpt !== '' && <span className={styles.excerpt}>{hit.excerpt}</span>}
    </li>
  );
};

/** All hits for some words, with an address of its own. */
export const SearchPage = () => {
  const text = useText();
  const words = useSearchText();
  const fromAddress = new URLSearchParams(useSearch()).get('q') ?? '';
  const [asked, setAsked] = useState(fromAddress);
  const settled = useDelayed(asked.trim());
  const search = useSearchHits(settled, most);
  useEffect(() => {
    if (settled !== fromAddress)
      goTo(settled === '' ? '/sok' : `/sok?q=${encodeURIComponent(settled)}`, { replace: true });
  }, [settled, fromAddress]);
  return (
    <Page title={words.title} narrow>
      <PageHead title={words.title} />
      <search>
        <SearchField label={words.label} clearLabel={text.verbs.clear} value={asked} onChange={setAsked} />
      </search>
      {settled.length < shortestSearch ? (
        <EmptyState title={words.start}>{words.startText}</EmptyState>
      ) : (
        <QueryState query={search} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words.none}>{words.noneText}</EmptyState>
            ) : (
              <Paper>
                <ul className={styles.list} aria-label={words.hits(items.length)}>
                  {items.map((hit) => (
                    <Hit key={`${hit.kind}-${hit.id}`} hit={hit} />
                  ))}
                </ul>
              </Paper>
            )
          }
        </QueryState>
      )}
    </Page>
  );
};
