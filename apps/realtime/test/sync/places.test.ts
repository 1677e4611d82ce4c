/** How long Yjs takes to find places is counted before it does. This holds that the count is Yjs's own. */
import { bodyOf } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { scan } from '../../src/sync/inspection/scan.ts';
import { Walk } from '../../src/sync/inspection/walk.ts';
import { edit } from './support/edits.ts';
import { type Random, seeded } from './support/random.ts';

// Yjs puts each item that it passes into two sets.
let passed = 0;
const add = Reflect.get(Set.prototype, 'add') as (this: unknown, value: unknown) => unknown;
beforeAll(() => {
  Set.prototype.add = function count<T>(this: Set<T>, value: T): Set<T> {
    if (value instanceof Y.Item) passed += 1;
    add.call(this, value);
    return this;
  };
});
afterAll(() => {
  Reflect.set(Set.prototype, 'add', add);
});

const newWriter = (clientID: number) => {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  return { doc, undo: new Y.UndoManager(bodyOf(doc), { captureTimeout: 0 }) };
};
type Writer = ReturnType<typeof newWriter>;

const act = ({ doc, undo }: Writer, random: Random): void => {
  const chance = random.next();
  if (chance < 0.1) undo.undo();
  else if (chance < 0.15) undo.redo();
  else edit(doc, random);
};
/** What one of them has and the other lacks. */
const give = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

/** Applies an update. @returns how many items were counted before, which Yjs then walked over */
const take = (room: Y.Doc, update: Uint8Array): number => {
  const walk = new Walk(room, scan(update), false);
  expect(walk.run()).toBe(true);
  passed = 0;
  Y.applyUpdate(room, update);
  expect(walk.steps).toBe(passed / 2);
  return walk.steps;
};

test('(16) as many items are counted as Yjs walks over, whatever three people write at once, undo, and bring for each other', () => {
  let walked = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = seeded(seed);
    const room = new Y.Doc();
    bodyOf(room);
    const writers = [900, 5, 77].map(newWriter);
    for (let turn = 0; turn < 60; turn += 1) {
      const writer = random.of(writers);
      for (let count = random.below(30); count >= 0; count -= 1) act(writer, random);
      if (random.next() < 0.3) give(random.of(writers).doc, writer.doc);
      walked += take(room, Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(room)));
      if (random.next() < 0.3) give(room, writer.doc);
    }
    // And all of it at once, of everybody.
    const fresh = new Y.Doc();
    bodyOf(fresh);
    walked += take(fresh, Y.encodeStateAsUpdate(room));
  }
  expect(walked).toBeGreaterThan(500);
});
