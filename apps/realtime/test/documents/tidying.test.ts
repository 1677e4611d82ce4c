import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultHistoryMonths, type DocumentKind } from '@samsyn/domain';
import { paragraph, schemaVersion, seedUpdate, withIds } from '@samsyn/document';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { connect, Journal, journalModels, newObjectId } from '@samsyn/models';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Tidying } from '../../src/documents/tidying.ts';

test('the history of a document is kept as long as the authority has decided for its kind', async () => {
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
  const [note, analysis] = [await create('note'), await create('analysis')];
  const kept = (documentId: string): Promise<number> =>
    journalModels(models.connection).updates.countDocuments({ documentId });
  const tidying = new Tidying(journal, models, pino({ level: 'silent' }));
  const inYears = (years: number): Date => new Date(Date.now() + years * 366 * 24 * 60 * 60_000);
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
  await tidying.close();
  await journal.close();
  await models.close();
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});
