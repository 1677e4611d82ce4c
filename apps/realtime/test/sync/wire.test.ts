/** Below the messages: frames as the network cuts them, and sockets that are not read. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { decodeMessage, encodeMessage, type SyncMessage } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readPast } from '../../src/sync/socket-reader.ts';
import { SocketWriter } from '../../src/sync/socket-writer.ts';
import { Client, until } from './support/client.ts';
import { seeded } from './support/random.ts';
import { clientFrame, opcodes, RawClient } from './support/raw.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (documentId: string, account = 'anna') => ({ port: server.port, documentId, account, query: '?ack=1' });

const say = (message: SyncMessage): Buffer => clientFrame(opcodes.binary, encodeMessage(message));

/** Two ends of a connection. */
const connected = async (): Promise<{ here: Socket; there: Socket; close: () => void }> => {
  const listening = createServer().listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const there = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  const [here] = (await once(listening, 'connection')) as [Socket];
  return { here, there, close: () => listening.close() };
};

/** A document as somebody has it, and what each line that is written in it sends. */
const writer = async (documentId: string) => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const update = (words: string): Buffer => {
    const before = Y.encodeStateVector(doc);
    writeLine(doc, words);
    return Buffer.from(encodeMessage({ type: 'update', update: Y.encodeStateAsUpdate(doc, before) }));
  };
  return { doc, update };
};

const acknowledged = (client: RawClient): number =>
  client.of(opcodes.binary).reduce((count, payload) => {
    const message = decodeMessage(payload);
    return message.type === 'acknowledged' ? message.count : count;
  }, 0);

describe('frames', () => {
  test.each([1, 2, 3])('are heard whole and in order however the network cuts them (seed %i)', async (seed) => {
    const random = seeded(seed);
    const documentId = await newDocument(server, 'Hej');
    const { doc, update } = await writer(documentId);
    const client = await RawClient.connect(at(documentId));
    const frames: Buffer[] = [];
    let pings = 0;
    const ping = (): void => {
      pings += 1;
      frames.push(clientFrame(opcodes.ping, Buffer.from(String(pings))));
    };
    const count = 120;
    for (let index = 0; index < count; index += 1) {
      const isLong = index % 40 === 20;
      const payload = update(
        isLong ? `${index} lång `.repeat(9000) : `rad ${index} ${'x'.repeat(random.next() * 200)}`,
      );
      if (random.next() < 0.2) ping();
      if (random.next() < 0.7) frames.push(clientFrame(opcodes.binary, payload));
      else {
        const half = Math.floor(random.next() * payload.length);
        frames.push(clientFrame(opcodes.binary, payload.subarray(0, half), { isLast: false }));
        if (random.next() < 0.5) ping();
        frames.push(clientFrame(opcodes.continuation, payload.subarray(half)));
      }
    }
    const cuts = Array.from({ length: 800 }, () => 1 + random.below(random.next() < 0.5 ? 12 : 400));
    await client.send(Buffer.concat(frames), cuts);
    await until('acknowledged', () => acknowledged(client) === count, 15_000);
    await until('answered', () => client.of(opcodes.pong).length === pings);
    expect(client.of(opcodes.pong).map(String)).toEqual(Array.from({ length: pings }, (_, index) => String(index + 1)));
    const other = await new Client(at(documentId, 'bo')).synced();
    expect(wordsOf(other.doc)).toBe(wordsOf(doc));
    client.socket.destroy();
    await other.leave();
  });

  test('that are no websocket frames of a client close the connection, and what comes behind them is not heard', async () => {
    const documentId = await newDocument(server, 'Hej');
    const text = Buffer.from('hej');
    const open = clientFrame(opcodes.binary, text, { isLast: false });
    const wrong = [
      clientFrame(opcodes.binary, text, { isMasked: false }),
      clientFrame(opcodes.binary, text, { reserved: 4 }),
      clientFrame(opcodes.continuation, text),
      clientFrame(opcodes.ping, text, { isLast: false }),
      clientFrame(3, text),
      Buffer.concat([open, clientFrame(opcodes.binary, text)]),
    ];
    for (const bytes of wrong) {
      const { update } = await writer(documentId);
      const client = await RawClient.connect(at(documentId));
      const behind = clientFrame(opcodes.binary, update('efter'));
      await client.send(Buffer.concat([bytes, behind]));
      await until('closed', () => client.of(opcodes.close).length > 0);
      expect(client.of(opcodes.close)[0]?.readUInt16BE(0)).toBe(1002);
      // Whoever goes on all the same is not listened to, and can leave.
      await client.send(Buffer.concat([behind, behind]));
      client.socket.end();
      await until('gone', () => client.isClosed);
    }
    expect(await stateOf(server, documentId)).not.toContain('efter');
  });

  test('that come behind a close are not heard', async () => {
    const documentId = await newDocument(server, 'Hej');
    const { update } = await writer(documentId);
    const client = await RawClient.connect(at(documentId));
    // What comes before the document is open waits, and goes with who hangs up before it is.
    await until('open', () => client.of(opcodes.binary).length > 0);
    const before = clientFrame(opcodes.binary, update('före'));
    const bye = clientFrame(opcodes.close, Buffer.from([0x03, 0xe8]));
    const behind = clientFrame(opcodes.binary, update('efter'));
    await client.send(Buffer.concat([before, bye, behind]));
    await until('closed', () => client.isClosed);
    await until('written', () => server.written.includes(documentId));
    const other = await new Client(at(documentId, 'bo')).synced();
    expect(wordsOf(other.doc)).toContain('före');
    expect(wordsOf(other.doc)).not.toContain('efter');
    await other.leave();
  });
});

describe('a socket', () => {
  test('that is not read for a while gets every byte, in order, when it is', async () => {
    const documentId = await newDocument(server, 'Hej');
    const { doc, update } = await writer(documentId);
    const slow = await RawClient.connect(at(documentId, 'bo'));
    await slow.send(say({ type: 'syncStep1', stateVector: Y.encodeStateVector(doc) }));
    await until('greeted', () => slow.of(opcodes.binary).length >= 2);
    const seen = new Y.Doc();
    Y.applyUpdate(seen, Y.encodeStateAsUpdate(doc));
    slow.socket.pause();
    const fast = await RawClient.connect(at(documentId));
    for (let index = 0; index < 30; index += 1)
      await fast.send(clientFrame(opcodes.binary, update(`${index} lång `.repeat(8000))));
    await until('acknowledged', () => acknowledged(fast) === 30, 15_000);
    slow.socket.resume();
    const read = (): string => {
      for (const payload of slow.of(opcodes.binary)) {
        const message = decodeMessage(payload);
        if (message.type === 'update') Y.applyUpdate(seen, message.update);
      }
      return wordsOf(seen);
    };
    await until('read', () => read() === wordsOf(doc), 15_000);
    expect(slow.isClosed).toBe(false);
    for (const client of [slow, fast]) client.socket.destroy();
  });

  test('is written to past its stream, also what it cannot take at once', async () => {
    const { here: socket, there: reader, close } = await connected();
    const past = new SocketWriter(socket);
    socket.write = () => {
      throw new Error('By its stream');
    };
    reader.pause();
    const pieces = Array.from({ length: 200 }, (_, index) => Buffer.alloc(100_000, index));
    for (const piece of pieces) past.write(piece);
    expect(past.unread).toBeGreaterThan(0);
    const got: Buffer[] = [];
    reader.on('data', (bytes: Buffer) => got.push(bytes));
    reader.resume();
    await until('read', () => got.reduce((sum, { length }) => sum + length, 0) === 20_000_000);
    expect(Buffer.concat(got).equals(Buffer.concat(pieces))).toBe(true);
    await until('written', () => past.unread === 0);
    reader.destroy();
    await once(socket, 'close');
    past.write(Buffer.from('nobody'));
    close();
  });

  test('is read past its stream, in order also when it is paused in between, and its end is heard', async () => {
    const { here: socket, there: sender, close } = await connected();
    const got: Buffer[] = [];
    let pushes = 0;
    const push = socket.push.bind(socket);
    socket.push = (...what: Parameters<typeof push>) => {
      pushes += 1;
      return push(...what);
    };
    const take = (bytes: Buffer): void => {
      got.push(bytes);
      if (got.length % 5 !== 0) return;
      socket.pause();
      setTimeout(() => socket.resume(), 20);
    };
    socket.on('data', take);
    readPast(socket, take);
    await new Promise((resolve) => sender.write('hej', resolve));
    await until('read', () => got.length === 1);
    expect(pushes).toBe(0);
    const pieces = Array.from({ length: 60 }, (_, index) => Buffer.alloc(40_000, index));
    for (const piece of pieces) sender.write(piece);
    sender.end();
    await once(socket, 'end');
    expect(Buffer.concat(got).equals(Buffer.concat([Buffer.from('hej'), ...pieces]))).toBe(true);
    expect(pushes).toBeGreaterThan(1);
    await once(socket, 'close');
    close();
  });

  test('that breaks while it is read past its stream is an error of the stream', async () => {
    const { here: socket, there: sender, close } = await connected();
    socket.on('data', () => {});
    readPast(socket, () => {});
    const failed = once(socket, 'error');
    sender.resetAndDestroy();
    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' });
    close();
  });
});
