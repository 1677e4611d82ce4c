/** The editor beside others: what a merge makes is never taken away from the shared document. */
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { paragraph, readBody, seedUpdate, textOf, noteTemplate } from '../src/index.ts';
import { HeadlessEditor } from './headless.ts';
import { actAtRandom, randomFrom } from './structuralEdits.ts';

type Person = { editor: HeadlessEditor; inbox: Uint8Array[] };
const fromNetwork = Symbol('network');
const open: Person[] = [];

afterEach(() => {
  for (const person of open.splice(0)) person.editor.close();
});

const people = (count: number, seed: Uint8Array): Person[] => {
  const all: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const doc = new Y.Doc();
    doc.clientID = 1000 + index;
    Y.applyUpdate(doc, seed, fromNetwork);
    const person: Person = { editor: new HeadlessEditor(doc), inbox: [] };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromNetwork) return;
      for (const other of all) if (other !== person) other.inbox.push(update);
    });
    all.push(person);
  }
  open.push(...all);
  return all;
};

const shown = (editor: HeadlessEditor): string => textOf(editor.state.doc.toJSON());
const held = (doc: Y.Doc): string => textOf(readBody(doc));

/** Claims that lost what they are. */
const kindless = (editor: HeadlessEditor): number => {
  let count = 0;
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'claim' && typeof node.attrs['kind'] !== 'string') count += 1;
  });
  return count;
};

/** Without spaces, which are not told at a line's edge. */
const lettersOf = (doc: Y.Doc): string => [...held(doc).replaceAll(/\s/g, '')].toSorted().join('');

/**
 * Takes in what has come, and holds the document against one that has no editor: the editor may take letters of its own
 * along to another line, and changes nothing else.
 */
const takeIn = (person: Person, count: number): void => {
  const { doc } = person.editor;
  const bare = new Y.Doc();
  Y.applyUpdate(bare, Y.encodeStateAsUpdate(doc));
  const updates = person.inbox.splice(0, count);
  for (const update of updates) Y.applyUpdate(bare, update);
  const letters = lettersOf(bare);
  const own = (update: Uint8Array, origin: unknown): void => {
    if (origin !== fromNetwork) Y.applyUpdate(bare, update);
  };
  doc.on('update', own);
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, fromNetwork);
  }, fromNetwork);
  doc.off('update', own);
  expect(lettersOf(bare)).toBe(letters);
  expect(held(doc)).toBe(held(bare));
  expect(shown(person.editor)).toBe(held(doc));
  bare.destroy();
};

const seed = seedUpdate([
  ...noteTemplate([{ slug: 'larmiljoer', name: 'Lärmiljöer' }]),
  paragraph('Andelen elever har ökat från 71 till 78 procent.', { id: 'p1' }),
  { type: 'claim', attrs: { id: 'c1', kind: 'result' }, content: [paragraph('Resultatet', { id: 'p2' })] },
]);

const run = (number: number): void => {
  const random = randomFrom(number);
  const all = people(3, seed);
  for (let turn = 0; turn < 60; turn += 1) {
    const person = all[Math.floor(random() * all.length)];
    if (person === undefined) continue;
    if (random() < 0.75) actAtRandom(person.editor, random);
    else takeIn(person, 1 + Math.floor(random() * person.inbox.length));
  }
  for (let round = 0; round < 10 && all.some((person) => person.inbox.length > 0); round += 1)
    for (const person of all) takeIn(person, person.inbox.length);
  const [first, ...others] = all;
  for (const person of all) {
    expect(person.editor.broken).toBeNull();
    expect(kindless(person.editor)).toBe(0);
    expect(() => person.editor.state.doc.check()).not.toThrow();
  }
  for (const other of others) {
    expect(readBody(other.editor.doc)).toEqual(first && readBody(first.editor.doc));
    expect(other.editor.state.doc.toJSON()).toEqual(first?.editor.state.doc.toJSON());
  }
};

describe('concurrent changes of structure', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'of three people merge without taking anything away (seed %i)',
    run,
  );
});
