import { bodyOf } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { mallory, newDocument, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (documentId: string, account: string, query = '?ack=1') => ({
  port: server.port,
  documentId,
  account,
  query,
});

describe('limits (case 15, 20, 21)', () => {
  test('a frame too large is 4413, one far too large 1009', async () => {
    const small = await startServer({ limits: { frameBytes: 10_000 } });
    const documentId = await newDocument(small, 'Hej');
    const place = { port: small.port, documentId, account: 'anna' };
    const large = await new Client(place).synced();
    large.ws.send(Buffer.alloc(20_000));
    expect(await large.closed()).toBe(4413);
    const huge = await new Client(place).synced();
    huge.ws.send(Buffer.alloc(60_000));
    expect(await huge.closed()).toBe(1009);
    await small.close();
  });

  test('who says too much, or comes too often, is told to come later', async () => {
    const strict = await startServer({ limits: { messagesPerSecond: 5, connectionsPerAccount: 2 } });
    const documentId = await newDocument(strict, 'Hej');
    const place = { port: strict.port, documentId, account: 'anna' };
    const noisy = await new Client(place).synced();
    for (let index = 0; index < 80; index += 1) noisy.say({ type: 'unknown', number: 50 });
    expect(await noisy.closed()).toBe(4529);
    const both = await Promise.all([new Client(place).synced(), new Client(place).synced()]);
    expect(await new Client(place).closed()).toBe(4529);
    await (await new Client({ ...place, account: 'bo' }).synced()).leave();
    await Promise.all(both.map((client) => client.leave()));
    await strict.close();
  });

  test('a document does not grow beyond its limit, and can still be shortened', async () => {
    const narrow = await startServer({ limits: { documentBytes: 20_000 } });
    const documentId = await newDocument(narrow, 'Hej');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await narrow.sync.documents.diff(documentId, null));
    const send = (write: () => void) => {
      const since = Y.encodeStateVector(doc);
      doc.transact(write);
      return narrow.sync.documents.receive(documentId, mallory, Y.encodeStateAsUpdate(doc, since));
    };
    expect(await send(() => writeLine(doc, 'x'.repeat(15_000)))).toEqual({ kind: 'accepted' });
    const before = Y.encodeStateAsUpdate(doc);
    expect(await send(() => writeLine(doc, 'y'.repeat(10_000)))).toEqual({ kind: 'tooLarge' });
    const back = new Y.Doc();
    Y.applyUpdate(back, before);
    const since = Y.encodeStateVector(back);
    bodyOf(back).delete(0, 1);
    const shorter = Y.encodeStateAsUpdate(back, since);
    expect(await narrow.sync.documents.receive(documentId, mallory, shorter)).toEqual({ kind: 'accepted' });
    await narrow.close();
  });

  test('a reader that never drains its socket is cut off', async () => {
    const documentId = await newDocument(server, 'Hej');
    const deaf = await new Client(at(documentId, 'reader9')).synced();
    deaf.ws.pause();
    for (let round = 0; round < 30; round += 1) {
      await server.sync.documents.change(documentId, null, (doc) => {
        writeLine(doc, 'x'.repeat(400_000));
        if (bodyOf(doc).length > 2) bodyOf(doc).delete(1, 1);
      });
    }
    await until('cut off', () => server.sync.documents.state(documentId)?.connections === 0);
    deaf.ws.terminate();
  }, 20_000);
});
