import type { AuditEntry, List } from '@samsyn/domain';
import { Button, type Column, DataTable, EmptyState, Paper } from '@samsyn/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { useFormat, useText } from '../../text/index.ts';
import { useAdminText } from './text/index.ts';

/** What has been done, by whom and when. */
export const AuditLog = () => {
  const text = useText();
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
    { key: 'act', header: words.act, render: (entry) => entry.act },
    { key: 'target', header: words.target, render: (entry) => entry.target },
    { key: 'detail', header: words.detail, render: (entry) => entry.detail },
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
      {list.hasNextPage && (
        <div>
          <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {text.verbs.more}
          </Button>
        </div>
      )}
    </>
  );
};
