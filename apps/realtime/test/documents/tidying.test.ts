import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultHistoryMonths, type DocumentKind } from '@samsyn/domain';
import { paragraph, schemaVersion, seedUpdate, withIds } from '@samsyn/document';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { connect, Journal, journalModels, newObjectId } from '@samsyn/models';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { Tidying } from '../../src/documents/tidying.ts';

const inYears = (years: number): Date => new Date(Date.now() + years * 366 * 24 * 60 * 60_000);

const open = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'samsyn-tidying-'));
  const store = await startEmbeddedStore({ dir: join(directory, 'store') });
  const models = await connect(store.uri);
  const journal = await Journal.open({ connection: models.connection, directory: join(directory, 'log') });
  const create = async (kind: DocumentKind): Promise<string> => {
    const [_id, now] = [newObjectId(), new Date()];
    const bytes = seedUpdate([withIds(paragraph('Hej'))]);
    await journal.create({ documentId: _id, epoch: 1, bytes, authorIds: [] }, []);
    await models.documents.create({ _id, kind, title: kind, schemaVersion, createdAt: now, updatedAt: now });
    return _id;
  };
  const kept = (documentId: string): Promise<number> =>
    journalModels(models.connection).updates.countDocuments({ documentId });
  const tidying = new Tidying(journal, models, pino({ level: 'silent' }));
  const close = async (): Promise<void> => {
    await tidying.close();
    await journal.close();
    await models.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { journal, models, tidying, create, kept, close };
};

test('the history of a document is kept as long as the authority has decided for its kind', async () => {
  const { journal, models, tidying, create, kept, close } = await open();
  const [note, analysis] = [await create('note'), await create('analysis')];
  await tidying.tidyAll(inYears(1));
  expect([await kept(note), await kept(analysis)]).toEqual([1, 1]);
  await tidying.tidyAll(inYears(3));
  expect([await kept(note), await kept(analysis)]).toEqual([0, 1]);
  // The authority decides otherwise.
  const names = { _id: 'authority', authorityName: 'Kommunen', boardName: 'Nämnden', smallGroupLimit: 10 };
  await models.settings.create({ ...names, historyMonths: { ...defaultHistoryMonths, analysis: 0 } });
  await tidying.tidyAll(inYears(90));
  expect(await kept(analysis)).toBe(1);
  await models.settings.updateOne({ _id: 'authority' }, { $set: { 'historyMonths.analysis': 12 } });
  await tidying.tidyAll(inYears(2));
  expect(await kept(analysis)).toBe(0);
  expect((await journal.load(note)).updates).toHaveLength(1);
  await close();
});

test('it rests between the documents, and a stop does not wait for that', async () => {
  const { tidying, create, kept, close } = await open();
  const [first, second] = [await create('note'), await create('note')];
  const hour = 60 * 60_000;
  const going = tidying.tidyAll(inYears(3), hour);
  await vi.waitFor(async () => expect(await kept(first)).toBe(0), { timeout: 10_000 });
  await tidying.close();
  await going;
  expect(await kept(second)).toBe(1);
  await close();
});
