/** This machine's log: what a process that is killed had shown and not yet written comes back from it. */
import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newObjectId } from '../src/index.ts';
import { create, entry, textIn, useStore } from './support/store.ts';

const { models, newLog, open } = useStore();

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
  await models().updates.deleteMany({ documentId, merged: false });
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
  await models().updates.insertMany([{ ...rubbish, authorIds: [], at: new Date() }]);
  const said: string[] = [];
  const journal = await open(log, { onError: (error) => said.push(String(error)) });
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
});
