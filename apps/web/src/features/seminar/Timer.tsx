import { announce } from '@samsyn/ui';
import { useEffect, useRef, useState } from 'react';
import styles from './Seminar.module.css';
import { useSeminarText } from './text/index.ts';

const secondsUntil = (endsAt: string): number => Math.max(0, Math.round((Date.parse(endsAt) - Date.now()) / 1000));
const two = (value: number): string => String(value).padStart(2, '0');

/** What is left of the step; said aloud at five minutes, at one, and when time is up. */
export const Timer = ({ endsAt }: { endsAt: string }) => {
  const { timer: words } = useSeminarText();
  const [seconds, setSeconds] = useState(() => secondsUntil(endsAt));
  const said = useRef<number>(undefined);
  useEffect(() => {
    const tick = (): void => setSeconds(secondsUntil(endsAt));
    tick();
    const clock = setInterval(tick, 1000);
    return () => clearInterval(clock);
  }, [endsAt]);
  useEffect(() => {
    if (![300, 60, 0].includes(seconds) || said.current === seconds) return;
    said.current = seconds;
    announce(seconds === 0 ? words.over : words.left(seconds / 60));
  }, [seconds, words]);
  const label = seconds === 0 ? words.over : words.left(Math.ceil(seconds / 60));
  return (
    <span role="timer" aria-label={label} className={styles.timer} data-over={seconds === 0 || undefined}>
      {two(Math.floor(seconds / 60))}:{two(seconds % 60)}
    </span>
  );
};
