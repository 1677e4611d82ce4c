/** Numbers that are longer than any number is: lib0 reads them as Infinity, NaN, or one that cannot be written again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, sleep } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const overlong = (groups: number): number[] => [...Array.from({ length: groups }, () => 0x80), 1];
const infinity = overlong(147);
const nan = overlong(150);
/** Beyond the safe integers with its last byte alone. */
const unsafe = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x8f, 0x01];

const text = (words: string): number[] => [words.length, ...Buffer.from(words)];
const presenceOf = (clientId: number[]): number[] => [1, ...clientId, 1, ...text('{"cursor":null}')];
/** A paragraph at the root, under this client id and clock. */
const paragraph = [7, 1, ...text('body'), 3, ...text('paragraph')];
const varUint = (value: number): number[] =>
  value < 128 ? [value] : [128 | (value % 128), ...varUint(Math.floor(value / 128))];

const place = (documentId: string, account: string) => ({ port: server.port, documentId, account, query: '?ack=1' });

/** An honest writer is there; somebody else sends this. Then: the writer goes on, and the document opens for all. */
const survives = async (
  account: string,
  lie: (honest: Y.Doc) => Parameters<Client['say']>[0],
): Promise<number | null> => {
  const documentId = await newDocument(server, 'Hej');
  const honest = await new Client(place(documentId, 'anna')).synced();
  writeLine(honest.doc, 'före');
  await honest.durable();
  const liar = await new Client(place(documentId, account)).synced();
  liar.say(lie(honest.doc));
  await sleep(100);
  writeLine(honest.doc, 'efter');
  await honest.durable();
  expect(honest.closedWith).toBeNull();
  await honest.leave();
  const again = await new Client(place(documentId, 'bo')).synced();
  expect(await stateOf(server, documentId)).toContain('efter');
  await again.leave();
  await liar.leave();
  return liar.closedWith;
};

describe('(16) a number that is none', () => {
  for (const [name, number] of Object.entries({ infinity, nan, unsafe })) {
    test(`as a reader’s client id in presence: ${name}`, async () => {
      expect(
        await survives('reader1', () => ({ type: 'awareness', update: Uint8Array.from(presenceOf(number)) })),
      ).toBe(4422);
    });
    test(`as a writer’s client id: ${name}`, async () => {
      const update = Uint8Array.from([1, 1, ...number, 0, ...paragraph, 0]);
      expect(await survives('mallory', () => ({ type: 'update', update }))).toBe(4422);
    });
    test(`as a length of what is collected: ${name}`, async () => {
      const update = Uint8Array.from([1, 1, 12, 0, 0, ...number, 0]);
      expect(await survives('mallory', () => ({ type: 'update', update }))).toBe(4422);
    });
    test(`as where a reader’s deletion begins: ${name}`, async () => {
      const update = (doc: Y.Doc): Uint8Array => {
        const [client = 0] = doc.store.clients.keys();
        return Uint8Array.from([0, 1, ...varUint(client), 2, ...number, 1, 0, 1]);
      };
      expect(await survives('reader1', (doc) => ({ type: 'update', update: update(doc) }))).toBe(4422);
    });
  }
});
