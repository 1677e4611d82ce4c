/** What the journal writes, gives back and keeps. */
import { docFrom, paragraph, readBody, seedUpdate, textOf, withIds } from '@samsyn/document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Entry, newObjectId } from '../src/index.ts';
import { create, entry, textIn, useStore } from './support/store.ts';

const { open } = useStore();

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
});

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
