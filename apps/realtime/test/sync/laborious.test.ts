/** Updates that are quickly read and that it would take Yjs long to take in: each struct is fine, together they are not. */
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { aimedServer, type Encoder, item, numbers, refusals, type Target, times, update } from './support/bombs.ts';
import { Client } from './support/client.ts';
import { firstText, mallory, stateOf, writeLine } from './support/writing.ts';

const { server, aim, at } = await aimedServer();

/** A letter before or after another, as one struct. */
const letter = (encoder: Encoder, left: Y.ID | null, right: Y.ID | null, words = 'x'): void => {
  item(encoder, 0x04 | (left ? 0x80 : 0) | (right ? 0x40 : 0));
  for (const id of [left, right]) if (id) numbers(encoder, id.client, id.clock);
  encoding.writeVarString(encoder, words);
};
const id = (client: number, clock: number): Y.ID => Y.createID(client, clock);
/** The first letter of the document. */
const first = ({ doc }: Target): Y.ID => {
  const item = firstText(doc)._start;
  if (!item) throw new Error('The document is empty');
  return item.id;
};
/** So many letters, each before the one before: no two are one struct. */
const backwards = (encoder: Encoder, count: number, client: number, left: Y.ID): void => {
  numbers(encoder, count, client, 0);
  letter(encoder, left, id(left.client, left.clock + 1));
  times(count - 1, (index) => letter(encoder, left, id(client, index)));
};

const tooFar = 'Its neighbours stand too far apart';
const laborious: [string, string, (target: Target) => Uint8Array[]][] = [
  [
    '240,000 letters, each a piece of its own',
    'It holds too many pieces',
    (target) => [
      update((encoder) => {
        numbers(encoder, 1);
        backwards(encoder, 240_000, 81, first(target));
        numbers(encoder, 0);
      }),
    ],
  ],
  [
    'a hundred thousand pieces cut out of a text',
    'It holds too many pieces',
    (target) => [
      update((encoder) => {
        numbers(encoder, 1, 1, 81, 0);
        letter(encoder, first(target), null, 'x'.repeat(200_000));
        numbers(encoder, 1, 81, 100_000);
        times(100_000, (index) => numbers(encoder, 2 * index, 1));
      }),
    ],
  ],
  [
    'letters across a text that comes with them, again and again',
    tooFar,
    (target) => [
      update((encoder) => {
        numbers(encoder, 1, 2001, 81, 0);
        letter(encoder, first(target), id(first(target).client, first(target).clock + 1), 'x'.repeat(2000));
        times(2000, (index) => letter(encoder, first(target), id(81, 1999 - index)));
        numbers(encoder, 0);
      }),
    ],
  ],
  [
    'letters at one and the same place, where another has put a thousand',
    tooFar,
    (target) =>
      [81, 82].map((client) =>
        update((encoder) => {
          const left = first(target);
          numbers(encoder, 1, 1000, client, 0);
          times(1000, () => letter(encoder, left, id(left.client, left.clock + 1)));
          numbers(encoder, 0);
        }),
      ),
  ],
  [
    'letters typed backwards where another has typed thousands backwards',
    tooFar,
    (target) =>
      [81, 82].map((client) =>
        update((encoder) => {
          numbers(encoder, 1);
          backwards(encoder, 1000, client, first(target));
          numbers(encoder, 0);
        }),
      ),
  ],
  [
    'cuts into what has fifty thousand pieces behind it',
    'It cuts what is there into too many pieces',
    (target) => [
      update((encoder) => {
        numbers(encoder, 1, 50_001, 81, 0);
        letter(encoder, first(target), null, 'x'.repeat(60_000));
        letter(encoder, null, id(81, 0));
        times(49_999, (index) => letter(encoder, null, id(81, 60_000 + index)));
        numbers(encoder, 0);
      }),
      update((encoder) => {
        numbers(encoder, 0, 1, 81, 30_000);
        times(30_000, (index) => numbers(encoder, 2 * index, 1));
      }),
    ],
  ],
  [
    'an attribute begun by many where it has had thousands of values',
    tooFar,
    ({ element }) => [
      update((encoder) => {
        numbers(encoder, 201);
        numbers(encoder, 2000, 9000, 0);
        times(2000, (index) => {
          item(encoder, index === 0 ? 0x28 : 0x88);
          if (index > 0) numbers(encoder, 9000, index - 1);
          else {
            numbers(encoder, 0, element.client, element.clock);
            encoding.writeVarString(encoder, 'key');
          }
          numbers(encoder, 1);
          encoding.writeAny(encoder, 'a');
        });
        times(200, (index) => {
          numbers(encoder, 1, 100 + index, 0);
          item(encoder, 0x28);
          numbers(encoder, 0, element.client, element.clock);
          encoding.writeVarString(encoder, 'key');
          numbers(encoder, 1);
          encoding.writeAny(encoder, 'a');
        });
        numbers(encoder, 0);
      }),
    ],
  ],
];

test.each(laborious)('(16) %s: refused, counted, and nobody else notices', async (_what, why, make) => {
  const target = await aim();
  const witness = await new Client(at(target.documentId, 'anna')).synced();
  const updates = make(target);
  // What one has had the server go through is not another's.
  const sender = { ...mallory, accountId: `mallory-${target.documentId}` };
  const bomb = updates.pop() ?? new Uint8Array();
  for (const one of updates) await server.sync.documents.receive(target.documentId, sender, one);
  const before = await stateOf(server, target.documentId);
  const counted = await refusals(server, 'invalid');
  expect(await server.sync.documents.receive(target.documentId, sender, bomb)).toEqual({ kind: 'invalid', why });
  expect(await stateOf(server, target.documentId)).toBe(before);
  expect(await refusals(server, 'invalid')).toBe(counted + 1);
  writeLine(witness.doc, 'lever');
  await witness.durable();
  expect(witness.closedWith).toBeNull();
  await witness.leave();
});
