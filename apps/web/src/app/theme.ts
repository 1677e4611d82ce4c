import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'samsyn.theme';
const listeners = new Set<() => void>();
const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

const saved = (): Theme => {
  try {
    const value = localStorage.getItem(key);
    return isTheme(value) ? value : 'system';
  } catch {
    return 'system';
  }
};
let theme: Theme = saved();

const apply = (): void => {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

/** Shows the saved choice; call it before the first paint. */
export const startTheme = apply;

export const setTheme = (next: Theme): void => {
  theme = next;
  apply();
  try {
    localStorage.setItem(key, next);
  } catch {
    // A browser that stores nothing keeps the choice until the page is closed.
  }
  for (const listener of listeners) listener();
};

export const useTheme = (): Theme =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => theme,
  );
