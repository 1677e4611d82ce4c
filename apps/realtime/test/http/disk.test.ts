/** Disks that take nothing more: the database's, and this machine's, where the log lies. */
import { spawnSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { startApart } from '../support/apart.ts';
import { request } from '../support/client.ts';
import { sleep, until } from '../sync/support/client.ts';
import { end, endAll } from '../sync/support/process.ts';
import { wordsOf, writeLine } from '../sync/support/writing.ts';

afterEach(endAll);

/** From here on no file of the process grows beyond so many bytes. @returns whether that can be said here */
const limit = (pid: number | undefined, bytes: number | 'unlimited'): boolean =>
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]).status === 0;
const canLimit = limit(process.pid, 'unlimited');

/** Two people in one note. */
const begin = async () => {
  const { server, store, school, documentId, enter } = await startApart();
  const [writer, reader] = [await enter(), await enter()];
  await writer.durable();
  return {
    server,
    store,
    writer,
    isShown: (words: string): boolean => wordsOf(reader.doc).includes(words),
    statusOf: async (path: string): Promise<number> => (await request(server, path)).status,
    readNote: async (): Promise<number> => (await school.get(`/api/documents/${documentId}/updates`)).status,
    finish: async (): Promise<void> => {
      await Promise.all([writer.leave(), reader.leave()]);
      expect(await server.close()).toBe(0);
      await end(store, 'SIGKILL');
    },
  };
};

test.runIf(canLimit)(
  '(4) while the database answers but its disk takes nothing, nothing is acknowledged, /readyz says so, and nothing is lost',
  async () => {
    const { store, writer, isShown, statusOf, readNote, finish } = await begin();
    const { acknowledged } = writer;
    limit(store.pid, 0);
    writeLine(writer.doc, 'Medan skivan är full.');
    await until('shown', () => isShown('skivan är full'));
    await expect.poll(() => statusOf('/readyz'), { timeout: 8000 }).toBe(503);
    expect(await statusOf('/healthz')).toBe(200);
    expect(await readNote()).toBe(200);
    expect([writer.acknowledged, writer.closedWith]).toEqual([acknowledged, null]);
    limit(store.pid, 'unlimited');
    await writer.durable(20_000);
    await expect.poll(() => statusOf('/readyz'), { timeout: 10_000 }).toBe(200);
    await finish();
  },
  60_000,
);

test.runIf(canLimit)(
  'what is neither in this machine’s log nor in the database is shown to nobody, and once when it is in one of them',
  async () => {
    const { server, store, writer, isShown, statusOf, finish } = await begin();
    // The log takes nothing: in the database is as good.
    limit(server.pid, 0);
    writeLine(writer.doc, 'Bara i databasen.');
    await writer.durable(10_000);
    await until('shown', () => isShown('Bara i databasen.'));
    expect(await statusOf('/readyz')).toBe(503);
    // Nobody does anything more: it is well again by itself.
    limit(server.pid, 'unlimited');
    await expect.poll(() => statusOf('/readyz'), { timeout: 5000 }).toBe(200);
    // Neither does.
    limit(server.pid, 0);
    store.kill('SIGSTOP');
    const { acknowledged } = writer;
    writeLine(writer.doc, 'Ingenstans.');
    await sleep(1500);
    expect([isShown('Ingenstans.'), writer.acknowledged, writer.closedWith]).toEqual([false, acknowledged, null]);
    // The log takes it: that is enough to be shown, not to be called safe.
    limit(server.pid, 'unlimited');
    await until('shown', () => isShown('Ingenstans.'));
    expect(writer.acknowledged).toBe(acknowledged);
    store.kill('SIGCONT');
    await writer.durable(20_000);
    await expect.poll(() => statusOf('/readyz'), { timeout: 10_000 }).toBe(200);
    await finish();
  },
  60_000,
);
