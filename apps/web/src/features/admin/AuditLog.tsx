import type { AuditEntry, List } from '@samsyn/domain';
import { type Column, DataTable, EmptyState, Paper } from '@samsyn/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { MoreButton } from '../../app/MoreButton.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat, useText } from '../../text/index.ts';
import styles from './Admin.module.css';
import { useAdminText } from './text/index.ts';

const isId = /^[0-9a-f]{24}$/;
const addresses: Record<string, string> = { analysis: '/analyser/', seminar: '/seminarier/' };

/** What it was done to: a link where it has a page, words where it has a name, nothing where it is only an id. */
const Target = ({ entry }: { entry: AuditEntry }) => {
  const words = useAdminText().audit;
  if (!isId.test(entry.target)) return entry.target === 'authority' ? '' : entry.target;
  const address = addresses[entry.act.split(':')[0] ?? ''];
  return address === undefined ? '' : <a href={`${address}${entry.target}`}>{words.open}</a>;
};

/** "inReview → finalised" in the reader's words; data folds away. */
const Detail = ({ entry }: { entry: AuditEntry }) => {
  const text = useText();
  const words = useAdminText().audit;
  const states: Record<string, string> = { ...text.seminarStates, ...text.analysisStates };
  if (entry.detail.startsWith('{')) {
    return (
      <details className={styles.data}>
        <summary>{words.show}</summary>
        <code>{entry.detail}</code>
      </details>
    );
  }
  return entry.detail
    .split(' → ')
    .map((word) => states[word] ?? word)
    .join(' → ');
};

/** What has been done, by whom and when. */
export const AuditLog = () => {
  const words = useAdminText().audit;
  const format = useFormat();
  const list = useInfiniteQuery({
    queryKey: ['admin', 'audit'],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<AuditEntry>>('/api/admin/audit', { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });
  const columns: Column<AuditEntry>[] = [
    { key: 'at', header: words.at, isRowHeader: true, render: (entry) => format.dateTime(entry.at) },
    { key: 'by', header: words.by, render: (entry) => entry.by ?? words.system },
    { key: 'act', header: words.act, render: (entry) => words.acts[entry.act] ?? entry.act },
    { key: 'target', header: words.target, render: (entry) => <Target entry={entry} /> },
    { key: 'detail', header: words.detail, render: (entry) => <Detail entry={entry} /> },
  ];
  return (
    <>
      <QueryState query={list} lines={8}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          return entries.length === 0 ? (
            <EmptyState title={words.none} />
          ) : (
            <Paper>
              <DataTable caption={words.caption} columns={columns} rows={entries} rowKey={(entry) => entry.id} />
            </Paper>
          );
        }}
      </QueryState>
      <MoreButton list={list} />
    </>
  );
};
