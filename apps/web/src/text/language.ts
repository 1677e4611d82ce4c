import type { Language } from '@samsyn/domain';
import { useSyncExternalStore } from 'react';

const key = 'samsyn.language';
const listeners = new Set<() => void>();

const saved = (): Language => {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'sv';
  } catch {
    return 'sv';
  }
};

let language: Language = typeof localStorage === 'undefined' ? 'sv' : saved();

export const currentLanguage = (): Language => language;

/** Swedish unless the reader has chosen English on this device. */
export const setLanguage = (next: Language): void => {
  language = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // A browser that stores nothing keeps the choice until the page is closed.
  }
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);

/**
 * A feature's words: `export const useEvidenceText = catalogue(sv, en)`. `en` is declared as `typeof sv`, so that the
 * compiler holds both to the same keys.
 */
export const catalogue =
  <T>(sv: T, en: T): (() => T) =>
  () =>
    useLanguage() === 'sv' ? sv : en;
