import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyOf, docFrom, paragraph, readBody, seedUpdate, textOf, withIds } from '@samsyn/document';
import { type EmbeddedStore, startEmbeddedStore } from '@samsyn/embedded-mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { type Entry, Journal, type JournalOptions, journalModels, newObjectId, raiseEpochs } from '../src/index.ts';

let store: EmbeddedStore;
let connection: mongoose.Connection;
const directory = mkdtempSync(join(tmpdir(), 'samsyn-daybook-'));
const dir = join(directory, 'store');
let logs = 0;
const open = (options: Partial<JournalOptions> = {}): Promise<Journal> =>
  Journal.open({ connection, directory: join(directory, `log-${(logs += 1)}`), ...options });

beforeAll(async () => {
  store = await startEmbeddedStore({ dir });
  connection = await mongoose.createConnection(store.uri, { serverSelectionTimeoutMS: 1000 }).asPromise();
});
afterAll(async () => {
  await connection.close();
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const updateOf = (words: string): Uint8Array => seedUpdate([withIds(paragraph(words))]);
const entry = (documentId: string, words: string, epoch = 1): Entry => ({
  documentId,
  epoch,
  bytes: updateOf(words),
  authorIds: [`author of ${words}`],
  broughtBy: null,
  bindings: [],
});
/** Twelve documents: enough for a page. */
const createAll = async (journal: Journal): Promise<string[]> => {
  const ids = Array.from({ length: 12 }, newObjectId);
  for (const documentId of ids)
    await journal.create({ documentId, epoch: 1, bytes: updateOf('Hej'), authorIds: [] }, []);
  return ids;
};
/** Something in each document, as one batch. */
const say = async (journal: Journal, ids: readonly string[], words: string): Promise<void> => {
  for (const documentId of ids) journal.append(entry(documentId, words));
  await journal.drained();
};
const textIn = async (journal: Journal, documentId: string): Promise<string> =>
  textOf(readBody(docFrom((await journal.load(documentId)).updates)));
const pages = () => journalModels(connection).daybook.countDocuments({});
const rows = (ids: readonly string[]) =>
  journalModels(connection)
    .updates.find({ documentId: { $in: ids }, merged: false })
    .lean();

test('batches in many documents are pages, and become one row for each of the documents when one is opened', async () => {
  const journal = await open();
  const ids = await createAll(journal);
  const told: number[] = [];
  journal.listen(({ position }) => told.push(position));
  for (const words of ['ett', 'två', 'tre']) await say(journal, ids, words);
  expect(told).toEqual([12, 24, 36]);
  expect([await pages(), await rows(ids)]).toEqual([3, []]);
  const { updates, unmerged } = await journal.load(ids[0] ?? '');
  expect(unmerged).toBe(1);
  for (const words of ['ett', 'två', 'tre']) expect(textOf(readBody(docFrom(updates)))).toContain(words);
  expect(await pages()).toBe(0);
  const posted = await rows(ids);
  expect(posted.map(({ documentId }) => documentId).toSorted()).toEqual(ids.toSorted());
  const authors = ['author of ett', 'author of två', 'author of tre'];
  for (const { authorIds, broughtBy, epoch } of posted)
    expect({ authorIds, broughtBy, epoch }).toEqual({ authorIds: authors, broughtBy: null, epoch: 1 });
  await journal.close();
});

test('edits of another epoch, or brought by somebody, keep rows of their own', async () => {
  const journal = await open();
  const ids = await createAll(journal);
  const [first = ''] = ids;
  for (const documentId of ids) journal.append(entry(documentId, 'rad'));
  journal.append({ ...entry(first, 'burit'), broughtBy: 'bo' });
  journal.append(entry(first, 'av förr', 0));
  await journal.drained();
  expect(await pages()).toBe(1);
  await journal.close();
  const posted = await rows([first]);
  expect(posted.map(({ broughtBy, epoch }) => [broughtBy, epoch]).toSorted()).toEqual([
    [null, 0],
    [null, 1],
    ['bo', 1],
  ]);
});

test('a stop leaves nothing in the daybook', async () => {
  const journal = await open();
  const ids = await createAll(journal);
  await say(journal, ids, 'rad');
  await journal.close();
  expect([await pages(), (await rows(ids)).length]).toEqual([0, 12]);
});

test('(1) what was on pages when a process died is in the documents after the next start', async () => {
  const dead = await open();
  const ids = await createAll(dead);
  await say(dead, ids, 'ett');
  await say(dead, ids, 'två');
  const journal = await open();
  expect(await pages()).toBe(0);
  for (const documentId of ids) {
    const text = await textIn(journal, documentId);
    expect(text).toContain('ett');
    expect(text).toContain('två');
  }
  await journal.close();
  await dead.close();
});

test('(1) a process that died between the rows and the end of their pages changes no document', async () => {
  const dead = await open();
  const ids = await createAll(dead);
  await say(dead, ids, 'rad');
  const { daybook } = journalModels(connection);
  const left = await daybook.find({}).lean();
  const before = await Promise.all(ids.map((documentId) => textIn(dead, documentId)));
  await daybook.insertMany(left);
  const journal = await open();
  expect(await pages()).toBe(0);
  expect(await Promise.all(ids.map((documentId) => textIn(journal, documentId)))).toEqual(before);
  await journal.close();
  await dead.close();
});

test('(13) a merge takes what is noted with it, and leaves what is noted meanwhile', async () => {
  const journal = await open();
  const ids = await createAll(journal);
  const [first = ''] = ids;
  await say(journal, ids, 'före');
  await journal.compact(first, async (step) => {
    if (step === 'listed') await say(journal, ids, 'under tiden');
  });
  const { updates, unmerged } = await journal.load(first);
  expect(unmerged).toBe(1);
  const [state] = updates;
  expect(textOf(readBody(docFrom([state])))).toMatch(/före/);
  expect(textOf(readBody(docFrom([state])))).not.toMatch(/under tiden/);
  expect(textOf(readBody(docFrom(updates)))).toMatch(/under tiden/);
  await journal.close();
});

test('(28) what is erased is on no page either', async () => {
  const journal = await open();
  const ids = await createAll(journal);
  const [first = ''] = ids;
  for (const documentId of ids) journal.append(entry(documentId, documentId === first ? 'Kalle Svensson' : 'rad'));
  await journal.drained();
  const holdsName = async (name: string): Promise<boolean> =>
    (await connection.collection(name).find().toArray()).some(
      ({ bytes }) => bytes && Buffer.from(bytes.buffer).includes('Kalle'),
    );
  expect(await holdsName('daybook')).toBe(true);
  const erase = (doc: Y.Doc): void => bodyOf(doc).delete(0, bodyOf(doc).length);
  await journal.rebuild(first, { change: erase, former: 'remove' });
  for (const name of ['daybook', 'updates', 'blobs']) expect(await holdsName(name)).toBe(false);
  await journal.close();
});

test('a backup that was made while pages were noted is restored with what they hold', async () => {
  const journal = await open();
  const ids = await createAll(journal);
  await say(journal, ids, 'på en sida');
  // A restored store is one that nobody has open.
  await raiseEpochs(connection);
  const next = await open();
  expect(await pages()).toBe(0);
  for (const documentId of ids) expect(await textIn(next, documentId)).toContain('på en sida');
  await next.close();
  await journal.close();
});

test('where several nodes write, everything is rows at once: the others read those', async () => {
  const journal = await open({ isShared: true });
  const ids = await createAll(journal);
  await say(journal, ids, 'rad');
  expect([await pages(), (await rows(ids)).length]).toEqual([0, 12]);
  await journal.close();
});

test('(4) while the database is away no document is opened without what is noted of it', async () => {
  const errors: unknown[] = [];
  const journal = await open({ onError: (error) => errors.push(error) });
  const ids = await createAll(journal);
  await say(journal, ids, 'noterat');
  await store.close();
  await expect(journal.load(ids[0] ?? '')).rejects.toThrow();
  store = await startEmbeddedStore({ dir });
  for (const documentId of ids) expect(await textIn(journal, documentId)).toContain('noterat');
  expect([await pages(), (await rows(ids)).length]).toEqual([0, 12]);
  await journal.close();
  expect(errors).toEqual([]);
});

test('(4) a stop while the database is away leaves pages to the next start', async () => {
  const log = join(directory, 'log of a stop');
  const journal = await open({ directory: log });
  const ids = await createAll(journal);
  const [first = ''] = ids;
  await say(journal, ids, 'noterat');
  await store.close();
  journal.append(entry(first, 'sist'));
  await journal.close(100);
  store = await startEmbeddedStore({ dir });
  const next = await open({ directory: log });
  expect(await pages()).toBe(0);
  for (const documentId of ids) expect(await textIn(next, documentId)).toContain('noterat');
  expect(await textIn(next, first)).toContain('sist');
  await next.close();
});
