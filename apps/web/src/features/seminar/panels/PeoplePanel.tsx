import { Avatar } from '@samsyn/ui';
import { useSession } from '../../../app/session.tsx';
import type { PersonHere } from '../../editor/contract.ts';
import type { SeminarRoom } from '../live/useSeminarRoom.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Panels.module.css';

/** Everybody who has the seminar open, oneself first. */
export const PeoplePanel = ({ people, room }: { people: readonly PersonHere[]; room: SeminarRoom }) => {
  const words = useSeminarText();
  const { me } = useSession();
  const hands = room.state?.hands ?? [];
  return (
    <div className={styles.panel}>
      <ul className={styles.people} aria-label={words.people}>
        {people.map((person) => {
          const place = hands.findIndex((hand) => hand.id === person.id) + 1;
          return (
            <li key={person.id}>
              <Avatar name={person.name} color={person.color} decorative />
              <span>
                {person.id === me.id ? words.participants.you(person.name) : person.name}
                {place > 0 && <small>{words.hands.waits(place)}</small>}
              </span>
            </li>
          );
        })}
      </ul>
      {people.length < 2 && <p className={styles.hint}>{words.participants.alone}</p>}
    </div>
  );
};
