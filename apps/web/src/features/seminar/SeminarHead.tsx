import type { Seminar } from '@samsyn/domain';
import { announce, Avatar, Button, Faces, PageHead, StatusWord, VisuallyHidden } from '@samsyn/ui';
import { useSession } from '../../app/session.tsx';
import { useMedia } from '../../app/useMedia.ts';
import { useFormat, useText, yearName } from '../../text/index.ts';
import type { PersonHere, SaveStatus } from '../editor/contract.ts';
import { seminarTone } from '../year/tones.ts';
import { AgendaTimer } from './agenda/Agenda.tsx';
import { type AgendaStep, nextStep } from './agenda/steps.ts';
import { SavedWord } from './editor.ts';
import { HandIcon } from './HandIcon.tsx';
import type { SeminarRoom } from './live/useSeminarRoom.ts';
import type { SeminarMove } from './moves/MoveDialog.tsx';
import { smallRoom } from './room/widths.ts';
import styles from './SeminarHead.module.css';
import { useSeminarText } from './text/index.ts';

const facesShown = 4;

const People = ({ people }: { people: readonly PersonHere[] }) => {
  const words = useSeminarText();
  if (people.length === 0) return null;
  const hidden = people.length - facesShown;
  return (
    <div className={styles.people}>
      <VisuallyHidden>{words.peopleCount(people.length)}</VisuallyHidden>
      <Faces {...(hidden > 0 ? { more: `+${hidden}` } : {})}>
        {people.slice(0, facesShown).map((person) => (
          <Avatar key={person.id} name={person.name} color={person.color} />
        ))}
      </Faces>
    </div>
  );
};

/** One's own hand: the words where there is room, the sign alone where there is not. */
const HandButton = ({ room }: { room: SeminarRoom }) => {
  const words = useSeminarText();
  const { me } = useSession();
  const isSmall = useMedia(smallRoom);
  if (room.status !== 'here') return null;
  const place = (room.state?.hands ?? []).findIndex((hand) => hand.id === me.id) + 1;
  const isUp = place > 0;
  const label = isUp ? words.acts.lowerHand : words.acts.raiseHand;
  const press = (): void => {
    room.raiseHand(!isUp);
    announce(isUp ? words.acts.handDown : words.acts.handUp);
  };
  return (
    <Button
      onPress={press}
      icon={isSmall ? <HandIcon /> : undefined}
      iconOnly={isSmall}
      className={isUp ? styles.handUp : undefined}
      aria-label={isUp ? `${label}, ${words.hands.waits(place)}` : label}
    >
      {!isSmall && label}
    </Button>
  );
};

type ActsProps = {
  seminar: Seminar;
  steps: readonly AgendaStep[];
  room: SeminarRoom;
  mayLead: boolean;
  onMove: (move: SeminarMove) => void;
};

/** The one primary button: what comes next for who leads. */
const MainAct = ({ seminar, steps, room, mayLead, onMove }: ActsProps) => {
  const text = useText();
  const words = useSeminarText();
  const next = nextStep(steps);
  const isFirst = next === steps[0];
  switch (seminar.state) {
    case 'planned':
      return seminar.mayMove ? (
        <Button variant="primary" onPress={() => onMove('start')}>
          {words.moves.start}
        </Button>
      ) : null;
    case 'live':
      if (next !== undefined)
        return mayLead && room.status === 'here' ? (
          <Button
            variant="primary"
            {...(isFirst ? {} : { 'aria-label': words.acts.nextTo(text.agenda[next.key]) })}
            onPress={() => room.startStep(next.key, next.minutes)}
          >
            {isFirst ? words.acts.begin : words.acts.next}
          </Button>
        ) : null;
      return seminar.mayMove ? (
        <Button variant="primary" onPress={() => onMove('lock')}>
          {words.moves.lock}
        </Button>
      ) : null;
    case 'locked':
      return seminar.mayMove ? (
        <>
          <Button onPress={() => onMove('reopen')}>{words.moves.reopen}</Button>
          <Button variant="primary" onPress={() => onMove('close')}>
            {words.moves.close}
          </Button>
        </>
      ) : null;
    case 'closed':
      return null;
  }
};

/** Title, day and time, state, the save word, who is here, and what can be done now. */
export const SeminarHead = ({
  title,
  status,
  people,
  ...acts
}: ActsProps & { title: string; status: SaveStatus | undefined; people: readonly PersonHere[] }) => {
  const { seminar, steps, room } = acts;
  const text = useText();
  const words = useSeminarText();
  const format = useFormat();
  return (
    <PageHead
      kind="bar"
      over={`${yearName(seminar.schoolYear)} · ${words.at(format.day(seminar.startsAt), format.time(seminar.startsAt))}`}
      title={title}
      status={
        <>
          <StatusWord tone={seminarTone[seminar.state]}>{text.seminarStates[seminar.state]}</StatusWord>
          {status !== undefined && <SavedWord status={status} />}
        </>
      }
      actions={
        <>
          <People people={people} />
          {seminar.state === 'live' && (
            <>
              <HandButton room={room} />
              <AgendaTimer steps={steps} room={room} />
            </>
          )}
          <MainAct {...acts} />
        </>
      }
    />
  );
};
