import type { SeminarRoomState } from '@samsyn/domain';
import { StatusWord } from '@samsyn/ui';
import type { Person } from '../editor/plugins/people.ts';
import { PresenceList } from '../editor/Presence.tsx';
import styles from './Seminar.module.css';
import { useSeminarText } from './text/index.ts';
import { personColor } from '@samsyn/ui';

/** Everybody in the room or in the note, each once. */
export const everybody = (people: readonly Person[], room: SeminarRoomState | undefined): Person[] => {
  const byId = new Map(people.map((person) => [person.id, person]));
  for (const { id, name, color } of room?.present ?? [])
    if (!byId.has(id)) byId.set(id, { id, name, color, token: personColor(color) });
  return [...byId.values()];
};

/** Who is here, and who waits to speak. */
export const PresentRail = ({
  people,
  room,
  ownId,
}: {
  people: readonly Person[];
  room: SeminarRoomState | undefined;
  ownId: string;
}) => {
  const { present: words } = useSeminarText();
  const hands = room?.hands ?? [];
  return (
    <div className={styles.body}>
      {hands.length > 0 && (
        <section>
          <h2 className={styles.over}>{words.waiting}</h2>
          <ol className={styles.hands}>
            {hands.map((hand) => (
              <li key={hand.id}>{hand.name}</li>
            ))}
          </ol>
        </section>
      )}
      <PresenceList
        people={people}
        ownId={ownId}
        after={(person) =>
          hands.some((hand) => hand.id === person.id) ? <StatusWord tone="live">{words.waiting}</StatusWord> : null
        }
      />
    </div>
  );
};
