import {
  BSONRegExp,
  Binary,
  Code,
  Decimal128,
  Double,
  GridFSBucket,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serialize } from 'bson';
import { failure, openStore } from './support.ts';
import type { Opened } from './support.ts';

let opened: Opened;

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

describe('mongoose', () => {
  it('connects with the address as it is, and does what an application does', async () => {
    const connection = await mongoose.createConnection(opened.store.uri).asPromise();
    const groupSchema = new mongoose.Schema({ name: { type: String, unique: true } });
    const Group = connection.model('Group', groupSchema);
    const personSchema = new mongoose.Schema(
      { name: String, age: Number, group: { type: mongoose.Schema.Types.ObjectId, ref: 'Group' }, tags: [String] },
      { timestamps: true, optimisticConcurrency: true },
    );
    const Person = connection.model('Person', personSchema);
    await Promise.all([Group.init(), Person.init()]);
    const group = await Group.create({ name: 'Förskola' });
    expect(await failure(Group.create({ name: 'Förskola' }))).toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'Förskola' },
    });
    await Person.create({ name: 'Åsa', age: 40, group: group._id, tags: ['a'] });
    const found = await Person.findOne({ name: 'Åsa' }).populate('group').orFail();
    expect(found.group).toMatchObject({ name: 'Förskola' });
    found.age = 41;
    found.tags.push('b');
    await found.save();
    expect(await Person.findById(found._id).lean()).toMatchObject({ age: 41, tags: ['a', 'b'], __v: 1 });
    const changed = await Person.findOneAndUpdate(
      { name: 'Bo' },
      { $inc: { age: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    expect(changed).toMatchObject({ name: 'Bo', age: 1 });
    const result = await Person.bulkWrite([
      { insertOne: { document: { name: 'Cilla' } } },
      { updateMany: { filter: {}, update: { $set: { age: 5 } } } },
      { deleteOne: { filter: { name: 'Bo' } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 3, deletedCount: 1 });
    expect(await Person.find().sort({ name: 1 }).distinct('name')).toEqual(['Cilla', 'Åsa']);
    await connection.transaction(async (session) => {
      await Person.create([{ name: 'Dan' }], { session });
    });
    expect(await Person.countDocuments()).toBe(3);
    await connection.close();
  });
});

describe('the driver', () => {
  it('gets each BSON type back byte for byte', async () => {
    const document = {
      _id: new ObjectId(),
      double: new Double(5),
      nan: NaN,
      minusZero: -0,
      text: 'åäö\u0000€😀',
      object: { b: 1, a: { c: [] } },
      array: [1, [2, [3]], {}],
      binary: new Binary(Buffer.from([1, 2, 3]), 0),
      custom: new Binary(Buffer.from([9]), 128),
      uuid: new UUID(),
      yes: true,
      date: new Date(-1),
      null: null,
      regex: new BSONRegExp('^å', 'imx'),
      code: new Code('x => x', { a: 1 }),
      int: new Int32(-7),
      timestamp: new Timestamp({ t: 5, i: 6 }),
      long: Long.fromString('9223372036854775807'),
      decimal: Decimal128.fromString('-1.50E+6000'),
      min: new MinKey(),
      max: new MaxKey(),
    };
    const collection = opened.db.collection('types');
    await collection.insertOne(document);
    const raw = await collection.findOne({ _id: document._id }, { raw: true });
    expect(Buffer.from(raw instanceof Uint8Array ? raw : []).equals(Buffer.from(serialize(document)))).toBe(true);
    await collection.updateOne({ _id: document._id }, { $set: { added: 1 } });
    const exactly = await collection.findOne(
      { _id: document._id },
      { promoteValues: false, promoteLongs: false, bsonRegExp: true },
    );
    expect(Buffer.from(serialize(exactly ?? {})).equals(Buffer.from(serialize({ ...document, added: 1 })))).toBe(true);
  });

  it('sorts over all types as MongoDB does, up and down, with an index and without', async () => {
    const values = [
      new MinKey(),
      null,
      Number.NaN,
      -Infinity,
      Long.fromString('-9007199254740993'),
      -1.5,
      0,
      Decimal128.fromString('0.1'),
      0.1,
      1,
      Long.fromString('9007199254740993'),
      Decimal128.fromString('1E+400'),
      Infinity,
      '',
      'Z',
      'a',
      'ö',
      '😀',
      {},
      { a: 1 },
      { a: 2 },
      { b: 0 },
      { a: 'x' },
      new Binary(Buffer.from([9])),
      new Binary(Buffer.from([1, 1])),
      new ObjectId('000000000000000000000001'),
      false,
      true,
      new Date(0),
      new Date(1),
      new Timestamp({ t: 1, i: 1 }),
      new BSONRegExp('a'),
      new Code('a'),
      new MaxKey(),
    ];
    const collection = opened.db.collection<{ _id: number; v: unknown }>('order');
    const shuffled = values.map((v, _id) => ({ _id, v })).toSorted((a, b) => ((a._id * 7) % 34) - ((b._id * 7) % 34));
    await collection.insertMany(shuffled);
    const order = async (direction: 1 | -1) =>
      (await collection.find().sort({ v: direction }).toArray()).map(({ _id }) => _id);
    const up = [...values.keys()];
    expect(await order(1)).toEqual(up);
    expect(await order(-1)).toEqual(up.toReversed());
    await collection.createIndex({ v: 1 });
    expect(await order(1)).toEqual(up);
    expect(await order(-1)).toEqual(up.toReversed());
    await collection.dropIndex('v_1');
    await collection.createIndex({ v: -1 });
    expect(await order(1)).toEqual(up);
  });

  it('reads a cursor in batches, and closes one early', async () => {
    const collection = opened.db.collection<{ _id: number }>('many');
    await collection.insertMany(Array.from({ length: 1000 }, (_, _id) => ({ _id })));
    expect(await collection.find().sort({ _id: -1 }).batchSize(33).toArray()).toHaveLength(1000);
    const cursor = collection.find().batchSize(10);
    expect(await cursor.next()).toEqual({ _id: 0 });
    const id = cursor.id;
    await cursor.close();
    const more = opened.db.command({ getMore: id, collection: 'many' });
    expect(await failure(more)).toMatchObject({ code: 43 });
    expect(await collection.find().skip(990).limit(5).toArray()).toHaveLength(5);
    expect(await collection.countDocuments({ _id: { $gte: 500 } }, { limit: 7 })).toBe(7);
  });

  it('stores files with GridFS', async () => {
    const bucket = new GridFSBucket(opened.db);
    const content = Buffer.alloc(600_000, 'åäö');
    const upload = bucket.openUploadStream('rapport.pdf', { metadata: { kind: 'report' } });
    await new Promise<void>((resolve, reject) => {
      upload.once('finish', () => resolve());
      upload.once('error', reject);
      upload.end(content);
    });
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStream(upload.id)) parts.push(Buffer.from(part));
    expect(Buffer.concat(parts).equals(content)).toBe(true);
    expect(await bucket.find({ 'metadata.kind': 'report' }).toArray()).toHaveLength(1);
    await bucket.delete(upload.id);
    expect(await opened.db.collection('fs.chunks').countDocuments()).toBe(0);
  });

  it('is told of each failed statement of an unordered batch, and only of the first of an ordered one', async () => {
    const collection = opened.db.collection<{ _id: number }>('batch');
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 3 }];
    const ordered = await failure(collection.insertMany(docs));
    expect(ordered).toMatchObject({ code: 11000 });
    expect(await collection.countDocuments()).toBe(1);
    const unordered = await collection.insertMany(docs, { ordered: false }).catch((error: unknown) => error);
    expect(unordered).toMatchObject({ writeErrors: [{ index: 0 }, { index: 1 }, { index: 3 }] });
    expect(await collection.countDocuments()).toBe(3);
  });

  it('finds and modifies: before, after, upserted, removed, sorted', async () => {
    const collection = opened.db.collection<{ _id: number; n: number; made?: boolean }>('modify');
    await collection.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 5 },
    ]);
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 1 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 5 });
    const after = await collection.findOneAndUpdate(
      { _id: 2 },
      { $inc: { n: 1 } },
      { returnDocument: 'after', projection: { n: 1, _id: 0 } },
    );
    expect(after).toEqual({ n: 7 });
    const upserted = await collection.findOneAndUpdate(
      { _id: 3 },
      { $set: { n: 0 }, $setOnInsert: { made: true } },
      { upsert: true, includeResultMetadata: true, returnDocument: 'after' },
    );
    expect(upserted).toMatchObject({
      value: { _id: 3, n: 0, made: true },
      lastErrorObject: { updatedExisting: false, upserted: 3 },
    });
    expect(await collection.findOneAndReplace({ _id: 3 }, { n: 9 }, { returnDocument: 'after' })).toEqual({
      _id: 3,
      n: 9,
    });
    expect(await collection.findOneAndDelete({ _id: 3 })).toEqual({ _id: 3, n: 9 });
    expect(await collection.findOneAndDelete({ _id: 3 })).toBeNull();
  });

  it('upserts what the filter says by equality', async () => {
    const collection = opened.db.collection('upsert');
    const { upsertedId } = await collection.updateOne(
      { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 } },
      { $set: { e: 5 } },
      { upsert: true },
    );
    expect(await collection.findOne({ _id: upsertedId ?? new ObjectId() }, { projection: { _id: 0 } })).toEqual({
      a: 1,
      b: { c: 2 },
      e: 5,
    });
  });

  it('gives documents of every size back as they were, whatever stands beside them', async () => {
    const collection = opened.db.collection<{ _id: number; bytes: Binary }>('sizes');
    const sizes = [10, 65_400, 65_536, 5, 900_000, 900_000, 0, 70_000];
    const all = sizes.map((size, _id) => ({ _id, bytes: new Binary(Buffer.alloc(size, _id + 1)) }));
    await collection.insertMany(all);
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual(all);
    expect(await Promise.all(all.map(({ _id }) => collection.findOne({ _id })))).toEqual(all);
  });

  it('orders and compares Swedish text under a Swedish collation', async () => {
    const collection = opened.db.collection<{ _id: string }>('swedish');
    await collection.insertMany(['ö', 'z', 'ä', 'a', 'å', 'B', 'b'].map((_id) => ({ _id })));
    const sorted = await collection.find().collation({ locale: 'sv' }).sort({ _id: 1 }).toArray();
    expect(sorted.map(({ _id }) => _id)).toEqual(['a', 'b', 'B', 'z', 'å', 'ä', 'ö']);
    const found = await collection.find({ _id: 'B' }).collation({ locale: 'sv', strength: 2 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(['B', 'b']);
    const people = opened.db.collection<{ mail: string }>('mails');
    await people.createIndex({ mail: 1 }, { unique: true, collation: { locale: 'sv', strength: 2 } });
    await people.insertOne({ mail: 'Asa@example.org' });
    expect(await failure(people.insertOne({ mail: 'asa@EXAMPLE.org' }))).toMatchObject({ code: 11000 });
    await people.insertOne({ mail: 'åsa@example.org' });
  });
});

describe('what is not offered', () => {
  it.each([
    ['a command nobody knows', { frob: 1 }, 59],
    ['a capped collection', { create: 'capped', capped: true, size: 1000 }, 115],
    ['a view', { create: 'view', viewOn: 'other', pipeline: [] }, 115],
    ['a text index', { createIndexes: 'some', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 115],
    ['a geo index', { createIndexes: 'some', indexes: [{ key: { a: '2dsphere' }, name: 'a' }] }, 115],
    ['mapReduce', { mapReduce: 'some', map: '', reduce: '', out: 'x' }, 115],
    ['a change stream', { aggregate: 'some', pipeline: [{ $changeStream: {} }], cursor: {} }, 115],
    ['a tailable cursor', { find: 'some', tailable: true }, 115],
    ['a snapshot session', { find: 'some', readConcern: { level: 'snapshot' } }, 115],
  ])('answers an error that names it: %s', async (_title, command, code) => {
    const error = await failure(opened.db.command(command));
    expect(error['code']).toBe(code);
    expect(String(error['message'])).toMatch(/not offered|no such command: '/);
  });
});
