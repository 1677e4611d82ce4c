import { bodyOf, readBody } from '@samsyn/document';
import { buildBody, schemaOf } from '@samsyn/document/editor';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { admit } from '../../src/sync/admit.ts';
import { edit } from './support/edits.ts';
import { gateOf } from './support/gate.ts';
import { type Random, seeded } from './support/random.ts';

const mallory = { kind: 'account', accountId: 'mallory', access: 'write', shows: null } as const;
const schema = schemaOf();

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

/** An honest update, cut short or with a few of its bytes changed. */
const mutated = (update: Uint8Array, random: Random): Uint8Array => {
  if (random.next() < 0.3) return update.slice(0, random.below(update.length));
  const bytes = update.slice();
  for (let count = random.below(3); count >= 0; count -= 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

/** @returns how many of so many mutations were refused */
const round = (seed: number, mutations: number): number => {
  const random = seeded(seed);
  const doc = new Y.Doc();
  bodyOf(doc);
  for (let count = 0; count < 8; count += 1) edit(doc, random);
  const gate = gateOf(
    doc,
    [...doc.store.clients.keys()].map((client) => [client, 'anna']),
  );
  let refused = 0;
  const honest = copyOf(doc);
  const since = Y.encodeStateVector(doc);
  for (let count = 0; count < 4; count += 1) edit(honest, random);
  const update = Y.encodeStateAsUpdate(honest, random.next() < 0.8 ? since : undefined);
  for (let count = 0; count < mutations; count += 1) {
    const before = Y.encodeStateAsUpdate(doc);
    const verdict = admit(gate, mallory, mutated(update, random), 0);
    if (verdict.kind === 'apply') {
      Y.applyUpdate(doc, verdict.effect.update);
      expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
      const replica = copyOf(doc);
      schema.node('doc', null, buildBody(bodyOf(replica), schema, new Map())).check();
    } else {
      refused += 1;
      expect(Buffer.compare(Y.encodeStateAsUpdate(doc), before)).toBe(0);
    }
  }
  expect(readBody(copyOf(doc))).toBeDefined();
  return refused;
};

test('(17) 20,000 truncations and mutations of honest updates: what is refused changes nothing, what is let in can be applied', () => {
  let refused = 0;
  for (let seed = 1; seed <= 200; seed += 1) refused += round(seed, 100);
  expect(refused).toBeGreaterThan(12_000);
});
