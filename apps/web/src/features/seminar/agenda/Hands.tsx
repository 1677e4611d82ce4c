import { cx } from '@samsyn/ui';
import { useSession } from '../../../app/session.tsx';
import type { SeminarRoom } from '../live/useSeminarRoom.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Agenda.module.css';

/** Who waits to speak, first come first. */
export const Hands = ({ room }: { room: SeminarRoom }) => {
  const words = useSeminarText().hands;
  const { me } = useSession();
  const hands = room.state?.hands ?? [];
  return (
    <section className={styles.section} aria-labelledby="hands">
      <h2 id="hands" className={styles.title}>
        {words.title}
      </h2>
      {hands.length === 0 ? (
        <p className={styles.quiet}>{words.none}</p>
      ) : (
        <ol className={styles.queue}>
          {hands.map((hand) => (
            <li key={hand.id} className={cx(hand.id === me.id && styles.own)}>
              {hand.id === me.id ? words.you(hand.name) : hand.name}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};
