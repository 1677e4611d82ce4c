import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { DocumentSession } from '../../sync/index.ts';
import { peopleIn, type Person, personIn } from './plugins/people.ts';

type Change = { added: number[]; updated: number[]; removed: number[] };

/** Everybody who is in the document, each once. Carets that move make no difference. */
export const usePeople = (session: DocumentSession, generation: number): readonly Person[] => {
  const last = useRef<{ who: string; people: readonly Person[] }>({ who: '', people: [] });
  const subscribe = useCallback(
    (listener: () => void) => {
      const { awareness } = session.connection.provider;
      const named = new Map<number, string>();
      const isAnother = (clientId: number): boolean => {
        const name = personIn(awareness.getStates().get(clientId))?.name ?? '';
        const before = named.get(clientId);
        named.set(clientId, name);
        return name !== before;
      };
      const look = ({ added, updated, removed }: Change): void => {
        const areOthers = updated.filter(isAnother).length > 0;
        if (areOthers || added.length + removed.length > 0) listener();
      };
      awareness.on('change', look);
      return () => awareness.off('change', look);
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new generation is another connection
    [session, generation],
  );
  return useSyncExternalStore(subscribe, () => {
    const people = peopleIn(session.connection.provider.awareness);
    const who = people.map(({ id, name }) => `${id} ${name}`).join('\n');
    if (who !== last.current.who) last.current = { who, people };
    return last.current.people;
  });
};
