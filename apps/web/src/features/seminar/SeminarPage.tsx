import type { DocumentInfo, Seminar } from '@samsyn/domain';
import { EmptyState, Notice, PageHead, StatusWord } from '@samsyn/ui';
import { useCallback } from 'react';
import { Page } from '../../app/Page.tsx';
import { QueryState } from '../../app/QueryState.tsx';
import { useDocumentInfo } from '../../sync/index.ts';
import { useFormat, useText, yearName } from '../../text/index.ts';
import { seminarTone } from '../year/tones.ts';
import { SeminarRoomView } from './SeminarRoomView.tsx';
import { useSeminarText } from './text/index.ts';
import { useSeminar } from './useSeminar.ts';

/** Whoever may not read the note sees when it is held, and whom to ask. */
const EntryOnly = ({ seminar }: { seminar: Seminar }) => {
  const words = useSeminarText();
  const text = useText();
  const format = useFormat();
  const title = words.title(seminar.round, seminar.leadershipGroup.name);
  return (
    <Page title={title} narrow>
      <PageHead
        over={`${yearName(seminar.schoolYear)} · ${format.day(seminar.startsAt)}`}
        title={title}
        status={<StatusWord tone={seminarTone[seminar.state]}>{text.seminarStates[seminar.state]}</StatusWord>}
      />
      <EmptyState title={words.noNote.title}>{words.noNote.text}</EmptyState>
    </Page>
  );
};

const WithNote = ({ seminar }: { seminar: Seminar }) => {
  const query = useDocumentInfo(seminar.documentId);
  const { refetch } = query;
  const again = useCallback(() => void refetch(), [refetch]);
  return (
    <QueryState query={query}>
      {(info: DocumentInfo) => <SeminarRoomView key={info.id} seminar={seminar} info={info} onGone={again} />}
    </QueryState>
  );
};

/** The seminar: agenda, the note that is written together, and what it points at. */
export const SeminarPage = ({ id }: { id: string }) => {
  const query = useSeminar(id);
  return (
    <QueryState query={query}>
      {(seminar) => (seminar.access === 'none' ? <EntryOnly seminar={seminar} /> : <WithNote seminar={seminar} />)}
    </QueryState>
  );
};

export const StateNotice = ({ seminar }: { seminar: Seminar }) => {
  const words = useSeminarText();
  if (seminar.state === 'locked') return <Notice>{words.locked}</Notice>;
  return seminar.state === 'closed' ? <Notice>{words.closed}</Notice> : null;
};
