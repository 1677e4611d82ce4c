import { useState } from 'react';

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** A small choice that this browser keeps. `parse` gives undefined for what is no longer a choice. */
export const useRemembered = <T extends string | number>(
  key: string,
  initial: T,
  parse: (saved: string) => T | undefined,
): [T, (next: T) => void] => {
  const [value, setValue] = useState<T>(() => {
    const saved = read(key);
    return (saved === null ? undefined : parse(saved)) ?? initial;
  });
  const choose = (next: T): void => {
    setValue(next);
    try {
      localStorage.setItem(key, String(next));
    } catch {
      // A browser that stores nothing keeps the choice until the page is closed.
    }
  };
  return [value, choose];
};
