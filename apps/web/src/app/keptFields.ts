/** What is written in a form stays until it is saved or thrown away, also when the page or the session goes before that. */
import { showToast } from '@samsyn/ui';
import { useEffect, useState } from 'react';
import { useText } from '../text/index.ts';
import { goTo } from './navigation.ts';
import { useSession } from './session.tsx';

/** Of this page's forms; the browser's store of the tab has the same, for a page that is loaded anew. */
const here = new Map<string, string>();

const readRaw = (key: string): string | null => {
  try {
    return here.get(key) ?? sessionStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key: string, raw: string): void => {
  here.set(key, raw);
  try {
    sessionStorage.setItem(key, raw);
  } catch {
    // Forbidden or full: it is kept as long as the page is.
  }
};
const forget = (key: string): void => {
  here.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Forbidden: nothing is there.
  }
};

/** @returns the members that are not as they were */
export const changesOf = <T extends object>(now: T, before: object): Partial<T> => {
  const old = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== old.get(name)),
  ) as Partial<T>;
};

const readKept = <T extends object>(key: string, initial: T): Partial<T> => {
  try {
    const kept: unknown = JSON.parse(readRaw(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const types = new Map(Object.entries(initial).map(([name, value]) => [name, typeof value]));
    const known = Object.entries(kept).filter(([name, value]) => types.get(name) === typeof value);
    return Object.fromEntries(known) as Partial<T>;
  } catch {
    return {};
  }
};

const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0;

/** The browser asks before it closes or loads anew a page with unsaved words. */
const useHoldBack = (isHolding: boolean): void => {
  useEffect(() => {
    if (!isHolding) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isHolding]);
};

export type KeptFields<T> = {
  fields: T;
  set: (change: Partial<T>) => void;
  /** what the form began with, without what was kept */
  base: T;
  /** the form began with words that were kept */
  isBack: boolean;
  /** they are saved: nothing is kept any more */
  forget: () => void;
  /** these are saved and the form stays open: it goes on from them */
  goOn: (from: T) => void;
  /**
   * They are not wanted: the form begins anew, and it is said how to get them back.
   * @param reopen opens the form again, when it is not a page of its own
   */
  discard: (reopen?: () => void) => void;
};

/**
 * A form's fields. Only what differs from `initial` is kept, for the account and the tab: what others changed meanwhile
 * is there when the words come back.
 * @param form which one: a name, with the id of what is changed
 */
export const useKeptFields = <T extends object>(form: string, initial: T): KeptFields<T> => {
  const text = useText();
  const key = `samsyn.form.${useSession().me.id}.${form}`;
  const [base, setBase] = useState(initial);
  const [back] = useState(() => readKept(key, base));
  const [fields, setFields] = useState<T>({ ...base, ...back });
  const [isBack, setIsBack] = useState(!isEmpty(back));
  const [saved, setSaved] = useState<T>();
  const changes = fields === saved ? {} : changesOf(fields, base);
  const hasChanges = !isEmpty(changes);
  const raw = hasChanges ? JSON.stringify(changes) : undefined;
  useEffect(() => {
    if (raw === undefined) forget(key);
    else keep(key, raw);
  }, [key, raw]);
  useHoldBack(hasChanges);
  return {
    fields,
    set: (change) => setFields((before) => ({ ...before, ...change })),
    base,
    isBack,
    forget: () => {
      forget(key);
      setSaved(fields);
      setIsBack(false);
    },
    goOn: (from) => {
      setBase(from);
      setIsBack(false);
    },
    discard: (reopen) => {
      if (raw === undefined) return;
      const href = location.pathname + location.search;
      const undo = (): void => {
        keep(key, raw);
        setFields(fields);
        goTo(href);
        reopen?.();
      };
      forget(key);
      setFields(base);
      setIsBack(false);
      showToast(text.kept.discarded, { action: { label: text.verbs.undo, onPress: undo } });
    },
  };
};
