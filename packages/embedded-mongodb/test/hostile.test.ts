import { serialize } from 'bson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange, message, sendAndEnd } from './raw.ts';
import { openStore, seeded } from './support.ts';
import type { Opened } from './support.ts';

let opened: Opened;

beforeAll(async () => {
  opened = await openStore();
  await opened.db.collection<{ _id: number }>('kept').insertOne({ _id: 1 });
});
afterAll(() => opened.close());

/** The process lives, and holds what it held. */
async function expectWell(): Promise<void> {
  expect(await opened.db.collection('kept').find().toArray()).toEqual([{ _id: 1 }]);
}

function withLength(bytes: Buffer, length: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeInt32LE(length, 0);
  return copy;
}

const ping = message({ ping: 1, $db: 'admin' });

function deep(levels: number): Buffer {
  let document = Buffer.from([5, 0, 0, 0, 0]);
  for (let level = 0; level < levels; level++) {
    const outer = Buffer.alloc(document.length + 8);
    outer.writeInt32LE(outer.length, 0);
    outer[4] = 3;
    outer[5] = 97;
    document.copy(outer, 7);
    document = outer;
  }
  return document;
}

const MESSAGES = 10_000;

const honest = [
  { find: 'kept', filter: { a: { $in: [1, 'x', null] } }, sort: { a: 1 }, $db: 'samsyn' },
  { insert: 'junk', documents: [{ _id: 1, a: [1, { b: 2 }] }], $db: 'samsyn' },
  { update: 'junk', updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, upsert: true }], $db: 'samsyn' },
  { aggregate: 'junk', pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }], cursor: {}, $db: 'samsyn' },
  { createIndexes: 'junk', indexes: [{ key: { a: 1 }, name: 'a' }], $db: 'samsyn' },
  { hello: 1, $db: 'admin' },
].map((command) => message(command));

function mutated(random: () => number): Buffer {
  const bytes = Buffer.from(honest[Math.floor(random() * honest.length)] ?? ping);
  for (let change = 0; change < 1 + random() * 4; change++) {
    const at = random() < 0.8 ? 20 + Math.floor(random() * (bytes.length - 20)) : Math.floor(random() * bytes.length);
    bytes[at] = Math.floor(random() * 256);
  }
  const cut = random() < 0.3 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
  return random() < 0.5 && cut.length >= 4 ? withLength(cut, cut.length) : cut;
}

/** Whether the store waits for more of it: it is shorter than it says, or nobody shall answer it (flag 2). */
function isUnfinished(bytes: Buffer): boolean {
  if (bytes.length < 16) return true;
  const length = bytes.readInt32LE(0);
  const isSilent = bytes.length > 20 && (bytes.readUInt32LE(16) & 2) !== 0;
  return (length > bytes.length && length <= 48_000_000) || isSilent;
}

/** Sends it on a connection of its own. What is whole must be answered or closed by the store, and soon. */
async function outcomeOf(bytes: Buffer): Promise<'answered' | 'closed' | 'unfinished'> {
  if (isUnfinished(bytes)) {
    await sendAndEnd(opened.store.uri, bytes);
    return 'unfinished';
  }
  const { closed, answer } = await exchange(opened.store.uri, bytes, 20_000);
  if (!closed && answer.length === 0) throw new Error(`Neither answered nor closed: ${bytes.toString('hex')}`);
  return closed ? 'closed' : 'answered';
}

describe('a message', () => {
  it.each([
    ['that claims no length', withLength(ping, 0)],
    ['that claims less than its header', withLength(ping, 15)],
    ['that claims 2 GB', withLength(ping, 2 ** 31 - 1)],
    ['that claims a negative length', withLength(ping, -5)],
    [
      'of an unknown operation',
      Buffer.concat([withLength(ping, 26).subarray(0, 12), Buffer.from([9, 0, 0, 0]), Buffer.alloc(10)]),
    ],
    [
      'with an unknown required flag',
      (() => {
        const copy = Buffer.from(ping);
        copy.writeUInt32LE(1 << 5, 16);
        return copy;
      })(),
    ],
    [
      'whose document is longer than it',
      (() => {
        const copy = Buffer.from(ping);
        copy.writeInt32LE(9999, 21);
        return copy;
      })(),
    ],
    ['of zeros', Buffer.concat([Buffer.from([64, 0, 0, 0]), Buffer.alloc(60)])],
  ])('%s closes its connection, and nothing else', async (_title, bytes) => {
    expect(await exchange(opened.store.uri, bytes)).toMatchObject({ closed: true });
    await expectWell();
  });

  it('that is not whole is waited for, and forgotten with its connection', async () => {
    const { closed, answer } = await exchange(opened.store.uri, ping.subarray(0, 30), 100);
    expect({ closed, length: answer.length }).toEqual({ closed: false, length: 0 });
    await expectWell();
  });

  it('with documents nested 20,000 deep does not end the process', async () => {
    const body = deep(20_000);
    const bytes = Buffer.concat([ping.subarray(0, 21), body]);
    await exchange(opened.store.uri, withLength(bytes, bytes.length), 2000);
    await expectWell();
    const inside = Buffer.from(serialize({ insert: 'deep', $db: 'samsyn', documents: [] }));
    expect(inside.length).toBeGreaterThan(5);
    const nested = Array.from({ length: 300 }).reduce<object>((inner) => ({ a: inner }), {});
    await expect(opened.db.collection('deep').insertOne(nested)).rejects.toMatchObject({ code: 15 });
    await expectWell();
  });

  const SEED = Number(process.env['STORE_SEED'] ?? 4711);

  it(
    `of ${MESSAGES} that are cut, stretched and mutated (seed ${SEED}) ends its connection or is answered; the process lives`,
    { timeout: 120_000 },
    async () => {
      const random = seeded(SEED);
      const outcomes = { answered: 0, closed: 0, unfinished: 0 };
      const worker = async (): Promise<void> => {
        while (outcomes.answered + outcomes.closed + outcomes.unfinished < MESSAGES) {
          outcomes[await outcomeOf(mutated(random))] += 1;
        }
      };
      await Promise.all(Array.from({ length: 64 }, worker));
      // All three do occur: what is only cut, what cannot be read, what is a command all the same.
      expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(MESSAGES / 50);
      await expectWell();
    },
  );
});
