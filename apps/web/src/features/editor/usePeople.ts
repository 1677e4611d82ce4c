import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { DocumentSession } from '../../sync/index.ts';
import { peopleIn, type Person } from './plugins/people.ts';

const isSame = (a: readonly Person[], b: readonly Person[]): boolean =>
  a.length === b.length && a.every((person, index) => person.id === b[index]?.id && person.name === b[index].name);

/** Everybody who is in the document, each once. */
export const usePeople = (session: DocumentSession, generation: number): readonly Person[] => {
  const last = useRef<readonly Person[]>([]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const { awareness } = session.connection.provider;
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new generation is another connection
    [session, generation],
  );
  return useSyncExternalStore(subscribe, () => {
    const people = peopleIn(session.connection.provider.awareness);
    if (!isSame(last.current, people)) last.current = people;
    return last.current;
  });
};
