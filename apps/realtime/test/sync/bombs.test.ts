/**
 * Updates that are made to cost: what they claim, what Yjs stumbles over, what it takes for ever to apply. Yjs trusts what
 * it is given; an error in the middle would cost the whole room its connection, a slow one everybody's next key.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bodyOf } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { firstText, newDocument, stateOf, writeLine } from './support/writing.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (documentId: string, account: string) => ({ port: server.port, documentId, account, query: '?ack=1' });

type Encoder = encoding.Encoder;
const update = (write: (encoder: Encoder) => void): Uint8Array => encoding.encode(write);
const numbers = (encoder: Encoder, ...all: number[]): void => {
  for (const one of all) encoding.writeVarUint(encoder, one);
};
const times = (count: number, write: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) write(index);
};
/** An item's first byte: its content's kind, and whether a left neighbour (128) or an attribute's name (32) follows. */
const item = (encoder: Encoder, info: number): void => encoding.writeUint8(encoder, info);

/** The document that all of these are aimed at, and whose words stand in it under which id. */
type Target = { documentId: string; doc: Y.Doc; victim: number; element: Y.ID };

const aim = async (): Promise<Target> => {
  const documentId = await newDocument(server, 'Hej på dig');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const element = bodyOf(doc).get(0)._item?.id;
  const [victim] = doc.store.clients.keys();
  if (!element || victim === undefined) throw new Error('The document is empty');
  return { documentId, doc, victim, element };
};

/** The whole state, with one struct of the victim's repeated otherwise, and one new letter so that it is not for nothing. */
const repeating = ({ victim }: Target, write: (encoder: Encoder) => void): Uint8Array =>
  update((encoder) => {
    numbers(encoder, 2, 1, victim, 0);
    write(encoder);
    numbers(encoder, 1, 77, 0);
    item(encoder, 0x07);
    numbers(encoder, 1);
    encoding.writeVarString(encoder, 'body');
    numbers(encoder, 3);
    encoding.writeVarString(encoder, 'paragraph');
    numbers(encoder, 0);
  });

const stumbling: [string, (target: Target) => Uint8Array][] = [
  ['a deletion of nothing', ({ victim }) => update((encoder) => numbers(encoder, 0, 1, victim, 2, 0, 2, 9999, 0))],
  [
    'a deletion of nothing behind a real one',
    ({ victim }) =>
      update((encoder) => {
        numbers(encoder, 1, 1, 78, 0, 0, 1);
        numbers(encoder, 1, victim, 2, 1, 1, 3, 0);
      }),
  ],
  [
    'a format that JSON cannot be',
    ({ element }) =>
      update((encoder) => {
        numbers(encoder, 1, 1, 78, 0);
        item(encoder, 0x86);
        numbers(encoder, element.client, element.clock + 2);
        encoding.writeVarString(encoder, 'bold');
        encoding.writeVarString(encoder, 'undefined');
        numbers(encoder, 0);
      }),
  ],
  [
    'old JSON that is none, where the document has something already',
    (target) =>
      repeating(target, (encoder) => {
        item(encoder, 0x82);
        numbers(encoder, target.victim, 1, 1);
        encoding.writeVarString(encoder, '{');
      }),
  ],
];

describe('updates that Yjs stumbles over', () => {
  test.each(stumbling)('(16) %s is refused, and nobody else notices', async (_what, make) => {
    const target = await aim();
    const before = await stateOf(server, target.documentId);
    const witness = await new Client(at(target.documentId, 'anna')).synced();
    writeLine(witness.doc, 'ord');
    await witness.durable();
    const bomb = make(target);
    const mallory = await new Client(at(target.documentId, 'mallory')).synced();
    mallory.update(bomb);
    expect(await mallory.closed()).toBe(4422);
    writeLine(witness.doc, 'lever');
    await witness.durable();
    expect(witness.closedWith).toBeNull();
    expect(await stateOf(server, target.documentId)).not.toBe(before);
    await witness.leave();
  });

  test('(16) what is known already is not looked at again: another origin for it changes nothing', async () => {
    const target = await aim();
    const witness = await new Client(at(target.documentId, 'anna')).synced();
    const mallory = await new Client(at(target.documentId, 'mallory')).synced();
    mallory.update(
      repeating(target, (encoder) => {
        item(encoder, 0x84);
        numbers(encoder, target.victim, 5000);
        encoding.writeVarString(encoder, 'x');
      }),
    );
    await mallory.durable();
    writeLine(witness.doc, 'lever');
    await witness.durable();
    expect(await stateOf(server, target.documentId)).toContain('Hej på dig');
    await Promise.all([mallory.leave(), witness.leave()]);
  });
});

/** Milliseconds of this thread's processor time that judging the update took: the best of three, the first is cold. */
const blockedBy = async (documentId: string, bomb: Uint8Array): Promise<number> => {
  const blocked: number[] = [];
  for (const account of ['mallory1', 'mallory2', 'mallory3']) {
    const before = process.threadCpuUsage();
    const result = await server.sync.documents.receive(documentId, { accountId: account, access: 'write' }, bomb);
    const { user, system } = process.threadCpuUsage(before);
    blocked.push((user + system) / 1000);
    expect(result.kind).toBe('invalid');
  }
  return Math.min(...blocked);
};

const slow: [string, (target: Target) => Uint8Array][] = [
  ['33 million structs in seven bytes', () => update((encoder) => numbers(encoder, 1, 33_000_000, 5, 0))],
  ['four thousand million clients', () => update((encoder) => numbers(encoder, 4_000_000_000))],
  ['four thousand million deletions', () => update((encoder) => numbers(encoder, 0, 1, 5, 4_000_000_000))],
  [
    '20,000 deletions of the same',
    ({ victim }) =>
      update((encoder) => {
        numbers(encoder, 0, 1, victim, 20_000);
        times(20_000, () => numbers(encoder, 0, 4));
      }),
  ],
  [
    'an attribute begun 4,000 times over',
    ({ element }) =>
      update((encoder) => {
        numbers(encoder, 1, 4000, 79, 0);
        times(4000, () => {
          item(encoder, 0x28);
          numbers(encoder, 0, element.client, element.clock);
          encoding.writeVarString(encoder, 'key');
          numbers(encoder, 1);
          encoding.writeAny(encoder, 'a');
        });
        numbers(encoder, 0);
      }),
  ],
];

describe('updates that take long', () => {
  test.each(slow)('(16) %s: refused within 20 ms', async (_what, make) => {
    const target = await aim();
    const witness = await new Client(at(target.documentId, 'anna')).synced();
    expect(await blockedBy(target.documentId, make(target))).toBeLessThan(20);
    expect(witness.closedWith).toBeNull();
    await witness.leave();
  });

  test('(16) letters placed across half a text, again and again, are refused before Yjs looks for their places', async () => {
    const { documentId } = await aim();
    const anna = await new Client(at(documentId, 'anna')).synced();
    const text = firstText(anna.doc);
    // Each after the one before, and none that can be joined with it.
    anna.doc.transact(() =>
      times(4000, (index) => text.insert(text.length, 'x', { bold: index % 2 === 0 ? {} : null })),
    );
    await anna.durable();
    const id = text._item?.id;
    const state = Y.getState(anna.doc.store, anna.doc.clientID);
    const bomb = update((encoder) => {
      numbers(encoder, 1, 2000, 80, 0);
      times(2000, (index) => {
        item(encoder, 0xc4);
        numbers(encoder, id?.client ?? 0, (id?.clock ?? 0) + 1, anna.doc.clientID, state - 1 - index);
        encoding.writeVarString(encoder, 'y');
      });
      numbers(encoder, 0);
    });
    const result = await server.sync.documents.receive(documentId, { accountId: 'mallory', access: 'write' }, bomb);
    expect(result).toMatchObject({ kind: 'invalid', why: 'Its neighbours stand too far apart' });
    await anna.leave();
  });
});

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
