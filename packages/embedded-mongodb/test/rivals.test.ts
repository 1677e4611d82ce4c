import { MongoServerError } from 'mongodb';
import type { ClientSession, Collection } from 'mongodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from './support.ts';
import { begun, opened, things, useThings } from './things.ts';
import type { Thing } from './things.ts';

/** What happens where a transaction and somebody else write the same; what is made in one is nobody else's. */

useThings();

const WRITE_CONFLICT = { code: 112, isTransient: true };

/** How a rival transaction is refused at the write itself. */
async function conflict(
  write: (session: ClientSession) => Promise<unknown>,
): Promise<{ code: unknown; isTransient: boolean }> {
  return begun(async (session) => {
    const error = await write(session).catch((reason: unknown) => reason);
    if (!(error instanceof MongoServerError)) throw new Error('The write was not refused', { cause: error });
    return { code: error.code, isTransient: error.hasErrorLabel('TransientTransactionError') };
  });
}

const names = async () => (await opened.db.listCollections().toArray()).map(({ name }) => name);

describe('a transaction among rivals', () => {
  it('refuses at once an insert of an _id or a unique value that another open transaction has inserted', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await begun(async (first) => {
      await things.insertOne({ _id: 5, key: 'a' }, { session: first });
      expect(await conflict((session) => things.insertOne({ _id: 5, key: 'b' }, { session }))).toEqual(WRITE_CONFLICT);
      expect(await conflict((session) => things.insertOne({ _id: 6, key: 'a' }, { session }))).toEqual(WRITE_CONFLICT);
      await first.commitTransaction();
    });
    expect(await things.find({ _id: { $gt: 2 } }).toArray()).toEqual([{ _id: 5, key: 'a' }]);
  });

  it('refuses at once an update or a delete of what another open transaction has written', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await begun(async (first) => {
      await things.updateOne({ _id: 1 }, { $set: { key: 'a' } }, { session: first });
      const rivals = [
        (session: ClientSession) => things.updateOne({ _id: 1 }, { $set: { n: 7 } }, { session }),
        (session: ClientSession) => things.deleteOne({ _id: 1 }, { session }),
        (session: ClientSession) => things.updateOne({ _id: 2 }, { $set: { key: 'a' } }, { session }),
        (session: ClientSession) => things.updateOne({ _id: 9 }, { $set: { key: 'a' } }, { session, upsert: true }),
      ];
      for (const rival of rivals) expect(await conflict(rival)).toEqual(WRITE_CONFLICT);
      await first.commitTransaction();
    });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1, key: 'a' },
      { _id: 2, n: 2 },
    ]);
  });

  it('holds the _id and the unique value that it has taken away until it ends', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await things.updateOne({ _id: 1 }, { $set: { key: 'a' } });
    await begun(async (first) => {
      await things.deleteOne({ _id: 1 }, { session: first });
      expect(await conflict((session) => things.insertOne({ _id: 1 }, { session }))).toEqual(WRITE_CONFLICT);
      expect(await conflict((session) => things.insertOne({ _id: 6, key: 'a' }, { session }))).toEqual(WRITE_CONFLICT);
      await things.insertOne({ _id: 1, key: 'a', n: 8 }, { session: first });
      await first.commitTransaction();
    });
    expect(await things.findOne({ key: 'a' })).toEqual({ _id: 1, key: 'a', n: 8 });
  });

  it('lets a rival have the _id and the unique value once it has ended without them', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await begun(async (first) => {
      await things.insertOne({ _id: 5, key: 'a' }, { session: first });
      await first.abortTransaction();
      await begun(async (second) => {
        await things.insertOne({ _id: 5, key: 'a', n: 2 }, { session: second });
        await second.commitTransaction();
      });
    });
    expect(await things.findOne({ _id: 5 })).toEqual({ _id: 5, key: 'a', n: 2 });
  });

  it('conflicts where others have taken or freed a unique value since it began', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await things.updateOne({ _id: 1 }, { $set: { key: 'freed' } });
    const late = (change: () => Promise<unknown>, doc: Thing) =>
      conflict(async (session) => {
        await things.findOne({}, { session });
        await change();
        await things.insertOne(doc, { session });
      });
    expect(await late(() => things.insertOne({ _id: 5 }), { _id: 5 })).toEqual(WRITE_CONFLICT);
    expect(await late(() => things.insertOne({ _id: 6, key: 'a' }), { _id: 7, key: 'a' })).toEqual(WRITE_CONFLICT);
    const free = () => things.updateOne({ _id: 1 }, { $unset: { key: '' } });
    expect(await late(free, { _id: 8, key: 'freed' })).toEqual(WRITE_CONFLICT);
  });

  it('finds a value that it has given twice itself', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    const twice = (second: Thing) =>
      begun(async (session) => {
        await things.insertOne({ _id: 5, key: 'a' }, { session });
        return failure(things.insertOne(second, { session }));
      });
    expect(await twice({ _id: 5, key: 'b' })).toMatchObject({ code: 11000, keyValue: { _id: 5 } });
    expect(await twice({ _id: 6, key: 'a' })).toMatchObject({ code: 11000, keyValue: { key: 'a' } });
  });

  it.each([
    ['an insert of the same _id', () => things.insertOne({ _id: 5, n: 9 })],
    ['an insert of the same unique value', () => things.insertOne({ _id: 6, n: 9, key: 'a' })],
    ['an update to the same unique value', () => things.updateOne({ _id: 2 }, { $set: { n: 9, key: 'a' } })],
  ])('makes %s wait, which is refused after a commit and done after an abort', async (_name, write) => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    for (const isKept of [false, true]) {
      const order: string[] = [];
      let waiting: Promise<unknown> = Promise.resolve();
      await begun(async (session) => {
        await things.insertOne({ _id: 5, n: 0, key: 'a' }, { session });
        waiting = (isKept ? failure(write()) : write()).finally(() => order.push('ordinary'));
        // Long enough for a write that does not wait to be done.
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push('end');
        await (isKept ? session.commitTransaction() : session.abortTransaction());
      });
      const answer = await waiting;
      expect(order).toEqual(['end', 'ordinary']);
      if (isKept) expect(answer).toMatchObject({ code: 11000 });
      expect(await things.countDocuments({ n: isKept ? 0 : 9 })).toBe(1);
      await things.deleteMany({ n: { $in: [0, 9] } });
      await things.updateOne({ _id: 2 }, { $set: { n: 2 } }, { upsert: true });
    }
  });

  it('makes an upsert of its new document wait, which then finds it', async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    await begun(async (session) => {
      await things.insertOne({ _id: 5, n: 1 }, { session });
      waiting = things.updateOne({ _id: 5 }, { $inc: { n: 10 } }, { upsert: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
      await session.commitTransaction();
    });
    expect(await waiting).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
    expect(await things.findOne({ _id: 5 })).toEqual({ _id: 5, n: 11 });
  });
});

describe('a collection made in a transaction', () => {
  let made: Collection<Thing>;
  beforeEach(() => {
    made = opened.db.collection<Thing>(`made${Math.random()}`.replace('.', ''));
  });

  it('is there for nobody else before the commit, and for all after it, with its options, indexes and documents', async () => {
    await begun(async (session) => {
      await opened.db.createCollection(made.collectionName, { session, validator: { n: { $type: 'number' } } });
      await made.createIndex({ key: 1 }, { unique: true, session });
      await made.insertMany(
        [
          { _id: 1, n: 1, key: 'a' },
          { _id: 2, n: 2, key: 'b' },
        ],
        { session },
      );
      await made.updateOne({ key: 'b' }, { $set: { n: 3 } }, { session });
      expect(await made.find({ key: 'b' }, { session }).toArray()).toEqual([{ _id: 2, n: 3, key: 'b' }]);
      expect(await made.countDocuments({}, { session })).toBe(2);
      expect(await made.distinct('key', {}, { session })).toEqual(['a', 'b']);
      const joined = [
        { $match: { _id: 1 } },
        { $lookup: { from: made.collectionName, localField: 'n', foreignField: 'n', as: 'same' } },
      ];
      expect(await things.aggregate(joined, { session }).toArray()).toEqual([
        { _id: 1, n: 1, same: [{ _id: 1, n: 1, key: 'a' }] },
      ]);
      expect(await names()).not.toContain(made.collectionName);
      expect(await made.find().toArray()).toEqual([]);
      await session.commitTransaction();
    });
    expect(await names()).toContain(made.collectionName);
    expect(await made.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1, key: 'a' },
      { _id: 2, n: 3, key: 'b' },
    ]);
    expect((await made.indexes()).map(({ name, unique }) => ({ name, unique }))).toEqual([
      { name: '_id_', unique: undefined },
      { name: 'key_1', unique: true },
    ]);
    expect(await failure(made.insertOne({ _id: 3, n: 3, key: 'a' }))).toMatchObject({ code: 11000 });
    expect(await failure(made.insertOne({ _id: 3, key: 'c' }))).toMatchObject({ code: 121 });
  });

  it('that stays empty is kept too', async () => {
    await begun(async (session) => {
      await opened.db.createCollection(made.collectionName, { session });
      await session.commitTransaction();
    });
    expect(await names()).toContain(made.collectionName);
  });

  it.each([
    ['an insert', (session: ClientSession) => made.insertOne({ _id: 1 }, { session })],
    [
      'an upsert',
      (session: ClientSession) => made.updateOne({ _id: 1 }, { $set: { n: 1 } }, { session, upsert: true }),
    ],
    ['createCollection', (session: ClientSession) => opened.db.createCollection(made.collectionName, { session })],
    ['createIndex', (session: ClientSession) => made.createIndex({ key: 1 }, { session })],
  ])('by %s is taken away by an abort', async (_name, make) => {
    await begun(async (session) => {
      await make(session);
      await session.abortTransaction();
    });
    expect(await names()).not.toContain(made.collectionName);
  });

  it('takes its database away with it when it is aborted', async () => {
    const db = opened.client.db(`other${Math.random()}`.replace('.', ''));
    await begun(async (session) => {
      await db.collection<Thing>('alone').insertOne({ _id: 1 }, { session });
    });
    const { databases } = await opened.db.admin().listDatabases({ nameOnly: true });
    expect(databases.map(({ name }) => name)).not.toContain(db.databaseName);
  });

  it('refuses a unique value twice, also before it is committed', async () => {
    const error = await begun(async (session) => {
      await made.createIndex({ key: 1 }, { unique: true, session });
      await made.insertOne({ _id: 1, key: 'a' }, { session });
      return failure(made.insertOne({ _id: 2, key: 'a' }, { session }));
    });
    expect(error).toMatchObject({ code: 11000, keyValue: { key: 'a' } });
  });

  it('conflicts at the commit when somebody else has made it meanwhile', async () => {
    const late = (rival: () => Promise<unknown>) =>
      conflict(async (session) => {
        await made.insertOne({ _id: 1, n: 1 }, { session });
        await rival();
        expect(await made.find({}, { session }).toArray()).toEqual([{ _id: 1, n: 1 }]);
        await session.commitTransaction();
      });
    expect(await late(() => made.insertOne({ _id: 1, n: 2 }))).toEqual(WRITE_CONFLICT);
    expect(await made.find().toArray()).toEqual([{ _id: 1, n: 2 }]);
    await made.drop();
    const rival = () =>
      begun(async (session) => {
        await made.insertOne({ _id: 1, n: 3 }, { session });
        await session.commitTransaction();
      });
    expect(await late(rival)).toEqual(WRITE_CONFLICT);
    expect(await made.find().toArray()).toEqual([{ _id: 1, n: 3 }]);
  });

  it('is made once by rivals who try again', async () => {
    const add = (_id: number) =>
      opened.client.withSession((session) => session.withTransaction(() => made.insertOne({ _id }, { session })));
    await Promise.all([1, 2, 3, 4].map(add));
    expect(await made.distinct('_id')).toEqual([1, 2, 3, 4]);
  });

  it('may have new indexes while it is empty; a collection that others see, or with documents, may not', async () => {
    await things.createIndex({ n: 1 });
    await begun(async (session) => {
      expect(await things.createIndex({ n: 1 }, { session })).toBe('n_1');
      expect(await failure(things.createIndex({ key: 1 }, { session }))).toMatchObject({ code: 263 });
    });
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'n_1']);
    await begun(async (session) => {
      await made.insertOne({ _id: 1 }, { session });
      expect(await failure(made.createIndex({ key: 1 }, { session }))).toMatchObject({ code: 263 });
    });
  });
});
