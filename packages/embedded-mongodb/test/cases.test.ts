import { BSON, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregate } from './cases/aggregate.ts';
import { commands } from './cases/commands/index.ts';
import { find } from './cases/find.ts';
import type { Doc } from './cases/kinds.ts';
import { expressions } from './cases/expressions.ts';
import { operators } from './cases/operators.ts';
import { projection } from './cases/projection.ts';
import { update } from './cases/update.ts';
import { EXACT, openSubject } from './support.ts';
import type { Subject } from './support.ts';

/** The tables of cases: a command in, its answer out. A real MongoDB answers the same. */

type Row = { _id: number } & Doc;

let opened: Subject;
let exact: Subject;
let number = 0;

beforeAll(async () => {
  [opened, exact] = await Promise.all([openSubject(), openSubject(EXACT)]);
});

afterAll(async () => {
  await Promise.all([opened.close(), exact.close()]);
});

async function filled(from: Subject, docs: readonly Doc[]) {
  const collection = from.db.collection<Row>(`c${(number += 1)}`);
  const rows = docs.map((doc, at): Row => ({ _id: at + 1, ...doc }));
  if (rows.length > 0) await collection.insertMany(rows);
  return collection;
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return `no error but ${JSON.stringify(await promise)}`;
  } catch (error) {
    return error instanceof MongoServerError ? Number(error.code) : error;
  }
}

function title(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (item instanceof RegExp ? String(item) : item)) ?? '';
}

describe.each(find)('find: $source', ({ cases }) => {
  it.each(cases.map((one) => ({ ...one, title: title(one.filter) })))(
    '$title',
    async ({ filter, docs, finds, fails }) => {
      const collection = await filled(opened, docs);
      const run = () => collection.find(filter).project({ _id: 1 }).sort({ _id: 1 }).toArray();
      if (fails !== undefined) return expect(await codeOf(run())).toBe(fails);
      expect((await run()).map((doc) => doc['_id'])).toEqual(finds);
      // The same through an index on the filter's first field: an index may never change what is found.
      const [field] = Object.keys(filter).filter((name) => !name.startsWith('$'));
      if (field === undefined) return undefined;
      await collection.createIndex({ [field]: 1 });
      expect((await run()).map((doc) => doc['_id'])).toEqual(finds);
      await collection.dropIndexes();
      await collection.createIndex({ [field]: -1, _id: 1 });
      return expect((await run()).map((doc) => doc['_id'])).toEqual(finds);
    },
  );
});

describe.each(update)('update: $source', ({ cases }) => {
  it.each(cases.map((one) => ({ ...one, title: title([one.doc, one.update]) })))('$title', async (one) => {
    const collection = await filled(exact, [one.doc]);
    const filter = { _id: 1, ...one.filter };
    const options = one.arrayFilters ? { arrayFilters: one.arrayFilters } : {};
    const change = one.update;
    const run = (): Promise<unknown> =>
      Array.isArray(change) || Object.keys(change)[0]?.startsWith('$')
        ? collection.updateOne(filter, change, options)
        : collection.replaceOne(filter, change);
    if (one.fails !== undefined) return expect(await codeOf(run())).toBe(one.fails);
    await run();
    const wanted = await filled(exact, [one.gives ?? {}]);
    return expect(await collection.findOne({ _id: 1 })).toEqual(await wanted.findOne({ _id: 1 }));
  });
});

describe.each([...aggregate, ...operators])('aggregate: $source', ({ cases }) => {
  it.each(cases.map((one) => ({ ...one, title: title(one.pipeline) })))('$title', async (one) => {
    const collection = await filled(opened, one.docs);
    const others = opened.db.collection<Row>('others');
    await others.deleteMany({});
    if (one.others) await others.insertMany(one.others.map((doc) => ({ _id: 0, ...doc })));
    const run = () => collection.aggregate(one.pipeline).toArray();
    if (one.fails !== undefined) return expect(await codeOf(run())).toBe(one.fails);
    return expect(await run()).toEqual(one.gives);
  });
});

describe.each(projection)('projection: $source', ({ cases }) => {
  it.each(cases.map((one) => ({ ...one, title: title(one.projection) })))('$title', async (one) => {
    const collection = await filled(opened, [one.doc]);
    const run = () => collection.findOne(one.filter ?? {}, { projection: one.projection });
    if (one.fails !== undefined) return expect(await codeOf(run())).toBe(one.fails);
    return expect(await run()).toEqual(one.gives);
  });
});

/** A value with its exact types and the order of its fields, as text. */
function exactly(value: unknown): string {
  return BSON.EJSON.stringify({ value }, { relaxed: false });
}

describe.each(expressions)('expression: $source', ({ cases }) => {
  const doc = { a: 1, b: { c: 2 }, d: [1, 2, 3], e: [{ f: 1 }, { f: 2 }, 5], s: 'åäö' };
  it.each(cases.map((one) => ({ ...one, title: title(one.of) })))('$title', async (one) => {
    const collection = await filled(exact, [doc]);
    const run = () => collection.aggregate([{ $replaceWith: { r: one.of } }]).toArray();
    if (one.fails !== undefined) return expect(await codeOf(run())).toBe(one.fails);
    return expect(exactly(await run())).toBe(exactly([one.missing ? {} : { r: one.gives }]));
  });
});

/** The command with the names that stand in a table replaced by real ones. */
function named(value: unknown, name: string, db: string): unknown {
  if (typeof value === 'string') {
    if (value === 'C' || value === 'C2') return value === 'C' ? name : `${name}b`;
    return value.startsWith('DB.') ? `${db}.${String(named(value.slice(3), name, db))}` : value;
  }
  if (Array.isArray(value)) return value.map((item) => named(item, name, db));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, named(own, name, db)]));
}

describe.each(commands)('command: $source', ({ cases }) => {
  it.each(cases.map((one) => ({ ...one, title: title([...(one.before ?? []), one.command]) })))(
    '$title',
    async (one) => {
      const collection = await filled(opened, one.docs ?? []);
      const { db } = opened;
      const name = collection.collectionName;
      const run = (command: Doc): Promise<Doc> => {
        const given = Object.entries(Object(named(command, name, db.databaseName)));
        const isAdmin = command['renameCollection'] !== undefined || (one.admin && command === one.command);
        return (isAdmin ? opened.client.db('admin') : db).command(Object.fromEntries(given));
      };
      for (const command of one.before ?? []) await run(command);
      if (one.fails !== undefined) return expect(await codeOf(run(one.command))).toBe(one.fails);
      const reply = await run(one.command);
      if (one.gives) expect(reply).toMatchObject(Object(named(one.gives, name, db.databaseName)));
      if (one.batch) expect(Object(reply['cursor']).firstBatch).toEqual(named(one.batch, name, db.databaseName));
      if (one.after) expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual(one.after);
      return undefined;
    },
  );
});
