import type { List, Page as PlanPage } from '@samsyn/domain';
import { type Column, DataTable, EmptyState, Paper, StatusWord } from '@samsyn/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { useText } from '../../text/index.ts';
import { pageTone } from '../year/tones.ts';
import { useSchoolYear } from '../year/useSchoolYear.ts';
import { usePlansText } from './text/index.ts';

const useColumns = (name: string): Column<PlanPage>[] => {
  const text = useText();
  const words = usePlansText();
  return [
    {
      key: 'title',
      header: name,
      isRowHeader: true,
      render: (page) =>
        page.access === 'none' ? page.title : <a href={`/dokument/${page.documentId}`}>{page.title}</a>,
    },
    { key: 'group', header: words.group, render: (page) => page.leadershipGroup?.name ?? '' },
    {
      key: 'state',
      header: words.state,
      render: (page) => <StatusWord tone={pageTone[page.state]}>{text.pageStates[page.state]}</StatusWord>,
    },
  ];
};

/** The year's operational plans; opened, they are documents. */
export const Plans = () => {
  const words = usePlansText();
  const { year } = useSchoolYear();
  const columns = useColumns(words.name);
  const plans = useQuery({
    queryKey: ['plans', year?.label],
    queryFn: ({ signal }) => api.get<List<PlanPage>>('/api/plans', { query: { schoolYear: year?.label }, signal }),
  });
  return (
    <QueryState query={plans}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={words.noPlans}>{words.noPlansText}</EmptyState>
        ) : (
          <Paper>
            <DataTable
              caption={words.parts.plans}
              hideCaption
              columns={columns}
              rows={items}
              rowKey={(page) => page.id}
            />
          </Paper>
        )
      }
    </QueryState>
  );
};

/** The handbooks: how quality work is done. */
export const Handbooks = () => {
  const words = usePlansText();
  const columns = useColumns(words.handbook).filter((column) => column.key !== 'group');
  const handbooks = useQuery({
    queryKey: ['handbooks'],
    queryFn: ({ signal }) => api.get<List<PlanPage>>('/api/handbooks', { signal }),
  });
  return (
    <QueryState query={handbooks}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={words.noHandbooks}>{words.noHandbooksText}</EmptyState>
        ) : (
          <Paper>
            <DataTable
              caption={words.parts.handbooks}
              hideCaption
              columns={columns}
              rows={items}
              rowKey={(page) => page.id}
            />
          </Paper>
        )
      }
    </QueryState>
  );
};
