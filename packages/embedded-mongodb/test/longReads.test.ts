import type { Collection } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, openStore } from './support.ts';
import type { Opened } from './support.ts';

type Account = { _id: number; n: number; text: string };

const COUNT = 24_000;
let opened: Opened;
let accounts: Collection<Account>;

beforeAll(async () => {
  opened = await openStore();
  accounts = opened.db.collection('accounts');
  for (let at = 0; at < COUNT; at += 2000) {
    await accounts.insertMany(
      Array.from({ length: 2000 }, (_, row) => ({ _id: at + row, n: 1, text: `rad ${at + row} `.repeat(12) })),
    );
  }
});
afterAll(() => opened.close());

/** Moves one from account to account, in transactions, until the work has ended. Answers how often. */
async function movedDuring(work: Promise<unknown>): Promise<number> {
  const ended = work.then(() => true);
  let moves = 0;
  for (let from = 0; ; from += 1) {
    const move = opened.client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateOne({ _id: from }, { $inc: { n: -1 } }, { session });
        await accounts.updateOne({ _id: COUNT - 1 - from }, { $inc: { n: 1 } }, { session });
      }),
    );
    const isOver = await Promise.race([ended, move.then(() => false)]);
    await move;
    if (isOver) return moves;
    moves += 1;
  }
}

const LONG = /(1.*){2}(2.*){2}x$/;

describe('a read that looks at many documents', () => {
  it('lets writers go on, and sees one moment', async () => {
    const summed = accounts
      .aggregate<{ n: number; rows: number }>([
        { $match: { text: { $not: LONG } } },
        { $group: { _id: null, n: { $sum: '$n' }, rows: { $sum: 1 } } },
      ])
      .toArray();
    // Each move is several commands that wait for the disk; done one after the other they fit into the read many times.
    expect(await movedDuring(summed)).toBeGreaterThan(3);
    expect(await summed).toEqual([{ _id: null, n: COUNT, rows: COUNT }]);
  });

  it('finds what was acknowledged before it, and gives the rest batch by batch', async () => {
    await accounts.updateMany({ _id: { $lt: 250 } }, { $set: { text: 'nyss skrivet' } });
    const found = await accounts.find({ text: 'nyss skrivet' }, { batchSize: 40 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(Array.from({ length: 250 }, (_, _id) => _id));
    expect(await accounts.countDocuments({ text: /nyss/ })).toBe(250);
    expect(await accounts.distinct('text', { text: { $lt: 'o' } })).toEqual(['nyss skrivet']);
  });

  it('sorts without an index, and its cursor can be closed', async () => {
    const cursor = accounts.find({ n: { $gte: -1 } }, { sort: { text: -1, _id: -1 }, batchSize: 2 });
    expect(await cursor.next()).toMatchObject({ text: expect.stringMatching(/^rad 9999 /) });
    const { id } = cursor;
    await cursor.close();
    const more = opened.db.command({ getMore: id, collection: 'accounts' });
    expect(await failure(more)).toMatchObject({ code: 43 });
  });

  it('knows a collection and an index that were made a moment ago', async () => {
    await accounts.createIndex({ text: 1 });
    await opened.db.collection<{ _id: number }>('fresh').insertOne({ _id: 7 });
    const stages = [
      { $match: { n: { $gte: -5 } } },
      { $lookup: { from: 'fresh', pipeline: [], as: 'fresh' } },
      { $match: { 'fresh._id': 7 } },
      { $count: 'rows' },
    ];
    expect(await accounts.aggregate(stages).toArray()).toEqual([{ rows: COUNT }]);
    await accounts.dropIndex('text_1');
  });

  it('answers what is wrong as ever', async () => {
    expect(await failure(accounts.find({ text: { $nope: 1 } }).toArray())).toMatchObject({ code: 2 });
    expect(await failure(accounts.countDocuments({ text: LONG }, { maxTimeMS: 1 }))).toMatchObject({ code: 50 });
    const wrong = [{ $match: { n: { $gt: 0 } } }, { $set: { x: { $divide: ['$n', 0] } } }, { $sort: { x: 1 } }];
    expect(await failure(accounts.aggregate(wrong).toArray())).toMatchObject({ code: 2 });
  });

  it('within a transaction sees what that has written', async () => {
    await opened.client.withSession(async (session) => {
      session.startTransaction();
      await accounts.updateOne({ _id: 5 }, { $set: { text: 'nur hier' } }, { session });
      expect(await accounts.find({ text: 'nur hier' }, { session }).toArray()).toHaveLength(1);
      expect(await accounts.find({ text: 'nur hier' }).toArray()).toHaveLength(0);
      await session.abortTransaction();
    });
  });
});
