import type { SeminarRoomState } from '@samsyn/domain';
import { useMemo } from 'react';
import { useSession } from '../../app/session.tsx';
import type { PersonHere } from '../editor/contract.ts';

/** Who is in the room or in the text, each once; oneself first, then by name. */
export const useParticipants = (
  room: SeminarRoomState | null,
  writing: readonly PersonHere[],
): readonly PersonHere[] => {
  const { me } = useSession();
  return useMemo(() => {
    const others = new Map<string, PersonHere>();
    for (const person of [...(room?.present ?? []), ...writing]) if (person.id !== me.id) others.set(person.id, person);
    return [
      { id: me.id, name: me.name, color: me.color },
      ...[...others.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'sv')),
    ];
  }, [room?.present, writing, me]);
};
