import type { Assignment, List } from '@samsyn/domain';
import { type Column, DataTable, EmptyState, Paper } from '@samsyn/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { useAreaNames } from '../evidence/evidenceQueries.ts';
import { usePlansText } from './text/index.ts';

/** The lead teachers and what they have been asked to do. */
export const Assignments = () => {
  const words = usePlansText();
  const areas = useAreaNames();
  const assignments = useQuery({
    queryKey: ['assignments'],
    queryFn: ({ signal }) => api.get<List<Assignment>>('/api/assignments', { signal }),
  });
  const columns: Column<Assignment>[] = [
    {
      key: 'leadTeacher',
      header: words.leadTeacher,
      isRowHeader: true,
      sortValue: (one) => one.leadTeacher,
      render: (one) => one.leadTeacher,
    },
    { key: 'assignment', header: words.assignment, render: (one) => one.assignment },
    { key: 'unit', header: words.unit, sortValue: (one) => one.schoolUnit, render: (one) => one.schoolUnit },
    {
      key: 'group',
      header: words.group,
      sortValue: (one) => one.leadershipGroup.name,
      render: (one) => one.leadershipGroup.name,
    },
    {
      key: 'area',
      header: words.area,
      render: (one) => (one.priorityArea === null ? '' : (areas.get(one.priorityArea) ?? one.priorityArea)),
    },
  ];
  return (
    <QueryState query={assignments}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={words.noAssignments}>{words.noAssignmentsText}</EmptyState>
        ) : (
          <Paper>
            <DataTable
              caption={words.assignmentsCaption(items.length)}
              columns={columns}
              rows={items}
              rowKey={(one) => one.id}
            />
          </Paper>
        )
      }
    </QueryState>
  );
};
