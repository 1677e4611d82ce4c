/**
 * Updates that are made to cost: what they claim, what Yjs stumbles over, what it takes for ever to apply. Yjs trusts what
 * it is given; an error in the middle would cost the whole room its connection, a slow one everybody's next key.
 */
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { aimedServer, type Encoder, item, numbers, paragraph, type Target, times, update } from './support/bombs.ts';
import { Client } from './support/client.ts';
import { firstText, stateOf, writeLine } from './support/writing.ts';

const { server, aim, at } = await aimedServer();

/** The whole state, with one struct of the victim's repeated otherwise, and one new letter so that it is not for nothing. */
const repeating = ({ victim }: Target, write: (encoder: Encoder) => void): Uint8Array =>
  update((encoder) => {
    numbers(encoder, 2, 1, victim, 0);
    write(encoder);
    numbers(encoder, 1, 77, 0);
    paragraph(encoder);
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
