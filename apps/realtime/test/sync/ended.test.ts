/** A connection that is ended for something it sent: nothing behind that counts, even when it came in the same packet. */
import { encodeMessage, type SyncMessage } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, until } from './support/client.ts';
import { clientFrame, opcodes, RawClient } from './support/raw.ts';
import { startServer, type TestServer } from './support/server.ts';
import { awarenessOf, newDocument, wordsOf, writeLine, writtenBy } from './support/writing.ts';

const frameBytes = 1000;
/** What the socket library takes at most. */
const mostBytes = 4 * frameBytes;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ limits: { frameBytes } });
});
afterAll(() => server.close());

const at = placesOn(() => server);
const connectionsOf = (documentId: string): number | undefined => server.sync.documents.state(documentId)?.connections;

const say = (message: SyncMessage): Buffer => clientFrame(opcodes.binary, encodeMessage(message));
const showing = (clientId: number): Buffer =>
  say({ type: 'awareness', update: awarenessOf(clientId, 1, { cursor: null }) });
const line = async (documentId: string, words: string): Promise<Buffer> =>
  say({ type: 'update', update: await writtenBy(server, documentId, (doc) => writeLine(doc, words)) });

const whole: SyncMessage = { type: 'syncStep1', stateVector: new Uint8Array([0]) };
const malformed = clientFrame(opcodes.binary, Buffer.from([0, 2, 200]));
const half = Buffer.alloc(mostBytes - frameBytes, 1);

const closeCodeOf = async (client: RawClient): Promise<number | undefined> => {
  await until('ended', () => client.of(opcodes.close).length > 0);
  return client.of(opcodes.close)[0]?.readUInt16BE(0);
};

const endings: [string, number, Buffer][] = [
  ['a frame that is no message', 4422, malformed],
  ['an update that nobody may write', 4422, say({ type: 'update', update: new Uint8Array([1, 9]) })],
  ['a text', 4422, clientFrame(opcodes.text, Buffer.from('hej'))],
  ['a text that is none', 1007, clientFrame(opcodes.text, Buffer.from([0xff, 0xfe]))],
  ['a frame that is too large', 4413, clientFrame(opcodes.binary, Buffer.alloc(frameBytes + 1, 1))],
  ['a frame that is far too large', 1009, clientFrame(opcodes.binary, Buffer.alloc(mostBytes + 1, 1))],
  [
    'a message in pieces that is far too large',
    1009,
    Buffer.concat([clientFrame(opcodes.binary, half, { isLast: false }), clientFrame(opcodes.continuation, half)]),
  ],
  ['the question for the whole, once too often', 4529, Buffer.concat(Array.from({ length: 6 }, () => say(whole)))],
];

test.each(endings)('(16) what comes in the same packet behind %s is not heard', async (_what, code, ending) => {
  const documentId = await newDocument(server, 'Hej');
  const witness = await new Client(at(documentId, 'bo')).synced();
  const client = await RawClient.connect(at(documentId, 'mallory'));
  await until('in the room', () => connectionsOf(documentId) === 2 && client.of(opcodes.binary).length > 0);
  const behind = [
    await line(documentId, 'efter'),
    showing(4711),
    clientFrame(opcodes.ping, Buffer.from('efter')),
    await line(documentId, 'ännu mer'),
  ];
  await client.send(Buffer.concat([ending, ...behind]));
  expect(await closeCodeOf(client)).toBe(code);
  // Nor what it sends when it has been told.
  await client.send(Buffer.concat(behind));
  client.socket.end();
  await until('gone', () => connectionsOf(documentId) === 1);
  // It is the connection that is ended: the same person's next one is as good as any.
  const again = await new Client(at(documentId, 'mallory')).synced();
  expect(wordsOf(again.doc)).toBe('Hej');
  expect(again.heard.filter(({ type }) => type === 'awareness')).toEqual([]);
  writeLine(again.doc, 'ärligt');
  await until('seen', () => wordsOf(witness.doc) === wordsOf(again.doc));
  await Promise.all([witness.leave(), again.leave()]);
});

/** @returns the answer to who has said this while the document was being opened for it. */
const saidTooEarly = async (documentId: string, account: string, frames: readonly Buffer[]) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.rules.resolved = promise;
  const client = await RawClient.connect(at(documentId, account));
  await client.send(Buffer.concat([...frames, clientFrame(opcodes.ping, Buffer.from('hej'))]));
  await until('all has come', () => client.of(opcodes.pong).length > 0);
  resolve();
  const code = await closeCodeOf(client);
  client.socket.end();
  return code;
};

test('(16) nobody is shown or kept in the room who was ended for what waited while the document was opened', async () => {
  const documentId = await newDocument(server, 'Hej');
  const witness = await new Client(at(documentId, 'bo')).synced();
  const frames = [showing(4711), malformed, await line(documentId, 'efter')];
  expect(await saidTooEarly(documentId, 'mallory', frames)).toBe(4422);
  await until('gone', () => connectionsOf(documentId) === 1);
  const other = await new Client(at(documentId, 'cecilia')).synced();
  expect(other.heard.filter(({ type }) => type === 'awareness')).toEqual([]);
  expect(wordsOf(other.doc)).not.toContain('efter');
  await Promise.all([witness.leave(), other.leave()]);
  // Then nothing keeps the document open.
  await until('left', () => connectionsOf(documentId) === 0);
});

test('(28) a copy of a former epoch that is turned away as it comes does not keep the document open', async () => {
  const documentId = await newDocument(server, 'Hej');
  const anna = await new Client(at(documentId, 'anna')).synced();
  writeLine(anna.doc, 'rad');
  await anna.durable();
  await server.sync.documents.rebuild(documentId, { former: 'keep' });
  await anna.closed();
  const question = say({ type: 'syncStep1', stateVector: Y.encodeStateVector(anna.doc) });
  expect(await saidTooEarly(documentId, 'anna', [question])).toBe(4409);
  await until('gone', () => connectionsOf(documentId) === 0);
});
