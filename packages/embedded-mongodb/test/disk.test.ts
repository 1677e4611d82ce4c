import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notes, withStore } from './notes.ts';
import { failure, newFolder } from './support.ts';

let dir: string;

beforeEach(() => {
  dir = newFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A store on a file system of 6 MB of its own, which two processes use one after the other; its address is on a port. */
function smallDisk(): { lines: AsyncIterator<string>; end: () => void } {
  const serve = fileURLToPath(new URL('./fixtures/serve.ts', import.meta.url));
  const script = 'mount -t tmpfs -o size=6m tmpfs "$1" && { "$2" "$3" "$1" 0; "$2" "$3" "$1" 0; }';
  const child = spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', dir, process.execPath, serve], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  return {
    lines: createInterface(child.stdout)[Symbol.asyncIterator](),
    end: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    },
  };
}

const add = (client: MongoClient) =>
  client
    .db()
    .collection('notes')
    .insertOne({ text: 'x'.repeat(100_000) });

/** Writes until nothing more is taken. */
const fillUp = async (client: MongoClient): Promise<void> => {
  const isTaken = () =>
    add(client).then(
      () => true,
      () => false,
    );
  while (await isTaken());
};

/** Goes on writing, all of which fails, until it is told to stop. */
const writeInVain = (client: MongoClient): (() => Promise<void>) => {
  let isWriting = true;
  const write = async () => {
    while (isWriting) expect(await failure(add(client))).toMatchObject({ code: 14031 });
  };
  const writing = write();
  return () => {
    isWriting = false;
    return writing;
  };
};

/** @param work is given the address of the store, and that of the process after it when the first is gone. */
const onSmallDisk = async (work: (address: () => Promise<string>) => Promise<void>): Promise<void> => {
  const disk = smallDisk();
  try {
    await work(async () => String((await disk.lines.next()).value));
  } finally {
    disk.end();
  }
};

/** Where a process may make itself a file system: Linux with user namespaces, or root. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe('a full disk', () => {
  it.runIf(canMount)('of its own refuses writes, is read, and is whole at the next start, full as it is', () =>
    onSmallDisk(async (address) => {
      const first = await MongoClient.connect(await address());
      let count = 0;
      const add = () => notes(first).insertOne({ _id: count, text: 'x'.repeat(20_000) });
      const error = await (async () => {
        for (;;) {
          const failed = await add().catch((reason: unknown) => reason);
          if (failed instanceof Error) return failed;
          count += 1;
        }
      })();
      expect(error).toMatchObject({ code: 14031 });
      expect(count).toBeGreaterThan(50);
      expect(await failure(add())).toMatchObject({ code: 14031 });
      expect(await notes(first).countDocuments()).toBe(count);
      expect(await notes(first).find().toArray()).toHaveLength(count);
      const { pid } = await first.db('admin').command({ serverStatus: 1 });
      process.kill(Number(pid), 'SIGKILL');
      await first.close();
      const second = await MongoClient.connect(await address());
      expect(await notes(second).countDocuments()).toBe(count);
      await second.close();
    }),
  );

  it.runIf(canMount)('of its own takes no row from who reads in many batches while writes fail', () =>
    onSmallDisk(async (address) => {
      const client = await MongoClient.connect(await address());
      await notes(client).insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id, text: 'to read' })));
      await fillUp(client);
      const stop = writeInVain(client);
      for (let times = 0; times < 60; times += 1) {
        const found = await notes(client)
          .find({ _id: { $lt: 300 } }, { batchSize: 20 })
          .sort({ _id: 1 })
          .toArray();
        expect(found.map(({ _id }) => _id)).toEqual(Array.from({ length: 300 }, (_, _id) => _id));
      }
      await stop();
      await client.close();
    }),
  );

  it.runIf(canMount)('of its own turns nobody away who signs in while writes fail', () =>
    onSmallDisk(async (address) => {
      const place = await address();
      const client = await MongoClient.connect(place);
      await fillUp(client);
      const stop = writeInVain(client);
      for (let times = 0; times < 60; times += 1) await (await MongoClient.connect(place)).close();
      await stop();
      await client.close();
    }),
  );

  it('refuses writes with an error, goes on reading, and starts again afterwards', async () => {
    const written = await withStore(
      dir,
      async (client) => {
        const big = () => notes(client).insertOne({ _id: count, text: 'x'.repeat(20_000) });
        let count = 0;
        const error = await (async () => {
          for (;;) {
            const failed: unknown = await big().then(
              () => undefined,
              (reason: unknown) => reason,
            );
            if (failed) return failed;
            count += 1;
          }
        })();
        expect(error).toMatchObject({ code: 14031 });
        expect(await notes(client).countDocuments()).toBe(count);
        expect(await notes(client).findOne({ _id: 0 })).toMatchObject({ _id: 0 });
        const together = await Promise.allSettled([
          notes(client).find().toArray(),
          big(),
          notes(client).countDocuments(),
        ]);
        expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        await notes(client).deleteMany({ _id: { $lt: 10 } });
        await notes(client).insertOne({ _id: 10_000, text: 'there is room again' });
        return count - 9;
      },
      2_000_000,
    );
    await withStore(dir, async (client) => expect(await notes(client).countDocuments()).toBe(written));
  });
});
