/** Who floods, lies about sizes, or never says who it is: through the product's own port. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { clientFor, wordsUpdate, write } from '../support/words.ts';
import { itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import * as Y from 'yjs';
import { Client, until } from './support/client.ts';
import { bytesOf, writeLine } from './support/writing.ts';

let server: TestServer;
let silent: { socket: Socket; isClosed: () => boolean }[] = [];
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  for (const { socket } of silent) socket.destroy();
  await server.close();
});

const knock = (words: string): Promise<{ socket: Socket; isClosed: () => boolean; heard: () => string }> =>
  new Promise((resolve, reject) => {
    // Never hangs up by itself.
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = '';
    let isClosed = false;
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    socket.on('end', () => (isClosed = true));
    socket.on('close', () => (isClosed = true));
    socket.on('error', (error) => {
      isClosed = true;
      reject(error);
    });
    socket.on('connect', () => {
      if (words !== '') socket.write(words);
      resolve({ socket, isClosed: () => isClosed, heard: () => heard });
    });
  });

const upgrade = (path: string, headers: Record<string, string> = {}): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: localhost:${server.port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

const noteOf = async (email: string): Promise<string> => {
  const client = await clientFor(server, email);
  const seminars = itemsOf(await client.get('/api/seminars?schoolYear=2018-2019'));
  const isOpen = (one: unknown): boolean => ['live', 'planned'].includes(String(member(one, 'state')));
  const seminar = seminars.find((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola' && isOpen(one));
  return String(member(seminar, 'documentId'));
};

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(name));
  return line === undefined ? Number.NaN : Number(line.split(' ').at(-1));
};

describe('strangers', () => {
  test('(27) a thousand sockets that never say who they are: an honest sign-in takes under a second', async () => {
    const begun = `GET /yjs/${'a'.repeat(24)} HTTP/1.1\r\nHost: localhost\r\nUpgrade: webso`;
    const words = ['', begun, 'GET / HTTP/1.1\r\nX-Slow: 1'];
    silent = await Promise.all(Array.from({ length: 1000 }, (_, index) => knock(words[index % 3] ?? '')));
    const took: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const started = performance.now();
      await server.signIn('grundskola@example.org');
      took.push(performance.now() - started);
    }
    // The other tests of this machine may have its processor for a moment.
    expect(Math.min(...took)).toBeLessThan(1000);
  });

  test('(27) upgrades without a session, or from elsewhere, are answered and hung up on, though they never hang up', async () => {
    const origin = { Origin: server.url };
    const knocks = await Promise.all([
      ...Array.from({ length: 100 }, () => knock(upgrade(`/yjs/${'a'.repeat(24)}`, origin))),
      knock(upgrade(`/yjs/${'a'.repeat(24)}`, { Origin: 'https://evil.example' })),
      knock(upgrade(`/yjs/${'a'.repeat(24)}`)),
      knock(upgrade('/elsewhere', origin)),
    ]);
    await until('all closed', () => knocks.every(({ isClosed }) => isClosed()), 5000);
    const statuses = knocks.map(({ heard }) => /^HTTP\/1.1 (\d+)/.exec(heard())?.[1]);
    expect(statuses.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => '401'));
    expect(statuses.slice(100)).toEqual(['403', '403', '404']);
    for (const { socket } of knocks) socket.destroy();
    expect(await metric('samsyn_sync_refusals_total{reason="upgrade 401"}')).toBeGreaterThanOrEqual(100);
  });

  test('(25) a visitor who opens a socket to a draft is refused at the upgrade', async () => {
    const coordinator = await clientFor(server, 'kvalitet@example.org');
    const [analysis] = itemsOf(await coordinator.get('/api/analyses?schoolYear=2018-2019'));
    const documentId = String(member(analysis, 'documentId'));
    const visitor = await knock(upgrade(`/yjs/${documentId}`, { Origin: server.url }));
    await until('answered', () => visitor.heard() !== '');
    expect(visitor.heard()).toMatch(/^HTTP\/1.1 401 /);
    visitor.socket.destroy();
  });
});

describe('frames', () => {
  const open = async (): Promise<{ ws: WebSocket; raw: Socket; code: () => number | null }> => {
    const cookie = await server.signIn('grundskola@example.org');
    const documentId = await noteOf('grundskola@example.org');
    const address = `ws://127.0.0.1:${server.port}/yjs/${documentId}?ack=1`;
    const ws = new WebSocket(address, { headers: { cookie, origin: server.url }, perMessageDeflate: false });
    let code: number | null = null;
    ws.on('close', (one) => (code = one));
    ws.on('error', () => {});
    await new Promise((resolve) => ws.once('message', resolve));
    const raw: unknown = Reflect.get(ws, '_socket');
    if (!isSocket(raw)) throw new Error('No socket below');
    return { ws, raw, code: () => code };
  };
  const isSocket = (value: unknown): value is Socket => typeof value === 'object' && value !== null && 'write' in value;

  test('(20) a frame of 101 MB and a compressed bomb end the connection by their first bytes, and memory stays flat', async () => {
    const before = await metric('process_resident_memory_bytes');
    const huge = await open();
    const head = Buffer.alloc(14);
    head.writeUInt8(0x82, 0);
    head.writeUInt8(0x80 | 127, 1);
    head.writeBigUInt64BE(101n * 1024n * 1024n, 2);
    huge.raw.write(head);
    await until('hung up on', () => huge.code() !== null);
    expect(huge.code()).toBe(1009);
    const squeezed = await open();
    // Compression was never agreed on: the first bit that says so is an error.
    squeezed.raw.write(Buffer.concat([Buffer.from([0xc2, 0x80 | 100, 0, 0, 0, 0]), Buffer.alloc(100, 0x78)]));
    await until('hung up on', () => squeezed.code() !== null);
    expect(squeezed.code()).toBe(1002);
    expect((await metric('process_resident_memory_bytes')) - before).toBeLessThan(60_000_000);
  });

  test('(22) rooms named like members of a prototype, and forbidden keys over HTTP, are refused', async () => {
    const cookie = await server.signIn('grundskola@example.org');
    const headers = { Origin: server.url, Cookie: cookie };
    for (const name of ['__proto__', 'constructor', '$where', '%24ne', '..%2f..%2fetc']) {
      const guest = await knock(upgrade(`/yjs/${name}`, headers));
      // Let in, and closed with 4403: a frame of two bytes of code.
      await until('closed', () => guest.heard().includes('\x88\x02\x11\x33'));
      guest.socket.destroy();
    }
    const client = await clientFor(server, 'grundskola@example.org');
    const body = '{"kind":"note","leadershipGroup":"grundskola","title":"x","__proto__":{"a":1}}';
    const answer = await client.send('/api/documents', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await client.get('/api/seminars?schoolYear[$ne]=x')).status).toBe(400);
  });
});

test('(9) over plain HTTP: the same bytes as a peer on a socket, and what a socket refuses is refused', async () => {
  const client = await clientFor(server, 'grundskola@example.org');
  const documentId = await noteOf('grundskola@example.org');
  const path = `/api/documents/${documentId}/updates`;
  const headers = { cookie: client.cookie, origin: server.url };
  const peer = await new Client(
    { port: server.port, documentId, account: '', query: '?ack=1' },
    new Y.Doc(),
    headers,
  ).synced();
  for (let line = 0; line < 20; line += 1) {
    expect((await write(client, documentId, wordsUpdate(`Över HTTP ${line}.`))).status).toBe(204);
    writeLine(peer.doc, `Över sockeln ${line}.`);
  }
  await peer.durable();
  const read = async (): Promise<string> => {
    const answer = await fetch(`${server.url}${path}`, { headers: { cookie: client.cookie } });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
    return bytesOf(doc);
  };
  let held = await read();
  await until('everything at the peer', () => bytesOf(peer.doc) === held);
  // Nothing of what is refused is there afterwards, for anybody.
  const type = { 'content-type': 'application/octet-stream' };
  const huge = { method: 'POST', body: new Uint8Array(16_777_217), headers: type };
  expect((await client.send(path, huge)).status).toBe(413);
  expect(await write(client, documentId, new Uint8Array([1, 2, 3]))).toEqual({ status: 422, code: 'malformedUpdate' });
  expect((await client.send(`${path}?epoch=9`, { method: 'POST', body: wordsUpdate('x'), headers: type })).status).toBe(
    409,
  );
  const stranger = await clientFor(server, 'forskola@example.org');
  expect((await write(stranger, documentId, wordsUpdate('Intrång'))).status).toBe(404);
  expect((await stranger.get(path)).status).toBe(404);
  held = await read();
  expect(bytesOf(peer.doc)).toBe(held);
  await peer.leave();
});

test('metrics tell rooms, connections, what is not acknowledged, appends, bytes, refusals, weight and delay', async () => {
  const client = await clientFor(server, 'grundskola@example.org');
  const documentId = await noteOf('grundskola@example.org');
  expect((await write(client, documentId, wordsUpdate('Några ord.'))).status).toBe(204);
  expect((await write(client, documentId, new Uint8Array([9, 9]))).status).toBe(422);
  const cookie = await server.signIn('grundskola@example.org');
  const ws = new WebSocket(`ws://127.0.0.1:${server.port}/yjs/${documentId}`, {
    headers: { cookie, origin: server.url },
  });
  await new Promise((resolve) => ws.once('message', resolve));
  ws.send(new Uint8Array([0, 0, 1, 0]));
  await new Promise((resolve) => ws.once('message', resolve));
  expect(await metric('samsyn_sync_rooms')).toBeGreaterThanOrEqual(1);
  expect(await metric('samsyn_sync_connections')).toBeGreaterThanOrEqual(1);
  expect(await metric('samsyn_sync_oldest_unacknowledged_seconds')).toBeGreaterThanOrEqual(0);
  expect(await metric('samsyn_sync_append_seconds_count')).toBeGreaterThanOrEqual(1);
  expect(await metric('samsyn_sync_received_bytes_total')).toBeGreaterThanOrEqual(4);
  expect(await metric('samsyn_sync_sent_bytes_total')).toBeGreaterThan(0);
  expect(await metric('samsyn_sync_refusals_total{reason="invalid"}')).toBeGreaterThanOrEqual(1);
  expect(await metric(`samsyn_sync_state_to_text_ratio{document="${documentId}"}`)).toBeGreaterThan(1);
  expect(await metric('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  ws.close();
});

test('(27) the thousand who have said nothing since are hung up on', async () => {
  expect(silent).toHaveLength(1000);
  await until('all closed', () => silent.every(({ isClosed }) => isClosed()), 25_000);
});
