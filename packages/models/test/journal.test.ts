import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docFrom, paragraph, readBody, seedUpdate, textOf, withIds } from '@samsyn/document';
import { type EmbeddedStore, startEmbeddedStore } from '@samsyn/embedded-mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type CompactionStep, type Entry, Journal, journalModels, newObjectId, serverAccount } from '../src/index.ts';

let store: EmbeddedStore;
let connection: mongoose.Connection;
const directory = mkdtempSync(join(tmpdir(), 'samsyn-journal-'));
let logs = 0;
const newLog = (): string => join(directory, `log-${(logs += 1)}`);
const open = (log = newLog()): Promise<Journal> => Journal.open({ connection, directory: log });

beforeAll(async () => {
  store = await startEmbeddedStore({ dir: join(directory, 'store') });
  connection = await mongoose.createConnection(store.uri).asPromise();
});
afterAll(async () => {
  await connection.close();
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const create = async (journal: Journal, words = 'Hej'): Promise<string> => {
  const documentId = newObjectId();
  const bytes = seedUpdate([withIds(paragraph(words))]);
  await journal.create({ documentId, epoch: 1, bytes, authorIds: [] }, [{ clientId: 1, accountId: serverAccount }]);
  return documentId;
};
const entry = (documentId: string, words: string): Entry => ({
  documentId,
  epoch: 1,
  bytes: seedUpdate([withIds(paragraph(words))]),
  authorIds: ['anna'],
  broughtBy: null,
  bindings: [],
});
const textIn = async (journal: Journal, documentId: string): Promise<string> => {
  const doc = docFrom((await journal.load(documentId)).updates);
  expect(doc.store.pendingStructs).toBeNull();
  return textOf(readBody(doc));
};

test('(7) a document is given its first content once, whoever tries at the same time', async () => {
  const journal = await open();
  const documentId = newObjectId();
  const tries = Array.from({ length: 5 }, (_, index) => {
    const bytes = seedUpdate([withIds(paragraph(`seed ${index}`))]);
    return journal.create({ documentId, epoch: 1, bytes, authorIds: [] }, []);
  });
  const outcomes = await Promise.allSettled(tries);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(failed?.reason).toMatchObject({ name: 'HistoryExists' });
  expect((await textIn(journal, documentId)).match(/seed/g)).toHaveLength(1);
  await expect(journal.load(newObjectId())).rejects.toMatchObject({ name: 'HistoryMissing' });
  await journal.close();
});

test('what comes together is written together, in order, and told when it is durable', async () => {
  const journal = await open();
  const [one, two] = [await create(journal), await create(journal)];
  const told: number[] = [];
  journal.listen((written) => told.push(written.position));
  const places = Array.from({ length: 40 }, (_, index) => journal.append(entry(index % 2 ? one : two, `rad ${index}`)));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  await journal.drained();
  expect(told).toEqual([40]);
  expect(journal.durable).toBe(40);
  expect((await journal.load(one)).unmerged).toBe(1);
  expect(await textIn(journal, two)).toContain('rad 38');
  await journal.close();
});

test('client ids belong to the first account, for good', async () => {
  const journal = await open();
  const documentId = await create(journal);
  const bind = (accountId: string): Entry => ({
    ...entry(documentId, accountId),
    bindings: [
      { clientId: 7, accountId },
      { clientId: accountId.length * 100, accountId },
    ],
  });
  journal.append(bind('anna'));
  await journal.drained();
  journal.append(bind('mallory'));
  await journal.drained();
  const { clientIds } = await journal.load(documentId);
  expect([clientIds.get(7), clientIds.get(400), clientIds.get(700)]).toEqual(['anna', 'anna', 'mallory']);
  expect(await textIn(journal, documentId)).toContain('mallory');
  await journal.close();
});

test('an update larger than a row of the database comes back whole', async () => {
  const journal = await open();
  const documentId = await create(journal);
  const large = 'åäö '.repeat(5_000_000);
  journal.append(entry(documentId, large));
  await journal.drained();
  expect((await textIn(journal, documentId)).length).toBeGreaterThan(large.length - 2);
  await journal.compact(documentId);
  expect((await textIn(journal, documentId)).length).toBeGreaterThan(large.length - 2);
  await journal.close();
}, 60_000);

const steps: CompactionStep[] = ['leased', 'listed', 'stored', 'swapped', 'retired'];
test.each(steps)('(13) compaction stopped when it has %s loses nothing, not even a late edit', async (at) => {
  const journal = await open();
  const documentId = await create(journal);
  for (const words of ['ett', 'två', 'tre']) {
    journal.append(entry(documentId, words));
    await journal.drained();
  }
  const stopped = journal.compact(documentId, async (step) => {
    if (step === 'listed' || step === at) {
      journal.append(entry(documentId, 'sen'));
      await journal.drained();
    }
    if (step === at) throw new Error('stopped');
  });
  await expect(stopped).rejects.toThrow('stopped');
  for (const words of ['ett', 'två', 'tre', 'sen']) expect(await textIn(journal, documentId)).toContain(words);
  const before = await textIn(journal, documentId);
  await journal.compact(documentId);
  const after = await journal.load(documentId);
  expect(after.unmerged).toBe(0);
  expect(await textIn(journal, documentId)).toBe(before);
  const kept = await journalModels(connection).updates.countDocuments({ documentId, merged: true });
  expect(kept).toBeGreaterThanOrEqual(4);
  await journal.close();
});

test('two that compact at once: one does, one does not, and nothing is lost', async () => {
  const journal = await open();
  const documentId = await create(journal);
  journal.append(entry(documentId, 'rad'));
  await journal.drained();
  const retired = await Promise.all([journal.compact(documentId), journal.compact(documentId)]);
  expect(retired.toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(await textIn(journal, documentId)).toContain('rad');
  await journal.close();
});

/** What a process leaves that is killed before the database has its last edits. */
const leave = async (log: string, words: string[]): Promise<string> => {
  const journal = await open(log);
  const documentId = await create(journal);
  journal.append(entry(documentId, 'i databasen'));
  await journal.drained();
  for (const one of words) journal.append(entry(documentId, one));
  journal.writeLog();
  const files = readdirSync(log).map((name) => [name, readFileSync(join(log, name))] as const);
  await journal.close();
  // The database forgets what came after: as if the process had died before its write.
  await journalModels(connection).updates.deleteMany({ documentId, merged: false });
  rmSync(log, { recursive: true, force: true });
  const again = await open(log);
  await again.close();
  for (const [name, content] of files) writeFileSync(join(log, name), content);
  return documentId;
};

test('what others had been shown is put into the database at the next start, once', async () => {
  const log = newLog();
  const documentId = await leave(log, ['visat', 'också visat']);
  const journal = await open(log);
  expect(journal.healingUntil).toBeGreaterThan(Date.now() + 9 * 60_000);
  const text = await textIn(journal, documentId);
  expect(text).toContain('visat');
  expect(text).toContain('också visat');
  const { unmerged } = await journal.load(documentId);
  await journal.close();
  const next = await open(log);
  // A clean stop in between does not end the time in which clients may bring back what was lost.
  expect(next.healingUntil).toBe(journal.healingUntil);
  expect((await next.load(documentId)).unmerged).toBe(unmerged);
  await next.close();
});

test('(14) a document that cannot be read keeps no other from being opened, and loses nothing', async () => {
  const log = newLog();
  const sound = await leave(log, ['i den hela']);
  const broken = await leave(log, ['i den trasiga']);
  const rubbish = { _id: newObjectId(), documentId: broken, epoch: 1, bytes: Buffer.from([255]), merged: false };
  await journalModels(connection).updates.insertMany([{ ...rubbish, authorIds: [], at: new Date() }]);
  const said: string[] = [];
  const journal = await Journal.open({ connection, directory: log, onError: (error) => said.push(String(error)) });
  expect(await textIn(journal, sound)).toContain('i den hela');
  expect(said).toEqual([expect.stringContaining(broken)]);
  const { updates } = await journal.load(broken);
  expect(updates.some((update) => Buffer.from(update).includes('i den trasiga'))).toBe(true);
  await journal.close();
});

test('(14) a torn or damaged end of the local log costs only itself', async () => {
  const cases: [string, (file: string, content: Buffer) => void][] = [
    ['cut', (file, content) => truncateSync(file, content.length - 5)],
    [
      'flipped',
      (file, content) => writeFileSync(file, Buffer.concat([content.subarray(0, -3), Buffer.from([1, 2, 3])])),
    ],
    ['rubbish', (file) => appendFileSync(file, Buffer.from('rubbish that is no record'))],
  ];
  for (const [what, harm] of cases) {
    const log = newLog();
    const documentId = await leave(log, ['ett', 'två']);
    const name = readdirSync(log).find((one) => one.endsWith('.log')) ?? '';
    harm(join(log, name), readFileSync(join(log, name)));
    const journal = await open(log);
    const text = await textIn(journal, documentId);
    expect(text).toContain('ett');
    expect(text.includes('två')).toBe(what === 'rubbish');
    await journal.close();
  }
});

test('the local log does not grow for ever', async () => {
  const log = newLog();
  const journal = await open(log);
  const documentId = await create(journal);
  for (let round = 0; round < 6; round += 1) {
    for (let index = 0; index < 10; index += 1) journal.append(entry(documentId, 'x'.repeat(200_000)));
    journal.writeLog();
    await journal.drained();
  }
  const bytes = readdirSync(log).reduce((sum, name) => sum + readFileSync(join(log, name)).length, 0);
  expect(bytes).toBeLessThan(100_000);
  await journal.close();
  expect(readdirSync(log)).toEqual([]);
}, 20_000);

test('versions are kept whole and read back', async () => {
  const journal = await open();
  const documentId = await create(journal, 'som det var');
  const state = Y.encodeStateAsUpdate(docFrom((await journal.load(documentId)).updates));
  const version = await journal.addVersion({ documentId, epoch: 1, name: 'Före', by: 'anna', state });
  await journal.addVersion({ documentId, epoch: 1, name: null, by: null, state });
  expect((await journal.versions(documentId)).map((one) => one.automatic)).toEqual([true, false]);
  const read = await journal.readVersion(documentId, version.id);
  expect(read && textOf(readBody(docFrom([read])))).toBe('som det var');
  expect(await journal.readVersion(newObjectId(), version.id)).toBeNull();
  await journal.close();
});

test('(13) a compaction that was stopped leaves no bytes behind for good', async () => {
  const journal = await open();
  const documentId = await create(journal);
  for (const words of ['ett', 'två']) {
    journal.append(entry(documentId, words));
    await journal.drained();
    const stopped = journal.compact(documentId, (step) => {
      if (step === 'stored') throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
  }
  const blobs = async () =>
    (await journalModels(connection).blobs.distinct('blob')).filter((name) => name.includes(documentId));
  expect(await blobs()).toHaveLength(3);
  const before = await textIn(journal, documentId);
  await journal.tidy(documentId, { mergeBefore: new Date(0), expireBefore: null });
  expect(await blobs()).toHaveLength(1);
  expect(await textIn(journal, documentId)).toBe(before);
  await journal.close();
});

test('by age rows are merged, and history goes when its time is over: never the document, nor what was named', async () => {
  const journal = await open();
  const documentId = await create(journal);
  journal.append(entry(documentId, 'rad'));
  await journal.drained();
  const state = Y.encodeStateAsUpdate(docFrom((await journal.load(documentId)).updates));
  await journal.addVersion({ documentId, epoch: 1, name: 'Efter mötet', by: 'anna', state });
  await journal.addVersion({ documentId, epoch: 1, name: null, by: null, state });
  const before = await textIn(journal, documentId);
  const [past, soon] = [new Date(Date.now() - 60_000), new Date(Date.now() + 2000)];
  // Nothing is old enough.
  expect(await journal.tidy(documentId, { mergeBefore: past, expireBefore: past })).toBe(0);
  expect((await journal.load(documentId)).unmerged).toBe(1);
  // Old enough to be merged, and kept.
  expect(await journal.tidy(documentId, { mergeBefore: soon, expireBefore: past })).toBe(0);
  expect((await journal.load(documentId)).unmerged).toBe(0);
  expect(await journal.versions(documentId)).toHaveLength(2);
  // What is not merged never goes, however old.
  journal.append(entry(documentId, 'ny rad'));
  await journal.drained();
  expect(await journal.tidy(documentId, { mergeBefore: past, expireBefore: soon })).toBe(2);
  expect((await journal.load(documentId)).unmerged).toBe(1);
  expect((await textIn(journal, documentId)).split('\n').toSorted()).toEqual(
    [...before.split('\n'), 'ny rad'].toSorted(),
  );
  expect((await journal.versions(documentId)).map(({ name }) => name)).toEqual(['Efter mötet']);
  await journal.close();
});

test('(13) whose client ids are is packed when a document is merged, and never forgotten, wherever it stops', async () => {
  const journal = await open();
  const documentId = await create(journal);
  const bind = async (...accounts: string[]): Promise<void> => {
    const bindings = accounts.map((accountId, index) => ({ clientId: 100 * accountId.length + index, accountId }));
    journal.append({ ...entry(documentId, 'rad'), bindings });
    await journal.drained();
  };
  const expected = new Map([
    [1, 'server'],
    [400, 'anna'],
    [201, 'bo'],
    [600, 'cesare'],
    [500, 'disaå'],
  ]);
  await bind('anna', 'bo');
  for (const at of ['listed', 'stored', 'swapped'] as const) {
    const stopped = journal.compact(documentId, (step) => {
      if (step === at) throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect((await journal.load(documentId)).clientIds.get(201)).toBe('bo');
  }
  // One that comes while it merges, and one that comes after.
  await journal.compact(documentId, async (step) => {
    if (step === 'listed') await bind('cesare');
  });
  await bind('disaå');
  expect((await journal.load(documentId)).clientIds).toEqual(expected);
  await journal.compact(documentId);
  const { clientIds, unpacked } = await journal.load(documentId);
  expect(clientIds).toEqual(expected);
  expect(unpacked).toBe(0);
  // A store from before ids were packed.
  const models = journalModels(connection);
  await models.snapshots.updateOne({ _id: documentId }, { $unset: { bindings: '' } });
  await models.clientIds.updateMany({ documentId }, { $unset: { merged: '' } });
  expect((await journal.load(documentId)).clientIds).toEqual(expected);
  await bind('evaevaa');
  await journal.compact(documentId);
  expect((await journal.load(documentId)).clientIds).toEqual(expected.set(700, 'evaevaa'));
  await journal.close();
});
