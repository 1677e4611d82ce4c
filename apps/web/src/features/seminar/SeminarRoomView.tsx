import type { DocumentInfo, Seminar } from '@samsyn/domain';
import { Button, PageHead, StatusWord, Tabs } from '@samsyn/ui';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { useDocumentSession, useSnapshot } from '../../sync/index.ts';
import { useFormat, useText, yearName } from '../../text/index.ts';
import { EditorDesk } from '../editor/EditorDesk.tsx';
import { EditorToolbar } from '../editor/EditorToolbar.tsx';
import { PresenceFaces, usePeople } from '../editor/Presence.tsx';
import { Room } from '../editor/Room.tsx';
import { SavedWord } from '../editor/SavedWord.tsx';
import { useDocumentEditor } from '../editor/useDocumentEditor.ts';
import { useGoToHash } from '../editor/useGoToHash.ts';
import { seminarTone } from '../year/tones.ts';
import { Agenda, AgendaStrip } from './Agenda.tsx';
import { ChainSummary } from './ChainSummary.tsx';
import { EvidenceRail } from './EvidenceRail.tsx';
import { everybody, PresentRail } from './PresentRail.tsx';
import { PreviousRail } from './PreviousRail.tsx';
import styles from './Seminar.module.css';
import { SeminarActs } from './SeminarActs.tsx';
import { useSeminarText } from './text/index.ts';
import { Timer } from './Timer.tsx';
import { useRoundAnalysis } from './useSeminar.ts';
import { useSeminarRoom } from './useSeminarRoom.ts';

/** The whole room around one seminar's note. */
export const SeminarRoomView = ({
  seminar,
  info,
  onGone,
}: {
  seminar: Seminar;
  info: DocumentInfo;
  onGone: () => void;
}) => {
  const words = useSeminarText();
  const text = useText();
  const format = useFormat();
  const { me } = useSession();
  const session = useDocumentSession(info);
  const snapshot = useSnapshot(session);
  const { state, generation } = snapshot;
  const [tab, setTab] = useState('evidence');
  const isEditable = state.kind === 'open' && state.access === 'write';
  const groupName = seminar.leadershipGroup.name;
  const title = words.title(seminar.round, groupName);
  const document = useDocumentEditor({
    session,
    generation,
    isEditable,
    label: words.note(seminar.round, groupName),
    areas: seminar.priorityAreas,
  });
  const gone = useCallback(() => {
    void session.refresh();
    onGone();
  }, [session, onGone]);
  const room = useSeminarRoom(seminar.id, gone);
  const people = everybody(usePeople(session, generation), room.state);
  const analysis = useRoundAnalysis(seminar).data;
  usePageTitle(title);
  useGoToHash(document.editor, state.kind !== 'opening');
  // What the seminar's state allows in the note changes with it.
  useEffect(() => void session.refresh(), [session, seminar.state, seminar.access]);

  const step = room.state?.step ?? null;
  const isLive = seminar.state === 'live';
  const nextStep = seminar.agenda[seminar.agenda.findIndex((one) => one.key === step) + 1];
  const hasHand = room.state?.hands.some((hand) => hand.id === me.id) ?? false;
  const endsAt = room.state?.endsAt ?? null;
  const { editor } = document;

  return (
    <Room
      head={
        <PageHead
          kind="bar"
          over={`${yearName(seminar.schoolYear)} · ${format.day(seminar.startsAt)}`}
          title={title}
          status={
            <>
              <StatusWord tone={seminarTone[seminar.state]}>{text.seminarStates[seminar.state]}</StatusWord>
              <SavedWord state={state} />
            </>
          }
          actions={
            <>
              <PresenceFaces people={people} />
              {isLive && (
                <Button className={styles.hand} onPress={() => room.setHand(!hasHand)} aria-pressed={hasHand}>
                  {hasHand ? words.hand.lower : words.hand.raise}
                </Button>
              )}
              {isLive && endsAt !== null && <Timer endsAt={endsAt} />}
              <SeminarActs
                seminar={seminar}
                hasNextStep={nextStep !== undefined}
                onNextStep={() => nextStep !== undefined && room.goTo(nextStep.key, nextStep.minutes)}
                onMoved={() => void session.refresh()}
              />
            </>
          }
        />
      }
      strip={<AgendaStrip seminar={seminar} step={step} />}
      left={{
        label: words.agenda.title,
        short: words.agenda.title,
        content: (
          <>
            <Agenda seminar={seminar} step={step} onGoTo={seminar.mayMove && isLive ? room.goTo : undefined} />
            {editor !== null && state.kind !== 'opening' && <ChainSummary editor={editor} />}
            {analysis !== undefined && (
              <p className={styles.toAnalysis}>
                <a href={`/analyser/${analysis.id}`}>{words.toAnalysis(analysis.number)}</a>
              </p>
            )}
          </>
        ),
      }}
      right={{
        label: words.rail.title,
        short: words.rail.short,
        content: (
          <Tabs
            label={words.rail.title}
            selected={tab}
            onSelect={setTab}
            items={[
              { id: 'evidence', label: words.rail.evidence, content: <EvidenceRail document={document} /> },
              {
                id: 'previous',
                label: words.rail.previous,
                content: <PreviousRail seminarId={seminar.id} document={document} />,
              },
              {
                id: 'present',
                label: words.rail.present,
                content: <PresentRail people={people} room={room.state} ownId={me.id} />,
              },
            ]}
          />
        ),
      }}
      tools={(extra) => (isEditable ? <EditorToolbar document={document} extra={extra} /> : extra)}
    >
      <EditorDesk document={document} session={session} snapshot={snapshot} />
    </Room>
  );
};
