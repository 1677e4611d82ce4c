import { useEffect, useState, useSyncExternalStore } from 'react';

/** A clock that is less wrong than this is right. */
const tolerance = 2000;

let measured: Promise<number> | undefined;

const measure = async (): Promise<number> => {
  const before = Date.now();
  const answer = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' });
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  // The header has whole seconds: half of one on average.
  const offset = theirs + 500 - (before + Date.now()) / 2;
  return Number.isNaN(offset) || Math.abs(offset) < tolerance ? 0 : offset;
};

/** @returns how many milliseconds the server's clock is ahead of this computer's, asked for once. */
const serverOffset = (): Promise<number> => {
  measured ??= measure().catch(() => {
    measured = undefined;
    return 0;
  });
  return measured;
};

const everySecond = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
};
const neverAgain = (): (() => void) => () => undefined;
const thisSecond = (): number => Math.floor(Date.now() / 1000);

/** Whole seconds until `endsAt` (negative afterwards), by the server's clock; null while the clock stands. */
export const useSecondsLeft = (endsAt: string | null): number | null => {
  const isRunning = endsAt !== null;
  const now = useSyncExternalStore(isRunning ? everySecond : neverAgain, thisSecond);
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    let isGone = false;
    void serverOffset().then((found) => {
      if (!isGone) setOffset(found);
    });
    return () => {
      isGone = true;
    };
  }, [isRunning]);
  return isRunning ? Math.round((Date.parse(endsAt) - offset) / 1000 - now) : null;
};
