import { type DocumentEntry, type List, may } from '@samsyn/domain';
import { Button, type Column, DataTable, EmptyState, Paper } from '@samsyn/ui';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client.ts';
import { QueryState } from '../../app/QueryState.tsx';
import { useSession } from '../../app/session.tsx';
import { useFormat } from '../../text/index.ts';
import styles from './SeminarsPage.module.css';
import { useSeminarsText } from './text/index.ts';

const FreeNoteDialog = lazy(async () => ({ default: (await import('./FreeNoteDialog.tsx')).FreeNoteDialog }));

/** The groups' notes outside the seminars. */
export const FreeNotes = () => {
  const all = useSeminarsText();
  const words = all.notes;
  const format = useFormat();
  const { actor } = useSession();
  const [isMaking, setMaking] = useState(false);
  const notes = useQuery({
    queryKey: ['documents', 'note'],
    queryFn: ({ signal }) => api.get<List<DocumentEntry>>('/api/documents', { query: { kind: 'note' }, signal }),
  });
  const make = may(actor, 'makeFreeNotes', actor.groups.length > 0) && (
    <Button onPress={() => setMaking(true)}>{words.make}</Button>
  );
  const columns: Column<DocumentEntry>[] = [
    {
      key: 'title',
      header: words.name,
      isRowHeader: true,
      render: (note) => <a href={`/dokument/${note.id}`}>{note.title}</a>,
    },
    { key: 'group', header: all.group, render: (note) => note.leadershipGroup?.name ?? '' },
    { key: 'changed', header: words.changed, render: (note) => format.date(note.updatedAt) },
  ];
  return (
    <section className={styles.notes} aria-labelledby="free-notes">
      <div className={styles.head}>
        <div>
          <h2 id="free-notes">{words.title}</h2>
          <p>{words.lead}</p>
        </div>
        {(notes.data?.items.length ?? 0) > 0 && make}
      </div>
      <QueryState query={notes} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.none} actions={make}>
              {words.noneText}
            </EmptyState>
          ) : (
            <Paper>
              <DataTable caption={words.title} hideCaption columns={columns} rows={items} rowKey={(note) => note.id} />
            </Paper>
          )
        }
      </QueryState>
      {isMaking && (
        <Suspense fallback={null}>
          <FreeNoteDialog onClose={() => setMaking(false)} onReopen={() => setMaking(true)} />
        </Suspense>
      )}
    </section>
  );
};
