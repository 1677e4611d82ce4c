/** Rows are merged into a snapshot, and go when their time is over: nothing is lost, wherever that stops. */
import { docFrom } from '@samsyn/document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { CompactionStep } from '../src/index.ts';
import { create, entry, textIn, useStore } from './support/store.ts';

const { models, open } = useStore();

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
  const kept = await models().updates.countDocuments({ documentId, merged: true });
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
  const blobs = async () => (await models().blobs.distinct('blob')).filter((name) => name.includes(documentId));
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
  await models().snapshots.updateOne({ _id: documentId }, { $unset: { bindings: '' } });
  await models().clientIds.updateMany({ documentId }, { $unset: { merged: '' } });
  expect((await journal.load(documentId)).clientIds).toEqual(expected);
  await bind('evaevaa');
  await journal.compact(documentId);
  expect((await journal.load(documentId)).clientIds).toEqual(expected.set(700, 'evaevaa'));
  await journal.close();
});
