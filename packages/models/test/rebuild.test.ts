import { bodyOf, docFrom, paragraph, readBody, seedUpdate, textOf, withIds } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Journal, newObjectId, raiseEpochs } from '../src/index.ts';
import { useStore } from './support/store.ts';

const { connection, models, open } = useStore();
let journal: Journal;
beforeAll(async () => {
  journal = await open();
});
afterAll(() => journal.close());

/** A document with a paragraph of the server's and one that Anna wrote. */
const create = async (): Promise<{ documentId: string; anna: Y.Doc }> => {
  const documentId = newObjectId();
  const seed = seedUpdate([withIds(paragraph('Hej'))]);
  await journal.create({ documentId, epoch: 1, bytes: seed, authorIds: [] }, []);
  const anna = docFrom([seed]);
  const since = Y.encodeStateVector(anna);
  bodyOf(anna).push([new Y.XmlElement('paragraph')]);
  const block = bodyOf(anna).get(1);
  if (block instanceof Y.XmlElement) block.insert(0, [new Y.XmlText('Kalle Svensson kom')]);
  const bytes = Y.encodeStateAsUpdate(anna, since);
  const bindings = [{ clientId: anna.clientID, accountId: 'anna' }];
  journal.append({ documentId, epoch: 1, bytes, authorIds: ['anna'], broughtBy: null, bindings });
  await journal.drained();
  return { documentId, anna };
};
const eraseSecond = (doc: Y.Doc): void => bodyOf(doc).delete(1, 1);
const fail = (doc: Y.Doc): void => {
  bodyOf(doc).delete(0, 1);
  throw new Error('no');
};
const load = async (documentId: string) => {
  const history = await journal.load(documentId);
  return { history, doc: docFrom(history.updates) };
};

test('a history begun anew reads the same, under ids that nobody knows, by whom it was written', async () => {
  const { documentId, anna } = await create();
  expect(await journal.rebuild(documentId, { former: 'keep' })).toBe(2);
  const { history, doc } = await load(documentId);
  expect(readBody(doc)).toEqual(readBody(anna));
  expect(history).toMatchObject({ epoch: 2, unmerged: 0 });
  const known = [...anna.store.clients.keys()];
  expect(known.every((id) => history.formerClientIds.has(id))).toBe(true);
  const ids = [...doc.store.clients.keys()];
  expect(ids.some((id) => history.formerClientIds.has(id))).toBe(false);
  expect(ids.map((id) => history.clientIds.get(id)).toSorted()).toEqual(['anna', undefined]);
  // Once more: both former epochs are remembered, and their rows are kept.
  expect(await journal.rebuild(documentId, { former: 'keep' })).toBe(3);
  const again = await load(documentId);
  expect([...known, ...ids].every((id) => again.history.formerClientIds.has(id))).toBe(true);
  expect(await models().updates.countDocuments({ documentId, merged: true })).toBe(4);
});

test('what is appended to a former epoch belongs to nothing, and does no harm', async () => {
  const { documentId, anna } = await create();
  const before = textOf(readBody(anna));
  await journal.rebuild(documentId, { former: 'keep' });
  const bytes = seedUpdate([withIds(paragraph('för sent'))]);
  journal.append({ documentId, epoch: 1, bytes, authorIds: [], broughtBy: null, bindings: [] });
  await journal.drained();
  expect(textOf(readBody((await load(documentId)).doc))).toBe(before);
  await journal.compact(documentId);
  expect(textOf(readBody((await load(documentId)).doc))).toBe(before);
});

test('(28) what is erased is nowhere in the database afterwards: snapshot, rows, versions', async () => {
  const { documentId, anna } = await create();
  const state = Y.encodeStateAsUpdate(anna);
  await journal.addVersion({ documentId, epoch: 1, name: 'Före', by: 'anna', state });
  await journal.compact(documentId);
  await journal.rebuild(documentId, { change: eraseSecond, former: 'remove' });
  expect(textOf(readBody((await load(documentId)).doc))).toBe('Hej');
  for (const name of ['updates', 'blobs', 'versions', 'snapshots', 'epochs']) {
    const rows = await connection().collection(name).find().toArray();
    const held = rows.filter(({ _id, documentId: of }) => of === documentId || String(_id).includes(documentId));
    const words = held.map(({ bytes }) => (bytes ? Buffer.from(bytes.buffer).toString('latin1') : '')).join('');
    expect(words).not.toContain('Kalle');
  }
  expect(await journal.versions(documentId)).toEqual([]);
});

test('a change that fails leaves the history as it was', async () => {
  const { documentId, anna } = await create();
  await expect(journal.rebuild(documentId, { change: fail, former: 'remove' })).rejects.toThrow('no');
  const { history, doc } = await load(documentId);
  expect(history.epoch).toBe(1);
  expect(history.formerClientIds.size).toBe(0);
  expect(readBody(doc)).toEqual(readBody(anna));
});

test('after a restore every document is in its next epoch', async () => {
  const { documentId, anna } = await create();
  const before = await models().snapshots.find().sort({ _id: 1 }).lean();
  expect(await raiseEpochs(connection())).toBe(before.length);
  const after = await models().snapshots.find().sort({ _id: 1 }).lean();
  expect(after.map(({ epoch }) => epoch)).toEqual(before.map(({ epoch }) => epoch + 1));
  const { history, doc } = await load(documentId);
  expect(readBody(doc)).toEqual(readBody(anna));
  expect(history.formerClientIds.has(anna.clientID)).toBe(true);
});
