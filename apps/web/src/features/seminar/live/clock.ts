import { useEffect, useState } from 'react';

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

/** Whole seconds until `endsAt` (negative afterwards), by the server's clock; null while the clock stands. */
export const useSecondsLeft = (endsAt: string | null): number | null => {
  const [now, setNow] = useState(() => Date.now());
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    if (endsAt === null) return undefined;
    let isGone = false;
    void serverOffset().then((found) => {
      if (!isGone) setOffset(found);
    });
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [endsAt]);
  return endsAt === null ? null : Math.round((Date.parse(endsAt) - now - offset) / 1000);
};
