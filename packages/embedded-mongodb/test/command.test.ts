import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BSONRegExp, MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedStore } from '../src/index.ts';
import { failure, newFolder, openStore } from './support.ts';
import type { Opened } from './support.ts';

/** Commands of the store's own process, which come past drivers and sockets. */

let opened: Opened;

beforeEach(async () => {
  opened = await openStore();
});
afterEach(() => opened.close());

const insert = (...documents: object[]) =>
  opened.store.command({ insert: 'notes', documents, ordered: false, writeConcern: { w: 'majority', j: true } });

describe('a command past the driver', () => {
  it('does what it does through one, with every type as it is', async () => {
    const at = new Date();
    const note = { _id: 'one', bytes: Buffer.from([1, 2, 255]), at, authors: ['Åsa'], merged: false, part: null };
    expect(await insert(note)).toMatchObject({ ok: 1, n: 1 });
    const found = await opened.db.collection('notes').findOne({}, { promoteBuffers: true });
    expect(found).toEqual(note);
    const reply = await opened.store.command({ find: 'notes', filter: { authors: 'Åsa' } });
    expect(reply).toMatchObject({ cursor: { id: 0, firstBatch: [{ _id: 'one', at }] } });
  });

  it('is answered when it is on the disk', async () => {
    await insert({ _id: 1 }, { _id: 2 });
    const dir = newFolder();
    // As the disk is when the process is killed now.
    const files = readdirSync(opened.dir).filter((name) => name.startsWith('store.sqlite'));
    for (const name of files) copyFileSync(join(opened.dir, name), join(dir, name));
    const copy = await startEmbeddedStore({ dir });
    expect(await copy.command({ count: 'notes' })).toMatchObject({ n: 2 });
    await copy.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('tells which documents are there already, and throws what the whole is answered with', async () => {
    await insert({ _id: 1 });
    expect(await insert({ _id: 1 }, { _id: 2 })).toMatchObject({ n: 1, writeErrors: [{ index: 0, code: 11000 }] });
    expect(await failure(opened.store.command({ insert: 'notes' }))).toMatchObject({
      name: 'StoreCommandError',
      code: 40414,
    });
    expect(await failure(opened.store.command({ nonsense: 1 }))).toMatchObject({ code: 59 });
    const filter = Array.from({ length: 300 }).reduce<object>((inner) => ({ inner }), {});
    expect(await failure(opened.store.command({ find: 'notes', filter }))).toMatchObject({ code: 15 });
  });

  it('takes what is undefined for null, as drivers do', async () => {
    await insert({ _id: 1, token: 'secret' }, { _id: 2, token: undefined });
    const find = { find: 'notes', filter: { token: undefined } };
    expect(await opened.store.command(find)).toMatchObject({ cursor: { firstBatch: [{ _id: 2, token: null }] } });
    expect(await opened.db.collection('notes').find({ token: undefined }).toArray()).toHaveLength(1);
  });

  it('fails alone when it, or its reply, cannot be written or read', async () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    await expect(insert(endless)).rejects.toThrow('circular');
    await opened.db.collection('notes').insertOne({ pattern: new BSONRegExp('(') });
    await expect(opened.store.command({ find: 'notes' })).rejects.toThrow('regular expression');
    expect(await opened.store.command({ count: 'notes' })).toMatchObject({ n: 1 });
  });

  it('reads on in its cursor, by an id that stays a long', async () => {
    await insert(...Array.from({ length: 300 }, (_, _id) => ({ _id })));
    for (let times = 0; times < 3000; times += 1) {
      const { cursor } = await opened.store.command({ find: 'notes', batchSize: 1 });
      const { id } = cursor as { id: unknown };
      expect(id).toBeInstanceOf(Object);
      if (times > 2) continue;
      const more = await opened.store.command({ getMore: id, collection: 'notes', batchSize: 5 });
      expect(more).toMatchObject({
        cursor: { nextBatch: [{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 4 }, { _id: 5 }] },
      });
    }
  });

  it('waits for a transaction that holds its document, and sees only what is committed', async () => {
    const notes = opened.db.collection<{ _id: number; by: string }>('notes');
    await notes.insertOne({ _id: 1, by: 'nobody' });
    const session = opened.client.startSession();
    session.startTransaction();
    await notes.updateOne({ _id: 1 }, { $set: { by: 'transaction' } }, { session });
    const update = { update: 'notes', updates: [{ q: { _id: 1 }, u: { $set: { by: 'command' } } }] };
    const waiting = opened.store.command(update);
    expect(await opened.store.command({ find: 'notes' })).toMatchObject({ cursor: { firstBatch: [{ by: 'nobody' }] } });
    await session.commitTransaction();
    expect(await waiting).toMatchObject({ n: 1 });
    await session.endSession();
  });

  it('is answered although the store is closed behind it, and refused after that', async () => {
    const { dir, store } = opened;
    const given = Array.from({ length: 20 }, (_, _id) => insert({ _id }));
    const closed = store.close();
    expect(await Promise.all(given)).toHaveLength(20);
    await closed;
    expect(await failure(store.command({ ping: 1 }))).toMatchObject({
      name: 'StoreEndedError',
      message: 'The store is closed',
    });
    const again = await startEmbeddedStore({ dir });
    const client = await MongoClient.connect(again.uri);
    expect(await client.db().collection('notes').countDocuments()).toBe(20);
    await client.close();
    await again.close();
  });
});
