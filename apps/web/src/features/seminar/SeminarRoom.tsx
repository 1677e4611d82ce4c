import type { Seminar } from '@samsyn/domain';
import { announce, Button, Notice } from '@samsyn/ui';
import { useEffect, useRef, useState } from 'react';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { useText } from '../../text/index.ts';
import type { ClaimHere, CoEditorHandle, PersonHere, SaveStatus } from '../editor/contract.ts';
import { Agenda, AgendaStrip } from './agenda/Agenda.tsx';
import styles from './agenda/Agenda.module.css';
import { ChainNow } from './agenda/ChainNow.tsx';
import { Hands } from './agenda/Hands.tsx';
import { PlaceInYear, SeminarLog } from './agenda/PlaceInYear.tsx';
import { agendaSteps } from './agenda/steps.ts';
import { CoEditor } from './editor.ts';
import { type SeminarRoom as LiveRoom, useSeminarRoom } from './live/useSeminarRoom.ts';
import { useYearChanged } from './live/useYearChanged.ts';
import { MoveDialog, type SeminarMove } from './moves/MoveDialog.tsx';
import { PeoplePanel } from './panels/PeoplePanel.tsx';
import { PreviousPanel } from './panels/PreviousPanel.tsx';
import { SourcesPanel } from './panels/SourcesPanel.tsx';
import { Room } from './room/Room.tsx';
import { useBlockInAddress } from './room/useBlockInAddress.ts';
import { useRemembered } from './room/useRemembered.ts';
import { SeminarHead } from './SeminarHead.tsx';
import { usePreviousActions } from './seminarQueries.ts';
import { useSeminarText } from './text/index.ts';
import { useParticipants } from './useParticipants.ts';

const tabIds = ['sources', 'previous', 'people'] as const;
type TabId = (typeof tabIds)[number];
const asTab = (saved: string): TabId | undefined => tabIds.find((id) => id === saved);

/** A step that somebody else started is said, once. */
const useSaidStep = (room: LiveRoom): void => {
  const text = useText();
  const words = useSeminarText().agenda;
  const step = room.state?.step;
  const before = useRef<typeof step>(undefined);
  useEffect(() => {
    if (before.current !== undefined && step !== undefined && step !== null && step !== before.current)
      announce(words.nowAt(text.agenda[step]));
    before.current = step;
  }, [step, text, words]);
};

/** The room has ended for this account; the text says by itself what can be done about its words. */
const GoneNotice = () => {
  const words = useSeminarText().gone;
  return (
    <Notice tone="warn">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
    </Notice>
  );
};

/** The seminar for those who may read its note: agenda, note, and what lies beside it. */
export const SeminarRoom = ({
  seminar,
  title,
  isLost,
}: {
  seminar: Seminar;
  title: string;
  /** the right to the note ended while it was open */
  isLost: boolean;
}) => {
  const words = useSeminarText();
  const editor = useRef<CoEditorHandle>(null);
  const room = useSeminarRoom(seminar.id);
  const [status, setStatus] = useState<SaveStatus>();
  const [writing, setWriting] = useState<readonly PersonHere[]>([]);
  const [claims, setClaims] = useState<readonly ClaimHere[]>([]);
  const [move, setMove] = useState<SeminarMove>();
  const [tab, setTab] = useRemembered<TabId>('samsyn.seminar.tab', 'sources', asTab);
  const people = useParticipants(room.state, writing);
  const toFollowUp = (usePreviousActions(seminar.id).data ?? []).filter((action) => action.effects.length === 0);
  usePageTitle(title);
  useYearChanged();
  useBlockInAddress(editor);
  useSaidStep(room);

  const steps = agendaSteps(seminar, room.state);
  const canWrite = seminar.access === 'write';
  const isOver = seminar.state === 'locked' || seminar.state === 'closed';
  const mayLead = canWrite || (seminar.mayMove && seminar.state === 'live');
  const acts = { seminar, steps, room, mayLead, onMove: setMove };
  const isLast = steps.at(-1)?.place === 'now';
  return (
    <>
      <Room
        name="seminar"
        head={<SeminarHead {...acts} title={title} status={status} people={people} />}
        band={(isLost || room.status === 'gone') && <GoneNotice />}
        strip={<AgendaStrip steps={steps} />}
        left={{
          label: words.agenda.label,
          content: (
            <>
              <Agenda
                steps={steps}
                room={room}
                mayLead={mayLead && seminar.state === 'live' && room.status === 'here'}
              />
              {seminar.state === 'live' && seminar.mayMove && !isLast && (
                <div className={styles.section}>
                  <Button size="small" onPress={() => setMove('lock')}>
                    {words.moves.lock}
                  </Button>
                </div>
              )}
              {seminar.state === 'live' && <Hands room={room} />}
              <ChainNow claims={claims} editor={editor} />
              <PlaceInYear seminar={seminar} />
              <SeminarLog seminar={seminar} />
            </>
          ),
        }}
        isRead={status === 'readOnly'}
        textLabel={words.note(title)}
        selected={tab}
        onSelect={(id) => setTab(asTab(id) ?? 'sources')}
        tabs={[
          {
            id: 'sources',
            label: words.tabs.sources,
            content: <SourcesPanel editor={editor} group={seminar.leadershipGroup.slug} canCite={canWrite} />,
          },
          {
            id: 'previous',
            label: words.tabs.previous,
            count: toFollowUp.length,
            content: <PreviousPanel seminar={seminar} editor={editor} canWrite={canWrite} />,
          },
          {
            id: 'people',
            label: words.tabs.people,
            count: people.length,
            content: <PeoplePanel people={people} room={room} />,
          },
        ]}
      >
        <CoEditor
          ref={editor}
          documentId={seminar.documentId}
          label={words.note(title)}
          priorityAreas={seminar.priorityAreas}
          rightsKey={seminar.state}
          closed={isOver ? 'locked' : undefined}
          onStatus={setStatus}
          onPeople={setWriting}
          onClaims={setClaims}
        />
      </Room>
      {move !== undefined && (
        <MoveDialog
          seminar={seminar}
          move={move}
          onMoved={(made) => {
            const first = seminar.agenda[0];
            if (made === 'start' && first !== undefined) room.startStep(first.key, first.minutes);
          }}
          onClose={() => setMove(undefined)}
        />
      )}
    </>
  );
};
