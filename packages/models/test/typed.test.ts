/** What people type on is put together without Yjs: it has to be what Yjs makes of it. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mergeAll } from '../src/typed/merge.ts';

/** Deterministic, so that a failure can be repeated. */
const seeded = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
};

const letters = [...'skolan é', '中', '😀'];

/** People who type, each in a text of their own or in one another's. @returns every update, in order, and the whole */
const typing = (seed: number, mischief: number): { updates: Uint8Array[]; begin: Uint8Array; text: string } => {
  const below = seeded(seed);
  const first = new Y.Doc();
  first.getText('body').insert(0, 'början');
  const begin = Y.encodeStateAsUpdate(first);
  const updates: Uint8Array[] = [];
  const people = [0, 1, 2].map((index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, begin);
    doc.on('update', (update: Uint8Array, from: unknown) => from !== 'others' && updates.push(update));
    return { doc, at: index * 2 };
  });
  for (let key = 0; key < 120; key += 1) {
    const person = people[below(3)];
    if (!person) continue;
    const text = person.doc.getText('body');
    const letter = letters[below(letters.length)] ?? '';
    if (below(100) < mischief) {
      if (below(2) === 0) person.at = below(2) === 0 ? 0 : text.length;
      else if (text.length > 0) text.delete(text.length - 1, 1);
      person.at = Math.min(person.at, text.length);
    }
    text.insert(person.at, letter);
    person.at += letter.length;
  }
  const whole = new Y.Doc();
  for (const update of [begin, ...updates]) Y.applyUpdate(whole, update);
  return { updates, begin, text: whole.getText('body').toJSON() };
};

const textOf = (updates: readonly Uint8Array[]): string => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(doc.store.pendingStructs).toBeNull();
  return doc.getText('body').toJSON();
};

test('what was only typed on becomes one update with one struct for each writer, and the same text', () => {
  const { updates, begin, text } = typing(1, 0);
  // The first letter of each stands beside the text that was there: from the second on they type on.
  const typed = updates.filter((update) => {
    const [struct] = Y.decodeUpdate(update).structs;
    return struct instanceof Y.Item && struct.origin?.client === struct.id.client;
  });
  const others = updates.filter((update) => !typed.includes(update));
  expect(others).toHaveLength(3);
  const merged = mergeAll(typed);
  expect(merged).toHaveLength(1);
  expect(merged.flatMap((update) => Y.decodeUpdate(update).structs)).toHaveLength(3);
  expect(textOf([begin, ...others, ...merged])).toBe(text);
});

test('whatever else is among it, merged and merged again, the text is the same', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { updates, begin, text } = typing(seed, 12);
    const size = 1 + (seed % 7);
    const rows: Uint8Array[] = [];
    for (let start = 0; start < updates.length; start += size)
      rows.push(...mergeAll(updates.slice(start, start + size)));
    expect(textOf([begin, ...rows])).toBe(text);
    expect(textOf([begin, ...mergeAll(rows)])).toBe(text);
  }
});
