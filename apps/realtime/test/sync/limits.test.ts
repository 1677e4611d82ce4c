import { bodyOf, readBody } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeAwareness, isNobody } from '../../src/sync/presence-states.ts';
import { Client, placesOn, until, upgradeAnswer } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { mallory, newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

describe('limits', () => {
  test('(15) a frame too large is 4413, one far too large 1009', async () => {
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

  test('(15) who says too much, or comes too often, is told to come later', async () => {
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

  test('(15) of too many upgrades at once from one address the last are told when to come again', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.rules.answered = promise;
    const answers = Array.from({ length: 230 }, () => upgradeAnswer(at('f'.repeat(24), 'anna')));
    const statuses: number[] = [];
    for (const answer of answers) void answer.then(({ status }) => statuses.push(status));
    await until('thirty are turned away', () => statuses.length >= 30);
    expect(new Set(statuses)).toEqual(new Set([429]));
    resolve();
    const turnedAway = (await Promise.all(answers)).filter(({ status }) => status !== 101);
    expect(turnedAway).toHaveLength(30);
    for (const { status, headers, body } of turnedAway) {
      expect(headers).toMatchObject({ 'retry-after': '1', 'x-content-type-options': 'nosniff' });
      expect(headers['content-type']).toContain('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ status, code: 'tooMany' });
    }
  });

  test('who comes while it stops is told so at the upgrade', async () => {
    const stopping = await startServer();
    await stopping.sync.documents.close();
    const { status, body } = await upgradeAnswer({ port: stopping.port, documentId: 'f'.repeat(24), account: 'anna' });
    expect([status, JSON.parse(body)]).toMatchObject([503, { code: 'unavailable', detail: 'restarting' }]);
    await stopping.close();
  });

  test('(15) a document does not grow beyond its limit, and can still be shortened', async () => {
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

  test('(21) a reader that never drains its socket is cut off, comes again and has the whole', async () => {
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
    const again = await new Client(at(documentId, 'reader9')).synced();
    expect(await stateOf(server, documentId)).toBe(JSON.stringify(readBody(again.doc)));
    await again.leave();
  });

  test('(15) who floods with pings is ended: over its budget, or cut off with its answers unread', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'pinger')).synced();
    for (let index = 0; index < 4000; index += 1) client.ws.ping();
    expect([4529, 1006]).toContain(await client.closed());
  });

  test('(20) a hundred thousand ghosts, each with a state as long as it can be: one is shown, and memory is flat', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const ghost = await new Client(at(documentId, 'mallory')).synced();
    const json = JSON.stringify({ cursor: 'x'.repeat(400) });
    const before = process.memoryUsage().heapUsed;
    for (let round = 0; round < 50; round += 1) {
      const update = encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 2000);
        for (let index = 0; index < 2000; index += 1) {
          encoding.writeVarUint(encoder, round * 2000 + index);
          encoding.writeVarUint(encoder, 1);
          encoding.writeVarString(encoder, round < 5 ? json : 'null');
        }
      });
      ghost.say({ type: 'awareness', update });
    }
    writeLine(ghost.doc, 'lever');
    await until('heard', () => wordsOf(witness.doc).includes('lever') || ghost.closedWith !== null);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
    const shown = witness.heard.flatMap((message) =>
      message.type === 'awareness' ? decodeAwareness(message.update) : [],
    );
    expect(new Set(shown.map(({ clientId }) => clientId)).size).toBeLessThanOrEqual(1);
    ghost.ws.terminate();
    await witness.leave();
  });

  test('(20) a state nested 12,000 deep is not shown, and nobody notices', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const ghost = await new Client(at(documentId, 'mallory')).synced();
    const update = encoding.encode((encoder) => {
      [1, ghost.doc.clientID, 1].forEach((one) => encoding.writeVarUint(encoder, one));
      encoding.writeVarString(encoder, `{"cursor":${'['.repeat(12_000)}${']'.repeat(12_000)}}`);
    });
    ghost.say({ type: 'awareness', update });
    writeLine(ghost.doc, 'lever');
    await until('heard', () => wordsOf(witness.doc).includes('lever'));
    const shown = witness.heard.flatMap((message) =>
      message.type === 'awareness' ? decodeAwareness(message.update) : [],
    );
    expect(shown.filter(({ json }) => !isNobody(json))).toEqual([]);
    await Promise.all([ghost.leave(), witness.leave()]);
  });
});
