import { Button, cx, VisuallyHidden } from '@samsyn/ui';
import { useText } from '../../../text/index.ts';
import type { SeminarRoom } from '../live/useSeminarRoom.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Agenda.module.css';
import type { AgendaStep } from './steps.ts';
import { Timer } from './Timer.tsx';

const moreMinutes = 5;

/** @returns minutes left on the clock, nothing below zero. */
const minutesLeft = (endsAt: string): number => Math.max(0, (Date.parse(endsAt) - Date.now()) / 60_000);

const Clock = ({ room, step }: { room: SeminarRoom; step: AgendaStep }) => {
  const words = useSeminarText().agenda;
  const endsAt = room.state?.endsAt ?? null;
  return (
    <div className={styles.clock}>
      {endsAt === null ? (
        <Button size="small" onPress={() => room.setClock(step.minutes)}>
          {words.startClock}
        </Button>
      ) : (
        <>
          <Button size="small" onPress={() => room.setClock(0)}>
            {words.stopClock}
          </Button>
          <Button size="small" variant="plain" onPress={() => room.setClock(minutesLeft(endsAt) + moreMinutes)}>
            {words.more}
          </Button>
        </>
      )}
    </div>
  );
};

const Step = ({ step, room, mayLead }: { step: AgendaStep; room: SeminarRoom; mayLead: boolean }) => {
  const text = useText();
  const words = useSeminarText().agenda;
  const name = text.agenda[step.key];
  const isNow = step.place === 'now';
  return (
    <li className={cx(styles.step, styles[step.place])} {...(isNow ? { 'aria-current': 'step' as const } : {})}>
      <div className={styles.row}>
        {mayLead && !isNow ? (
          <button
            type="button"
            className={styles.name}
            aria-label={words.startStep(name)}
            onClick={() => room.startStep(step.key, step.minutes)}
          >
            {name}
          </button>
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        {step.place !== 'coming' && <VisuallyHidden>{isNow ? words.now : words.done}</VisuallyHidden>}
        <span className={styles.minutes}>
          <span aria-hidden="true">{step.minutes}</span>
          <VisuallyHidden>{words.minutes(step.minutes)}</VisuallyHidden>
        </span>
      </div>
      {isNow && (
        <>
          <p className={styles.purpose}>{words.purposes[step.key]}</p>
          {mayLead && <Clock room={room} step={step} />}
        </>
      )}
    </li>
  );
};

/** The steps on the thread, with lengths in minutes; who leads can go to any of them. */
export const Agenda = ({
  steps,
  room,
  mayLead,
}: {
  steps: readonly AgendaStep[];
  room: SeminarRoom;
  mayLead: boolean;
}) => {
  const words = useSeminarText().agenda;
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda" className={styles.title} data-rail-title>
        {words.label}
      </h2>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <Step key={step.key} step={step} room={room} mayLead={mayLead} />
        ))}
      </ol>
      {room.status === 'away' && <p className={styles.quiet}>{words.away}</p>}
    </section>
  );
};

/** How far the agenda has come, as bars: the words are in the sheet. */
export const AgendaStrip = ({ steps }: { steps: readonly AgendaStep[] }) => (
  <div className={styles.strip} aria-hidden="true">
    {steps.map((step) => (
      <i
        key={step.key}
        className={cx(step.place === 'done' && styles.stripDone, step.place === 'now' && styles.stripNow)}
      />
    ))}
  </div>
);

/** The running step's clock, for the head. */
export const AgendaTimer = ({ steps, room }: { steps: readonly AgendaStep[]; room: SeminarRoom }) => {
  const text = useText();
  const now = steps.find((step) => step.place === 'now');
  if (now === undefined) return null;
  return <Timer endsAt={room.state?.endsAt ?? null} step={text.agenda[now.key]} />;
};
