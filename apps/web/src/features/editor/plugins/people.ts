/** Who is in a document, as the server stamps it into presence. */
import { personColor } from '@samsyn/ui';
import type { Awareness } from 'y-protocols/awareness';

export type Person = {
  id: string;
  name: string;
  color: string;
  /** the colour as a token of the theme */ token: string;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isColor = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

/** @returns the person of a presence state, or null when it names nobody. */
export const personIn = (state: unknown): Person | null => {
  if (!isRecord(state) || !isRecord(state['user'])) return null;
  const { id, name, color } = state['user'];
  if (typeof name !== 'string' || name === '') return null;
  const shown = isColor(color) ? color : '#55606e';
  return { id: typeof id === 'string' ? id : name, name, color: shown, token: personColor(shown) };
};

/** @returns everybody who is here, each once, oneself first. */
export const peopleIn = (awareness: Awareness): Person[] => {
  const own = personIn(awareness.getLocalState());
  const people = new Map<string, Person>();
  if (own !== null) people.set(own.id, own);
  const others = [...awareness.getStates().values()].map(personIn).filter((person) => person !== null);
  for (const person of others.toSorted((a, b) => a.name.localeCompare(b.name, 'sv')))
    if (!people.has(person.id)) people.set(person.id, person);
  return [...people.values()];
};
