import { useEffect, useState } from 'react';

/** @returns the value once it has stood still for `milliseconds`: one question a word, not one a letter. */
export const useDelayed = <T>(value: T, milliseconds = 200): T => {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return still;
};
