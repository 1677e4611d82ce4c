/** Presence that is another’s, and presence that is none: what the people in the room are shown of it. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { refusals } from './support/bombs.ts';
import { Client, placesOn, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

type Said = [clientId: number, clock: number, state: string | Uint8Array];

/** An awareness update with these states as they are. @param count how many it claims to hold */
const saying = (states: readonly Said[], count = states.length): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count);
    for (const [clientId, clock, state] of states) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint8Array(encoder, Buffer.from(state));
    }
  });
const show = (client: Client, ...states: Said[]): void => client.say({ type: 'awareness', update: saying(states) });

/** All that the client heard of who shows itself under this id, in order. */
const shownTo = (client: Client, clientId: number): unknown[] =>
  client.heard.flatMap((message) => {
    if (message.type !== 'awareness') return [];
    const decoder = decoding.createDecoder(message.update);
    const heard: unknown[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const id = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      const state: unknown = JSON.parse(decoding.readVarString(decoder));
      if (id === clientId) heard.push(state);
    }
    return heard;
  });

const userOf = (account: string) => ({ id: account, name: `Name of ${account}`, color: '#7A3E9D' });
const cursorAt = (account: string, anchor: number) => ({ user: userOf(account), cursor: { anchor } });

/** Resolves when all that the client has said has been heard: what it writes behind it is shown to the other. */
const heardBehind = async (client: Client, witness: Client, words: string): Promise<void> => {
  writeLine(client.doc, words);
  await until(`seen: ${words}`, () => wordsOf(witness.doc).includes(words));
};

test('(20) who announces the id that another account shows is ignored: while she is there, when she has left, and when she is back', async () => {
  const documentId = await newDocument(server, 'Hej');
  const witness = await new Client(at(documentId, 'bo')).synced();
  const doc = new Y.Doc();
  const id = doc.clientID;
  const anna = await new Client(at(documentId, 'anna'), doc).synced();
  show(anna, [id, 1, '{"cursor":{"anchor":1}}']);
  await until('shown', () => shownTo(witness, id).length === 1);
  const claims: Said[] = [
    [id, 0, '{}'],
    [id, 9, '{"cursor":{"anchor":666}}'],
    [id, 10, 'null'],
  ];
  // The first that it says, when it could be its own return.
  const mallory = new Client(at(documentId, 'mallory'));
  mallory.ws.on('open', () => show(mallory, ...claims));
  await mallory.synced();
  await heardBehind(mallory, witness, 'ett');
  expect(shownTo(witness, id)).toEqual([cursorAt('anna', 1)]);
  await anna.leave();
  await until('gone', () => shownTo(witness, id).length === 2);
  show(mallory, ...claims);
  await heardBehind(mallory, witness, 'två');
  const back = await new Client(at(documentId, 'anna'), doc).synced();
  show(back, [id, 1, '{"cursor":{"anchor":2}}']);
  await until('back', () => shownTo(witness, id).length === 3);
  // Among its own it passes no better.
  show(
    mallory,
    [id, 20, '{"cursor":{"anchor":666}}'],
    [mallory.doc.clientID, 1, '{"cursor":{"anchor":3}}'],
    [id, 21, 'null'],
  );
  await until('shown itself', () => shownTo(witness, mallory.doc.clientID).length > 0);
  show(back, [id, 2, '{"cursor":{"anchor":4}}']);
  await until('moved', () => shownTo(witness, id).length === 4);
  expect(shownTo(witness, id)).toEqual([cursorAt('anna', 1), null, cursorAt('anna', 2), cursorAt('anna', 4)]);
  expect(shownTo(witness, mallory.doc.clientID)).toEqual([cursorAt('mallory', 3)]);
  expect(mallory.closedWith).toBeNull();
  await Promise.all([witness, back, mallory].map((client) => client.leave()));
});

const nested = (depth: number): string => `{"cursor":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
const withoutCursor = { user: userOf('mallory'), cursor: null };

describe('(20) of a state', () => {
  const shown: [string, string, unknown][] = [
    [
      'that would reach a prototype',
      '{"__proto__":{"user":{"id":"bo"},"polluted":true},"constructor":{"prototype":{"polluted":true}},"cursor":{"anchor":1}}',
      cursorAt('mallory', 1),
    ],
    ['that names another', '{"user":{"id":"bo","name":"Rektorn"},"cursor":{"anchor":2}}', cursorAt('mallory', 2)],
    ['that says its cursor twice', '{"cursor":{"anchor":9},"cursor":{"anchor":3}}', cursorAt('mallory', 3)],
    ['whose cursor is too long', `{"cursor":{"a":"${'x'.repeat(2000)}"}}`, withoutCursor],
    ['whose cursor is none', '{"cursor":"här"}', withoutCursor],
    ['that is a list', '[{"user":{"id":"bo"}}]', withoutCursor],
    [
      'that is as deep as one may be',
      nested(31),
      { user: userOf('mallory'), cursor: JSON.parse(nested(31).slice(10, -1)) as unknown },
    ],
    ['that is too long', `{"cursor":{},"evil":"${'x'.repeat(20_000)}"}`, null],
    ['that is no object', '7', null],
  ];

  test.each(shown)('%s others are shown what it may say, under the server’s stamp', async (_what, state, expected) => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const mallory = await new Client(at(documentId, 'mallory')).synced();
    show(mallory, [mallory.doc.clientID, 1, state]);
    await until('shown', () => shownTo(witness, mallory.doc.clientID).length > 0);
    expect(shownTo(witness, mallory.doc.clientID)).toEqual([expected]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    await Promise.all([witness.leave(), mallory.leave()]);
  });

  const notUtf8 = Buffer.from([...Buffer.from('{"cursor":{"a":"'), 0xc3, 0x28, ...Buffer.from('"}}')]);
  const malformed: [string, (own: number) => Uint8Array][] = [
    ['too deep', (own) => saying([[own, 2, nested(33)]])],
    ['9,000 deep', (own) => saying([[own, 2, `{"cursor":${'['.repeat(9000)}${']'.repeat(9000)}}`]])],
    ['not UTF-8', (own) => saying([[own, 2, notUtf8]])],
    ['no JSON', (own) => saying([[own, 2, '{"cursor":{}']])],
    ['fewer than it says', (own) => saying([[own, 2, '{}']], 2)],
    ['two thousand and one', (own) => saying(Array.from({ length: 2001 }, (_, index): Said => [own + index, 2, '{}']))],
  ];

  test.each(malformed)('that is %s others hear nothing, and its connection ends', async (_what, update) => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const mallory = await new Client(at(documentId, 'mallory')).synced();
    const own = mallory.doc.clientID;
    show(mallory, [own, 1, '{"cursor":{"anchor":1}}']);
    await until('shown', () => shownTo(witness, own).length > 0);
    const before = [await refusals(server, 'invalid'), server.logged().length] as const;
    mallory.say({ type: 'awareness', update: update(own) });
    expect(await mallory.closed()).toBe(4422);
    await until('gone', () => shownTo(witness, own).at(-1) === null);
    const heard = shownTo(witness, own);
    // Of what can be read before it is malformed, nobody but itself.
    expect(heard[0]).toEqual(cursorAt('mallory', 1));
    for (const state of heard)
      expect([null, 'mallory']).toContain((state as { user: { id: string } } | null)?.user.id ?? null);
    expect(await refusals(server, 'invalid')).toBe(before[0] + 1);
    expect(server.logged().slice(before[1])).toMatchObject([{ documentId, accountId: 'mallory', code: 4422 }]);
    await witness.leave();
  });

  test('that is another’s it is not even looked whether it is one', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const id = witness.doc.clientID;
    show(witness, [id, 1, '{"cursor":{"anchor":1}}']);
    const mallory = await new Client(at(documentId, 'mallory')).synced();
    await until('shown', () => shownTo(mallory, id).length > 0);
    show(mallory, [id, 2, notUtf8], [id, 3, '{'], [id, 4, nested(40)]);
    await heardBehind(mallory, witness, 'lever');
    expect(mallory.closedWith).toBeNull();
    expect(shownTo(mallory, id)).toEqual([cursorAt('bo', 1)]);
    await Promise.all([witness.leave(), mallory.leave()]);
  });
});
