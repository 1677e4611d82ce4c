import { Avatar, Faces } from '@samsyn/ui';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { DocumentSession } from '../../sync/index.ts';
import { peopleIn, type Person } from './plugins/people.ts';
import styles from './Presence.module.css';
import { useEditorText } from './text/index.ts';

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

const shown = 4;

/** Faces in a row and how many are here, in the page's head. */
export const PresenceFaces = ({ people }: { people: readonly Person[] }) => {
  const { presence } = useEditorText();
  if (people.length === 0) return null;
  const hidden = people.length - shown;
  return (
    <span className={styles.faces} role="group" aria-label={presence.label}>
      <Faces {...(hidden > 0 ? { more: `+${hidden}` } : {})}>
        {people.slice(0, shown).map((person) => (
          <Avatar key={person.id} name={person.name} color={person.color} />
        ))}
      </Faces>
      <span className={styles.count}>{presence.count(people.length)}</span>
    </span>
  );
};

/** Names, for a rail. */
export const PresenceList = ({
  people,
  ownId,
  after,
}: {
  people: readonly Person[];
  ownId: string;
  after?: (person: Person) => React.ReactNode;
}) => {
  const { presence } = useEditorText();
  return (
    <ul className={styles.list} aria-label={presence.label}>
      {people.map((person) => (
        <li key={person.id}>
          <Avatar name={person.name} color={person.color} decorative />
          <span>{person.id === ownId ? presence.you(person.name) : person.name}</span>
          {after?.(person)}
        </li>
      ))}
    </ul>
  );
};
