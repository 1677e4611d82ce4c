import { Binary, Decimal128, Long, ObjectId } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, openStore, seeded } from './support.ts';
import type { Opened } from './support.ts';

let opened: Opened;
let number = 0;

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

function fresh(): Collection<Document> {
  return opened.db.collection(`i${(number += 1)}`);
}

function ago(seconds: number): Date {
  return new Date(Date.now() - seconds * 1000);
}

async function planOf(collection: Collection<Document>, filter: Document, sort?: Document): Promise<string> {
  const { queryPlanner } = await collection.find(filter, sort ? { sort } : {}).explain('queryPlanner');
  return queryPlanner.winningPlan.inputStage?.indexName ?? queryPlanner.winningPlan.stage;
}

describe('an index', () => {
  it('is used where it fits: equality, range, sort, prefix, $in, $or', async () => {
    const collection = fresh();
    await collection.createIndexes([
      { key: { document: 1, seq: 1 }, name: 'journal' },
      { key: { name: 1 }, name: 'name' },
    ]);
    expect(await planOf(collection, { _id: 1 })).toBe('_id_');
    expect(await planOf(collection, { document: 5 })).toBe('journal');
    expect(await planOf(collection, { document: 5, seq: { $gt: 7 } })).toBe('journal');
    expect(await planOf(collection, { document: { $in: [1, 2] } })).toBe('journal');
    expect(await planOf(collection, { seq: 5 })).toBe('COLLSCAN');
    expect(await planOf(collection, {}, { name: -1 })).toBe('name');
    expect(await planOf(collection, { name: /^Å/ })).toBe('name');
    expect(await planOf(collection, { name: /Å/ })).toBe('COLLSCAN');
    expect(await planOf(collection, { $or: [{ name: 'a' }, { document: 1 }] })).toBe('OR');
    expect(await planOf(collection, { $or: [{ name: 'a' }, { other: 1 }] })).toBe('COLLSCAN');
    expect(await planOf(collection, { $and: [{ name: 'a' }, { other: 1 }] })).toBe('name');
    expect(await planOf(collection, { name: 'a', document: 3 }, { seq: -1 })).toBe('journal');
  });

  it('that is partial or sparse is used only where the filter implies it', async () => {
    const collection = fresh();
    await collection.createIndex({ a: 1 }, { name: 'partial', partialFilterExpression: { state: 'open' } });
    await collection.createIndex({ b: 1 }, { name: 'sparse', sparse: true });
    expect(await planOf(collection, { a: 1 })).toBe('COLLSCAN');
    expect(await planOf(collection, { a: 1, state: 'open' })).toBe('partial');
    expect(await planOf(collection, { a: 1, state: 'closed' })).toBe('COLLSCAN');
    expect(await planOf(collection, { b: 1 })).toBe('sparse');
    expect(await planOf(collection, { b: null })).toBe('COLLSCAN');
    expect(await planOf(collection, {}, { b: 1 })).toBe('COLLSCAN');
  });

  it('over an array of subdocuments finds what different elements meet', async () => {
    const collection = fresh();
    await collection.insertOne({
      a: [
        { b: 1, c: 2 },
        { b: 2, c: 1 },
      ],
    });
    await collection.createIndex({ 'a.b': 1, 'a.c': 1 });
    expect(await collection.find({ 'a.b': 1, 'a.c': 1 }).toArray()).toHaveLength(1);
    expect(await collection.find({ 'a.b': { $gt: 1, $lt: 2 } }).toArray()).toHaveLength(1);
    expect(await collection.find({ a: { $elemMatch: { b: 1, c: 1 } } }).toArray()).toHaveLength(0);
  });

  it('that is unique counts missing as null, unless it is sparse or partial', async () => {
    const [plain, sparse, partial] = [fresh(), fresh(), fresh()];
    await plain.createIndex({ a: 1 }, { unique: true });
    await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
    await partial.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { a: { $type: 'string' } } });
    await Promise.all([plain, sparse, partial].map((one) => one.insertOne({ n: 1 })));
    expect(await failure(plain.insertOne({ n: 2 }))).toMatchObject({ code: 11000, keyValue: { a: null } });
    await sparse.insertOne({ n: 2 });
    await partial.insertMany([{ a: null }, { a: null }, { a: 'x' }]);
    expect(await failure(partial.insertOne({ a: 'x' }))).toMatchObject({ code: 11000 });
  });

  it('that is unique looks into arrays, but not against the same document', async () => {
    const collection = fresh();
    await collection.createIndex({ tags: 1 }, { unique: true });
    await collection.insertOne({ tags: ['a', 'a', 'b'] });
    expect(await failure(collection.insertOne({ tags: ['c', 'b'] }))).toMatchObject({ code: 11000 });
    expect(
      await failure(collection.updateOne({ _id: new ObjectId() }, { $set: { tags: ['b'] } }, { upsert: true })),
    ).toMatchObject({ code: 11000 });
  });

  it('cannot be made unique over what is not, and leaves nothing behind then', async () => {
    const collection = fresh();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await failure(collection.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
    await collection.createIndex({ a: 1 });
    expect(await collection.find({ a: 1 }).toArray()).toHaveLength(2);
  });

  it('is made once, and refused under another name or with other options', async () => {
    const collection = fresh();
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    expect(await collection.indexes()).toHaveLength(2);
    expect(await failure(collection.createIndex({ a: 1 }, { name: 'other' }))).toMatchObject({ code: 85 });
    expect(await failure(collection.createIndex({ b: 1 }, { name: 'a_1' }))).toMatchObject({ code: 86 });
    expect(await failure(collection.dropIndex('nope'))).toMatchObject({ code: 27 });
    await collection.dropIndex('a_1');
    expect(await collection.indexes()).toHaveLength(1);
  });

  it('with expireAfterSeconds removes what is over, and only that', { timeout: 20_000 }, async () => {
    const collection = fresh();
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await collection.insertMany([
      { at: ago(61) },
      { at: ago(1) },
      { at: 'never' },
      { n: 1 },
      { at: [ago(1), ago(100)] },
    ]);
    await expect.poll(() => collection.countDocuments(), { timeout: 15_000, interval: 250 }).toBe(3);
    expect((await collection.findOne({ at: { $gt: ago(30) } }))?.['at']).toBeInstanceOf(Date);
  });
});

/** Any value, small enough that documents and filters often meet. */
function anyValue(random: () => number, depth = 0): unknown {
  const small = Math.floor(random() * 4);
  const kinds = [
    () => small,
    () => small,
    () => small + 0.5,
    () => Long.fromNumber(small),
    () => Decimal128.fromString(String(small)),
    () => ['', 'a', 'b', 'ab'][small],
    () => null,
    () => small > 1,
    () => new Date(small),
    () => new Binary(Buffer.alloc(small)),
    () => ({ x: depth < 2 ? anyValue(random, depth + 1) : 1 }),
    () => Array.from({ length: small }, () => (depth < 2 ? anyValue(random, depth + 1) : 1)),
  ];
  return kinds[Math.floor(random() * kinds.length)]?.();
}

function anyFilter(random: () => number): Document {
  const fields = ['a', 'b', 'a.x', 'c'];
  const name = fields[Math.floor(random() * fields.length)] ?? 'a';
  const operators = [
    '$eq',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$ne',
    '$in',
    '$exists',
    '$elemMatch',
    '$not',
    '$all',
    '$size',
  ];
  const operator = operators[Math.floor(random() * operators.length)] ?? '$eq';
  const value = anyValue(random);
  const operands: Record<string, unknown> = {
    $in: [value, anyValue(random)],
    $all: [value],
    $exists: random() > 0.5,
    $elemMatch: { $gte: value },
    $not: { $gt: value },
    $size: Math.floor(random() * 3),
  };
  const condition = { [name]: { [operator]: operators.indexOf(operator) < 6 ? value : operands[operator] } };
  if (random() < 0.3) return { $and: [condition, anyFilter(random)] };
  return random() < 0.2 ? { $or: [condition, anyFilter(random)] } : condition;
}

const SEED = Number(process.env['STORE_SEED'] ?? 20190610);

describe(`random filters and sorts (seed ${SEED})`, () => {
  it('find the same, in the same order, with every index as with none', { timeout: 60_000 }, async () => {
    const random = seeded(SEED);
    const [bare, indexed] = [fresh(), fresh()];
    const docs = Array.from({ length: 120 }, (_, _id) => {
      const doc: Document = { _id };
      for (const field of ['a', 'b', 'c']) if (random() < 0.8) doc[field] = anyValue(random);
      // No two arrays in one document: an index over both is refused.
      if (Array.isArray(doc['a']) || Array.isArray(doc['a']?.x)) doc['b'] = 1;
      return doc;
    });
    await bare.insertMany(docs);
    await indexed.createIndexes([
      { key: { a: 1 } },
      { key: { b: -1, a: 1 } },
      { key: { 'a.x': 1, b: 1 } },
      { key: { c: -1 } },
    ]);
    await indexed.insertMany(docs);
    for (let turn = 0; turn < 400; turn++) {
      const filter = anyFilter(random);
      const sort: Document = random() < 0.5 ? { a: 1, _id: 1 } : { b: -1, a: -1, _id: 1 };
      const [expected, found] = await Promise.all(
        [bare, indexed].map(async (one) => (await one.find(filter, { sort }).toArray()).map((doc) => doc['_id'])),
      );
      expect(found, JSON.stringify({ turn, filter, sort })).toEqual(expected);
      expect(await indexed.countDocuments(filter), JSON.stringify({ turn, filter })).toBe(expected?.length);
    }
  });
});
