import { bodyOf, readBody, textOf } from '@samsyn/document';
import { buildBody, schemaOf } from '@samsyn/document/editor';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { admit } from '../../src/sync/admit.ts';
import { edit } from './support/edits.ts';
import { forge } from './support/forge.ts';
import { gateOf } from './support/gate.ts';
import { seeded } from './support/random.ts';

const schema = schemaOf();
const attacker = { kind: 'account', accountId: 'mallory', access: 'write', shows: null } as const;

/**
 * The words, in whatever order: who names as its left neighbour something that it can only know together with what stands
 * behind it may have its own words stand elsewhere on other replicas. Yjs has no rule against it.
 */
const wordsOf = (doc: Y.Doc): string => [...textOf(readBody(doc))].toSorted().join('');

/** The document as who comes later reads it. */
const replicaOf = (doc: Y.Doc): Y.Doc => {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  return replica;
};

const attack = (seed: number): number => {
  const random = seeded(seed);
  const doc = new Y.Doc();
  doc.getXmlFragment('body');
  doc.clientID = 1;
  for (let index = 0; index < 12; index += 1) edit(doc, random);
  const gate = gateOf(doc, [[1, 'anna']]);
  let taken = 0;
  for (let round = 0; round < 120; round += 1) {
    const update = forge(doc, [1001, 1002], random);
    const verdict = admit(gate, attacker, update, 0);
    if (verdict.kind !== 'apply') continue;
    taken += 1;
    Y.applyUpdate(doc, verdict.effect.update);
    expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
    const replica = replicaOf(doc);
    expect(wordsOf(replica)).toBe(wordsOf(doc));
    schema.node('doc', null, buildBody(bodyOf(replica), schema, new Map())).check();
    if (random.next() < 0.2) edit(doc, random);
  }
  return taken;
};

test('(16) whatever structs are forged: what is let in can be applied, has the same words for all, and is built by the editor', () => {
  let taken = 0;
  for (let seed = 1; seed <= Number(process.env['FUZZ_SEEDS'] ?? 60); seed += 1) {
    try {
      taken += attack(seed);
    } catch (error) {
      throw new Error(`Seed ${seed}`, { cause: error });
    }
  }
  expect(taken).toBeGreaterThan(500);
});
