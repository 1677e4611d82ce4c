import { Long, MongoServerError, UUID } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { rawCommand } from './raw.ts';
import { failure } from './support.ts';
import { begun, opened, things, useThings } from './things.ts';

useThings();

describe('a transaction', () => {
  it('shows its writes to nobody else before the commit, and to all after it', async () => {
    await begun(async (session) => {
      await things.insertOne({ _id: 3 }, { session });
      await things.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { session });
      await things.deleteOne({ _id: 2 }, { session });
      expect(await things.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, n: 11 }, { _id: 3 }]);
      expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ]);
      expect(await things.countDocuments({}, { session })).toBe(2);
      await session.commitTransaction();
    });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, n: 11 }, { _id: 3 }]);
  });

  it('leaves nothing behind when it is aborted', async () => {
    await begun(async (session) => {
      await things.insertOne({ _id: 3 }, { session });
      await things.updateMany({}, { $set: { n: 0 } }, { session });
      await session.abortTransaction();
    });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
  });

  it('reads the moment of its first command, whatever others write meanwhile', async () => {
    await begun(async (session) => {
      expect(await things.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 1 });
      await things.updateOne({ _id: 1 }, { $set: { n: 99 } });
      await things.insertOne({ _id: 9 });
      expect(await things.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ]);
    });
  });

  it('fails with WriteConflict, to be tried again, when a document has changed since it began', async () => {
    await begun(async (session) => {
      await things.findOne({ _id: 2 }, { session });
      await things.updateOne({ _id: 1 }, { $set: { n: 99 } });
      const error = await things
        .updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(MongoServerError);
      expect(error).toMatchObject({ code: 112 });
      expect(error instanceof MongoServerError && error.hasErrorLabel('TransientTransactionError')).toBe(true);
    });
  });

  it('conflicts with another transaction that wrote the document first', async () => {
    await begun(async (first) => {
      await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
      await begun(async (second) => {
        const error = await failure(things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second }));
        expect(error['code']).toBe(112);
      });
      await first.commitTransaction();
    });
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
  });

  it('makes an ordinary write of the same document wait for its end', async () => {
    const order: string[] = [];
    let waiting: Promise<unknown> = Promise.resolve();
    await begun(async (session) => {
      await things.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { session });
      waiting = things.updateOne({ _id: 1 }, { $inc: { n: 100 } }).then(() => order.push('ordinary'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('commit');
      await session.commitTransaction();
    });
    await waiting;
    expect(order).toEqual(['commit', 'ordinary']);
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 111 });
  });

  it('is tried again by withTransaction until each of ten rivals has added its one', async () => {
    const add = () =>
      opened.client.withSession((session) =>
        session.withTransaction(async () => {
          const found = await things.findOne({ _id: 1 }, { session });
          await things.updateOne({ _id: 1 }, { $set: { n: (found?.n ?? 0) + 1 } }, { session });
        }),
      );
    await Promise.all(Array.from({ length: 10 }, add));
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 11 });
  });

  it('keeps unique values unique, and lets one wander between documents', async () => {
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await things.updateOne({ _id: 1 }, { $set: { key: 'a' } });
    await begun(async (session) => {
      const error = await failure(things.insertOne({ _id: 3, key: 'a' }, { session }));
      expect(error).toMatchObject({ code: 11000 });
    });
    await begun(async (session) => {
      await things.updateOne({ _id: 1 }, { $unset: { key: '' } }, { session });
      await things.updateOne({ _id: 2 }, { $set: { key: 'a' } }, { session });
      await session.commitTransaction();
    });
    expect(await things.find({ key: 'a' }).toArray()).toEqual([{ _id: 2, n: 2, key: 'a' }]);
  });

  it('sorts its own writes among the others', async () => {
    await things.createIndex({ n: 1 });
    await begun(async (session) => {
      await things.insertOne({ _id: 3, n: 1.5 }, { session });
      const found = await things
        .find({ n: { $gt: 0 } }, { session })
        .sort({ n: 1 })
        .toArray();
      expect(found.map(({ _id }) => _id)).toEqual([1, 3, 2]);
    });
  });

  it('reads its cursors to the end over many batches', async () => {
    await things.insertMany(Array.from({ length: 500 }, (_, at) => ({ _id: 100 + at, n: at })));
    await begun(async (session) => {
      const found = await things.find({ _id: { $gte: 100 } }, { session, batchSize: 7 }).toArray();
      expect(found).toHaveLength(500);
    });
  });

  it('refuses what belongs to no transaction, by name', async () => {
    await begun(async (session) => {
      await things.findOne({}, { session });
      expect(await failure(opened.db.command({ count: things.collectionName }, { session }))).toMatchObject({
        code: 263,
      });
    });
  });

  it('answers NoSuchTransaction for one that was never begun', async () => {
    const command = {
      find: things.collectionName,
      lsid: { id: new UUID() },
      txnNumber: Long.fromNumber(7),
      autocommit: false,
    };
    expect(await failure(opened.db.command(command))).toMatchObject({ code: 251 });
  });
});

describe('a retryable write', () => {
  it('that is sent again with its number is answered as before and not done again', async () => {
    const command = {
      update: things.collectionName,
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
      lsid: { id: new UUID() },
      txnNumber: Long.fromNumber(1),
    };
    const { uri } = opened.store;
    const first = await rawCommand(uri, command);
    const again = await rawCommand(uri, command);
    expect(first).toMatchObject({ ok: 1, n: 1, nModified: 1 });
    expect(again).toEqual(first);
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
    await rawCommand(uri, { ...command, txnNumber: Long.fromNumber(2) });
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 3 });
    expect(await rawCommand(uri, command)).toMatchObject({ ok: 0, code: 225 });
  });
});
