/** Updates that are heavy: of some 260 KB that would fill the memory, and many large ones at once. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { aimedServer, type Encoder, item, numbers, times, update } from './support/bombs.ts';
import { Client } from './support/client.ts';
import { writeLine } from './support/writing.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const { server, aim, at } = await aimedServer();

const heavy: [string, (encoder: Encoder) => void][] = [
  [
    'structs of garbage',
    (encoder) => {
      numbers(encoder, 1, 130_000, 5, 0);
      times(130_000, () => numbers(encoder, 0, 1));
      numbers(encoder, 0);
    },
  ],
  [
    'structs of garbage under many ids',
    (encoder) => {
      numbers(encoder, 130);
      times(130, (client) => {
        numbers(encoder, 990, client, 0);
        times(990, () => numbers(encoder, 0, 1));
      });
      numbers(encoder, 0);
    },
  ],
  [
    'structs that are skipped',
    (encoder) => {
      numbers(encoder, 1, 130_000, 5, 0);
      times(130_000, () => numbers(encoder, 10, 1));
      numbers(encoder, 0);
    },
  ],
  [
    'clients without structs',
    (encoder) => {
      numbers(encoder, 80_000);
      times(80_000, (client) => numbers(encoder, 0, client, 0));
      numbers(encoder, 0);
    },
  ],
  [
    'deleted pieces',
    (encoder) => {
      numbers(encoder, 1, 50_000, 5, 0);
      item(encoder, 0x01);
      numbers(encoder, 1);
      encoding.writeVarString(encoder, 'body');
      numbers(encoder, 1);
      times(49_999, (index) => {
        item(encoder, 0x81);
        numbers(encoder, 5, index, 1);
      });
      numbers(encoder, 0);
    },
  ],
  [
    'deletions',
    (encoder) => {
      numbers(encoder, 0, 1, 5, 80_000);
      times(80_000, (index) => numbers(encoder, 2 * index, 1));
    },
  ],
  [
    'objects in a value',
    (encoder) => {
      numbers(encoder, 1, 1, 5, 0);
      item(encoder, 0x28);
      numbers(encoder, 1);
      encoding.writeVarString(encoder, 'body');
      encoding.writeVarString(encoder, 'id');
      numbers(encoder, 1);
      encoding.writeUint8(encoder, 117);
      numbers(encoder, 45_000);
      times(45_000, (index) => {
        numbers(encoder, 118, 1);
        encoding.writeVarString(encoder, index.toString(36));
        encoding.writeUint8(encoder, 126);
      });
      numbers(encoder, 0);
    },
  ],
  [
    'objects in formats',
    (encoder) => {
      numbers(encoder, 1, 13, 5, 0);
      times(13, () => {
        item(encoder, 0x06);
        numbers(encoder, 1);
        encoding.writeVarString(encoder, 'body');
        encoding.writeVarString(encoder, 'bold');
        encoding.writeVarString(encoder, `[${'{},'.repeat(6500)}{}]`);
      });
      numbers(encoder, 0);
    },
  ],
];

describe('updates that fill the memory', () => {
  test.each(heavy)('(16) some 260 KB of %s do not move the heap by 50 MB', async (_what, write) => {
    const { documentId } = await aim();
    const witness = await new Client(at(documentId, 'anna')).synced();
    const bomb = update(write);
    const mallory = { accountId: 'mallory', access: 'write' } as const;
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    await server.sync.documents.receive(documentId, mallory, bomb);
    const moved = process.memoryUsage().heapUsed - before;
    expect(moved).toBeLessThan(50_000_000);
    await witness.leave();
  });
});

/** A large update of somebody with a client id of their own. */
const largeUpdate = (base: Y.Doc): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => times(700, (line) => writeLine(doc, `${line} ${'ord '.repeat(20)}`)));
  return Y.encodeStateAsUpdate(doc, before);
};

test('(16) of many large updates at once a beat takes one: what others say comes between', async () => {
  const { documentId, doc } = await aim();
  const witness = await new Client(at(documentId, 'anna')).synced();
  const updates = Array.from({ length: 6 }, () => largeUpdate(doc));
  let isDone = false;
  const accepted = Promise.all(
    updates.map((one) => server.sync.documents.receive(documentId, { accountId: 'bo', access: 'write' }, one)),
  ).finally(() => {
    isDone = true;
  });
  // What has been taken, as it is at each turn of the loop.
  const taken = new Set<number>();
  while (!isDone) {
    taken.add(server.sync.documents.state(documentId)?.received ?? 0);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await accepted).toEqual(updates.map(() => ({ kind: 'accepted' })));
  expect(taken.size).toBeGreaterThanOrEqual(updates.length);
  await witness.leave();
});
