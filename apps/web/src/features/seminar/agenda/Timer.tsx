import { announce, cx } from '@samsyn/ui';
import { useEffect, useRef } from 'react';
import { useSecondsLeft } from '../live/clock.ts';
import { useSeminarText } from '../text/index.ts';
import styles from './Agenda.module.css';

const minute = 60;

const figures = (seconds: number): string => {
  const whole = Math.abs(seconds);
  const words = `${Math.floor(whole / minute)}:${String(whole % minute).padStart(2, '0')}`;
  return seconds < 0 ? `−${words}` : words;
};

/** Minutes and seconds left of the step; afterwards how long it is over. When time is up it is said once. */
export const Timer = ({ endsAt, step }: { endsAt: string | null; step: string }) => {
  const words = useSeminarText().agenda;
  const seconds = useSecondsLeft(endsAt);
  const isOver = seconds !== null && seconds < 0;
  const wasOver = useRef<boolean | undefined>(undefined);
  useEffect(() => {
    if (seconds === null) wasOver.current = undefined;
    else {
      if (isOver && wasOver.current === false) announce(words.timeUp(step));
      wasOver.current = isOver;
    }
  }, [seconds, isOver, step, words]);
  if (seconds === null) return null;
  const left = Math.floor(Math.abs(seconds) / minute);
  const said = isOver ? words.over(left) : left === 0 ? words.lessThanOne : words.left(left);
  return (
    <span role="timer" aria-label={said} className={cx(styles.timer, isOver && styles.over)}>
      {figures(seconds)}
    </span>
  );
};
