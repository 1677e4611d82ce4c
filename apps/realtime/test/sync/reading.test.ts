/** What an account may have read of documents: who asks for large ones again and again waits, and nobody else does. */
import { decodeMessage, encodeMessage } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, type Place, sleep, until } from './support/client.ts';
import { clientFrame, opcodes, RawClient } from './support/raw.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, wordsOf, writeLine } from './support/writing.ts';

/** Of what an account may have read: 9.6 MB at once, and 320 kB a second. */
const narrow = { bytesPerSecond: 20_000 };
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ limits: narrow });
});
afterAll(() => server.close());

const at = (documentId: string, account: string, { port } = server): Place => ({
  port,
  documentId,
  account,
  query: '?ack=1',
});
const nothing = Y.encodeStateVector(new Y.Doc());

/** @returns the id of a document of so many kilobytes */
const large = async (kilobytes: number, host = server): Promise<string> => {
  const documentId = await newDocument(host, 'Hej');
  const write = (doc: Y.Doc): void => {
    for (let line = 0; line < kilobytes; line += 1) writeLine(doc, 'x'.repeat(1000));
  };
  await host.sync.documents.change(documentId, null, write);
  return documentId;
};

/** Asks for what this state vector lacks, and takes in nothing. @returns whether it was answered, or what it was closed with */
const ask = async (place: Place, stateVector = nothing): Promise<'answered' | number> => {
  const client = await RawClient.connect(place);
  client.socket.write(clientFrame(opcodes.binary, encodeMessage({ type: 'syncStep1', stateVector })));
  const isAnswered = (): boolean =>
    client.of(opcodes.binary).some((payload) => decodeMessage(payload).type === 'syncStep2');
  const closing = (): Buffer | undefined => client.of(opcodes.close)[0];
  await until('answered', () => isAnswered() || closing() !== undefined);
  client.socket.destroy();
  return closing()?.readUInt16BE(0) ?? 'answered';
};

test('(15) who has the whole sent again and again by coming anew waits; who is there types on, and others read', async () => {
  const documentId = await large(1000);
  const open = await new Client(at(documentId, 'mallory')).synced();
  const answers: ('answered' | number)[] = [];
  while (answers.length < 30 && answers.at(-1) !== 4529) answers.push(await ask(at(documentId, 'mallory')));
  expect(answers.at(-1)).toBe(4529);
  expect(answers.length).toBeGreaterThan(5);
  writeLine(open.doc, 'Ändå.');
  await open.durable();
  const anna = await new Client(at(documentId, 'anna')).synced();
  expect(wordsOf(anna.doc)).toContain('Ändå.');
  // A second pays for what was too much, or four.
  await sleep(4000);
  expect(await ask(at(documentId, 'mallory'))).toBe('answered');
  for (const client of [open, anna]) await client.leave();
});

test('(15) many connections that ask at once have no more', async () => {
  const documentId = await large(1000);
  const place = at(documentId, 'reader1');
  // What it knows is its own each time, so that no answer serves two.
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => ask(place, Y.encodeStateVector(new Map([[index + 1, 1]])))),
  );
  const served = answers.filter((answer) => answer === 'answered').length;
  expect(served).toBeGreaterThan(5);
  expect(served).toBeLessThan(30);
  expect(answers.filter((answer) => answer === 4529)).toHaveLength(40 - served);
});

test('who has fifty pages open with a hundred pages of text each has them all again at once', async () => {
  const usual = await startServer();
  const documentId = await large(2000, usual);
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(at(documentId, 'anna', usual))));
  expect(new Set(answers)).toEqual(new Set(['answered']));
  await usual.close();
});
