import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BSON } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { serialize } from 'bson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realMongo } from './differ/mongod.ts';
import type { Real } from './differ/mongod.ts';
import { anyOperation } from './differ/operations.ts';
import type { Operation } from './differ/operations.ts';
import { order, sortKey } from './differ/order.ts';
import { InMemory, remote } from './differ/subjects.ts';
import type { Subject } from './differ/subjects.ts';
import { anyDocument, anyValue } from './differ/values.ts';
import { EXACT, openStore, seeded } from './support.ts';
import type { Opened } from './support.ts';

/**
 * The same stream of random operations to two programs, whose answers must be the same. Beside a real MongoDB where there
 * is one; in any case beside programs that know less. Seeds that failed once are kept in differ/seeds.json.
 */

const SEEDS_FILE = join(import.meta.dirname, 'differ/seeds.json');
const given = process.env['STORE_SEED'];
const kept: number[] = JSON.parse(readFileSync(SEEDS_FILE, 'utf8'));
const SEEDS = [...new Set([...kept, ...(given ? [Number(given)] : [])])];
const TURNS = Number(process.env['STORE_TURNS'] ?? 500);
const hasReal = Boolean(process.env['MONGODB_URI'] ?? process.env['MONGOD_BINARY']);

let opened: Opened;
let number = 0;

beforeAll(async () => {
  opened = await openStore(EXACT);
});
afterAll(() => opened.close());

function fresh(): Collection<Document> {
  return opened.db.collection(`d${(number += 1)}`);
}

/** Runs a test of a seed; a seed that fails is kept for the next time. */
async function keeping(seed: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!kept.includes(seed)) writeFileSync(SEEDS_FILE, `${JSON.stringify([...kept, seed])}\n`);
    throw error;
  }
}

function told(seed: number, turn: number, operation: Operation): string {
  return `seed ${seed}, turn ${turn}: ${BSON.EJSON.stringify(operation, { relaxed: false })}`;
}

describe.each(SEEDS)('random operations (seed %i)', (seed) => {
  const title = hasReal ? '' : ': neither MONGODB_URI nor MONGOD_BINARY is given';
  it.skipIf(!hasReal)(`are answered as a real MongoDB answers them${title}`, { timeout: 300_000 }, async () => {
    const real: Real | undefined = await realMongo();
    if (!real) throw new Error('no MongoDB');
    try {
      await keeping(seed, async () => {
        const random = seeded(seed);
        const [left, right] = [remote(fresh()), remote(real.db.collection('differ'))];
        for (let turn = 0; turn < TURNS * 8; turn++) {
          const operation = anyOperation(random, 'all', turn);
          const [own, wanted] = await Promise.all([left.run(operation), right.run(operation)]);
          expect(own, told(seed, turn, operation)).toBe(wanted);
        }
      });
    } finally {
      await real.close();
    }
  });

  it('over plain values find, sort and compute as another program does', { timeout: 60_000 }, async () => {
    await keeping(seed, async () => {
      const random = seeded(seed);
      const collection = fresh();
      const [own, other] = [remote(collection), new InMemory()];
      await collection.createIndexes([{ key: { a: 1 } }, { key: { b: -1, c: 1 } }]).catch(() => undefined);
      for (let turn = 0; turn < TURNS; turn++) {
        const operation = anyOperation(random, 'plain', turn);
        await turnOf(collection, own, other, operation, told(seed, turn, operation));
      }
    });
  });

  it('over all BSON types are answered alike with indexes and without, and never by an internal error', async () => {
    await keeping(seed, async () => {
      const random = seeded(seed);
      const [plain, indexed] = [fresh(), fresh()];
      await indexed.createIndexes([{ key: { a: 1 } }, { key: { b: -1 } }, { key: { 'a.x': 1 } }]);
      const [left, right] = [remote(plain), remote(indexed)];
      for (let turn = 0; turn < TURNS; turn++) {
        const operation = anyOperation(random, 'all', turn);
        const [own, other] = [await left.run(operation), await right.run(operation)];
        expect(own, told(seed, turn, operation)).toBe(other);
        expect(own, told(seed, turn, operation)).not.toBe('error 1');
      }
    });
  });

  it('over all BSON types come back byte for byte, and sorted', { timeout: 60_000 }, async () => {
    await keeping(seed, async () => {
      const random = seeded(seed);
      const collection = fresh();
      const docs = Array.from({ length: 400 }, (_, id) => anyDocument(random, 'all', id));
      await collection.insertMany(docs);
      const raw = await collection.find({}, { raw: true, sort: { _id: 1 } }).toArray();
      expect(raw.map((one) => Buffer.from(Object(one)).toString('hex'))).toEqual(
        docs.map((doc) => Buffer.from(serialize(doc)).toString('hex')),
      );
      await expectSorted(collection, docs);
      await collection.createIndex({ a: 1 });
      await expectSorted(collection, docs);
      await collection.dropIndexes();
      await collection.createIndex({ a: -1 });
      await expectSorted(collection, docs);
      for (let turn = 0; turn < 150; turn++) await expectCompared(collection, docs, anyValue(random, 'all', 2));
    });
  });
});

async function turnOf(
  collection: Collection<Document>,
  own: Subject,
  other: InMemory,
  operation: Operation,
  title: string,
): Promise<void> {
  if (operation.kind === 'find') {
    const found = await collection.find(operation.filter, { sort: { _id: 1 } }).toArray();
    const ids = found.map((document) => Number(document['_id']));
    expect(BSON.EJSON.stringify({ value: ids }), title).toBe(await other.run(operation));
  } else if (operation.kind === 'count' || operation.kind === 'aggregate') {
    const answered = BSON.EJSON.parse(await own.run(operation));
    expect(unordered(answered), title).toBe(unordered(BSON.EJSON.parse(await other.run(operation))));
  } else if (operation.kind !== 'distinct') {
    const text = await own.run(operation);
    if (text.startsWith('error')) return;
    const made: unknown = BSON.EJSON.parse(text)['value'];
    if (operation.kind === 'insert') other.set(Number(operation.document['_id']), operation.document);
    if (operation.kind === 'remove') other.set(Number(operation.filter['_id']), undefined);
    if (Array.isArray(made) && made[2]) other.set(Number(made[2]['_id']), made[2]);
  }
}

/** A value as text in which the order of fields says nothing: the other program does not keep it. */
function unordered(value: unknown): string {
  return JSON.stringify(value, (_key, own: unknown) =>
    typeof own === 'object' && own !== null && !Array.isArray(own)
      ? Object.fromEntries(Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : own,
  );
}

/** Sorted up and down by a field as the manual's order has it. */
async function expectSorted(collection: Collection<Document>, docs: readonly Document[]): Promise<void> {
  for (const direction of [1, -1] as const) {
    const found = await collection.find({}, { sort: { a: direction, _id: 1 }, projection: { _id: 1 } }).toArray();
    const wanted = docs.toSorted(
      (x, y) => order(sortKey(x['a'], direction), sortKey(y['a'], direction)) * direction || x['_id'] - y['_id'],
    );
    expect(found.map((one) => Number(one['_id']))).toEqual(wanted.map((one) => one['_id']));
  }
}

async function expectCompared(
  collection: Collection<Document>,
  docs: readonly Document[],
  value: unknown,
): Promise<void> {
  const found = await collection
    .aggregate([{ $set: { r: { $cmp: ['$a', { $literal: value }] } } }, { $sort: { _id: 1 } }, { $project: { r: 1 } }])
    .toArray();
  const wanted = docs.map((doc) => Math.sign(order(doc['a'], value)));
  expect(
    found.map((one) => Number(one['r'])),
    BSON.EJSON.stringify({ value }),
  ).toEqual(wanted);
}
