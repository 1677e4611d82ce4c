import type { AgendaStepKey, Seminar } from '@samsyn/domain';
import { cx, VisuallyHidden } from '@samsyn/ui';
import { useText } from '../../text/index.ts';
import styles from './Agenda.module.css';
import { useSeminarText } from './text/index.ts';

type Place = 'done' | 'now' | 'coming';

const placeOf = (seminar: Seminar, index: number, current: number): Place => {
  if (seminar.state === 'locked' || seminar.state === 'closed') return 'done';
  if (current === -1 || index > current) return 'coming';
  return index === current ? 'now' : 'done';
};

/** The seminar's steps on the thread, with their lengths; whoever leads the seminar goes to a step by pressing it. */
export const Agenda = ({
  seminar,
  step,
  onGoTo,
}: {
  seminar: Seminar;
  step: AgendaStepKey | null;
  onGoTo: ((step: AgendaStepKey, minutes: number) => void) | undefined;
}) => {
  const { agenda: names } = useText();
  const words = useSeminarText();
  const current = seminar.agenda.findIndex((one) => one.key === step);
  return (
    <>
      <h2 className={styles.over}>{words.agenda.title}</h2>
      <ol className={styles.agenda}>
        {seminar.agenda.map(({ key, minutes }, index) => {
          const place = placeOf(seminar, index, current);
          return (
            <li
              key={key}
              className={cx(styles.step, styles[place])}
              aria-current={place === 'now' ? 'step' : undefined}
            >
              <span className={styles.row}>
                {onGoTo === undefined || place === 'now' ? (
                  <b>{names[key]}</b>
                ) : (
                  <button
                    type="button"
                    className={styles.button}
                    aria-label={words.agenda.start(names[key])}
                    onClick={() => onGoTo(key, minutes)}
                  >
                    {names[key]}
                  </button>
                )}
                <span className={styles.minutes}>
                  <span aria-hidden="true">{minutes}</span>
                  <VisuallyHidden>
                    {words.agenda.minutes(minutes)}
                    {place === 'done' && `, ${words.agenda.done}`}
                    {place === 'now' && `, ${words.agenda.now}`}
                  </VisuallyHidden>
                </span>
              </span>
              {place === 'now' && <p>{words.steps[key]}</p>}
            </li>
          );
        })}
      </ol>
    </>
  );
};

/** The same in a thin line, for phones. */
export const AgendaStrip = ({ seminar, step }: { seminar: Seminar; step: AgendaStepKey | null }) => {
  const current = seminar.agenda.findIndex((one) => one.key === step);
  return (
    <div className={styles.strip} aria-hidden="true">
      {seminar.agenda.map(({ key }, index) => (
        <i key={key} className={styles[placeOf(seminar, index, current)]} />
      ))}
    </div>
  );
};
