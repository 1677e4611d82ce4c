import type { DocumentInfo } from '@samsyn/domain';
import { PageHead } from '@samsyn/ui';
import { useEffect } from 'react';
import { QueryState } from '../../app/QueryState.tsx';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { useSession } from '../../app/session.tsx';
import { useDocumentInfo, useDocumentSession, useSnapshot } from '../../sync/index.ts';
import { useSchoolYears } from '../../api/queries.ts';
import { EditorDesk } from './EditorDesk.tsx';
import { EditorToolbar } from './EditorToolbar.tsx';
import { goToBlock } from './goToBlock.ts';
import { PresenceFaces, PresenceList, usePeople } from './Presence.tsx';
import { Room } from './Room.tsx';
import { SavedWord } from './SavedWord.tsx';
import { useEditorText } from './text/index.ts';
import { useDocumentEditor } from './useDocumentEditor.ts';

const DocumentRoom = ({ info }: { info: DocumentInfo }) => {
  const words = useEditorText();
  const { me } = useSession();
  const session = useDocumentSession(info);
  const snapshot = useSnapshot(session);
  const { state, generation } = snapshot;
  const areas = useSchoolYears().data?.[0]?.priorityAreas ?? [];
  const people = usePeople(session, generation);
  const isEditable = state.kind === 'open' && state.access === 'write';
  const document = useDocumentEditor({ session, generation, isEditable, label: words.noteOf(info.title), areas });
  const { editor } = document;
  usePageTitle(info.title);
  const isShown = state.kind !== 'opening';
  useEffect(() => {
    if (editor !== null && isShown && location.hash.length > 1)
      goToBlock(editor, decodeURIComponent(location.hash.slice(1)));
  }, [editor, isShown]);
  return (
    <Room
      head={
        <PageHead
          kind="bar"
          title={info.title}
          status={<SavedWord state={state} />}
          actions={<PresenceFaces people={people} />}
        />
      }
      right={{
        label: words.presence.label,
        short: words.presence.label,
        content: (
          <div style={{ padding: 'var(--s4)' }}>
            <PresenceList people={people} ownId={me.id} />
          </div>
        ),
      }}
      tools={(extra) => (isEditable ? <EditorToolbar document={document} extra={extra} /> : extra)}
    >
      <EditorDesk document={document} session={session} snapshot={snapshot} />
    </Room>
  );
};

/** A free note, a plan or a handbook: a text that is written together. */
export const DocumentPage = ({ id }: { id: string }) => {
  const query = useDocumentInfo(id);
  return <QueryState query={query}>{(info) => <DocumentRoom key={info.id} info={info} />}</QueryState>;
};
