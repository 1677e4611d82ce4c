/** Documents written together through the sync door. */
import { readBody } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, provide, sleep, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

let line: Y.XmlText | null = null;
const wordsAt = (doc: Y.Doc, index: number): void => {
  if (index === 0) {
    const text = writeLine(doc, 'x').get(0);
    line = text instanceof Y.XmlText ? text : null;
  }
  line?.insert((index * 7919) % (line.length + 1), 'å');
};

describe('writing together', () => {
  test('two stock providers converge', async () => {
    const documentId = await newDocument(server, 'Hej');
    const [anna, bo] = [new Y.Doc(), new Y.Doc()];
    const providers = [provide(at(documentId, 'anna', ''), anna), provide(at(documentId, 'bo', ''), bo)];
    await until('synced', () => providers.every((provider) => provider.synced));
    writeLine(anna, 'från Anna');
    writeLine(bo, 'från Bo');
    await until('converged', () => wordsOf(anna).includes('Bo') && wordsOf(bo).includes('Anna'));
    expect(readBody(anna)).toEqual(readBody(bo));
    expect(await stateOf(server, documentId)).toBe(JSON.stringify(readBody(anna)));
    for (const provider of providers) provider.destroy();
  });

  test('an edit is acknowledged by itself when it is durable', async () => {
    const documentId = await newDocument(server);
    const client = await new Client(at(documentId, 'anna')).synced();
    await client.durable();
    writeLine(client.doc, 'varaktigt');
    await client.durable();
    const rows = await server.journal.load(documentId);
    const stored = new Y.Doc();
    for (const update of rows.updates) Y.applyUpdate(stored, update);
    expect(wordsOf(stored)).toContain('varaktigt');
    expect(server.written).toContain(documentId);
    await client.leave();
  });

  test('an empty message counts, also a reader’s', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'reader1')).synced();
    client.update(Y.encodeStateAsUpdate(client.doc));
    client.update(new Uint8Array([0, 0]));
    await client.durable();
    expect(client.acknowledged).toBe(3);
    expect(client.refused).toEqual([]);
    await client.leave();
  });

  test('without ack=1 nothing but the stock protocol is spoken', async () => {
    const documentId = await newDocument(server);
    const client = await new Client(at(documentId, 'anna', '')).synced();
    writeLine(client.doc, 'ord');
    await sleep(200);
    expect(client.heard.map((message) => message.type)).not.toContain('acknowledged');
    await client.leave();
  });

  test('(8) (10) offline edits of a returning client are joined with what others wrote', async () => {
    const documentId = await newDocument(server, 'Hej');
    const first = await new Client(at(documentId, 'anna')).synced();
    await first.leave();
    const offline = first.doc;
    for (let index = 0; index < 20_000; index += 1) offline.transact(() => wordsAt(offline, index));
    const other = await new Client(at(documentId, 'bo')).synced();
    writeLine(other.doc, 'under tiden');
    const back = await new Client(at(documentId, 'anna'), offline).synced();
    await back.durable();
    await until(
      'joined',
      () => wordsOf(other.doc).length === wordsOf(offline).length && wordsOf(offline).includes('tiden'),
    );
    expect(readBody(other.doc)).toEqual(readBody(offline));
    await Promise.all([back.leave(), other.leave()]);
  });
});
