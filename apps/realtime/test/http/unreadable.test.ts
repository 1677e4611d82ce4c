/** Answers that no route makes: requests that cannot be read, and upgrades that are turned away; byte by byte. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../sync/support/client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

type Heard = { status: number; headers: Map<string, string>; body: string };

const parse = (bytes: string): Heard => {
  const at = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.slice(0, at).split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: ?/, '')]),
  );
  return { status: Number(first.split(' ')[1]), headers, body: bytes.slice(at + 4) };
};

/** Says something, and listens until the server hangs up; never hangs up by itself. */
const say = (...words: string[]): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
    // Who goes on speaking after the answer is hung up on.
    socket.on('error', (error) => (heard === '' ? reject(error) : resolve(parse(heard))));
    socket.on('end', () => {
      socket.destroy();
      resolve(parse(heard));
    });
    for (const one of words) socket.write(one);
  });

const request = (lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const upgrade = (path: string, headers: Record<string, string> = {}): string =>
  request([
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]);

const isProblem = ({ headers, body, status }: Heard, code: string): void => {
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({
    status,
    code,
    title: expect.stringMatching(/\S/),
    type: expect.stringMatching(/^urn:/),
  });
};

const id = 'a'.repeat(24);
const key = { 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };
const half = 'POST /api/documents HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';

describe('a request that cannot be read is answered as a problem', () => {
  test.each([
    ['no HTTP at all', 400, 'badRequest', ['hej hej\r\n\r\n']],
    ['a broken header', 400, 'badRequest', ['GET / HTTP/1.1\r\nHost: x\r\nA\0b: c\r\n\r\n']],
    [
      'two lengths',
      400,
      'badRequest',
      ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ],
    ['no Host', 400, 'badRequest', ['GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n']],
    ['a head of 200 kB', 431, 'headersTooLarge', [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(200_000)}\r\n\r\n`]],
    ['a chunk that is none', 400, 'badRequest', [`${half}zz\r\n`]],
    ['a chunk with a novel', 413, 'tooLarge', [`${half}1;${'a'.repeat(20_000)}\r\n`]],
    ['an expectation', 417, 'expectation', ['GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n']],
  ] as const)('%s: %i', async (_what, status, code, words) => {
    const heard = await say(...words);
    expect(heard.status).toBe(status);
    isProblem(heard, code);
  });

  test('who hangs up in the middle, or resets, does nobody any harm', async () => {
    const sockets = Array.from({ length: 20 }, (_, index) => {
      const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => {});
      socket.write(['hej\r\n\r\n', half, upgrade(`/yjs/${id}`), `${half}zz\r\n`][index % 4] ?? '', () =>
        index % 2 === 0 ? socket.end() : socket.resetAndDestroy(),
      );
      return socket;
    });
    await until('all are gone', () => sockets.every(({ readyState }) => readyState !== 'open'));
    for (const socket of sockets) socket.destroy();
    expect((await say(request(['GET /healthz HTTP/1.0']))).status).toBe(200);
    expect(server.output()).not.toContain('"level":50');
  });
});

describe('an upgrade that is turned away is answered as a problem', () => {
  const own = (): Record<string, string> => ({ Origin: server.url, ...key });
  test.each([
    ['without a session', 401, 'notSignedIn', () => upgrade(`/yjs/${id}`, own())],
    ['from elsewhere', 403, 'foreignOrigin', () => upgrade(`/yjs/${id}`, { ...own(), Origin: 'https://evil.example' })],
    ['to nowhere', 404, 'notFound', () => upgrade('/elsewhere', own())],
    [
      'to the seminars without a session',
      401,
      'notSignedIn',
      () => upgrade('/socket.io/?EIO=4&transport=websocket', own()),
    ],
    [
      'to the seminars from elsewhere',
      403,
      'foreignOrigin',
      () => upgrade('/socket.io/?EIO=4&transport=websocket', { ...own(), Origin: 'null' }),
    ],
    [
      'to a conversation that is not there',
      400,
      'badRequest',
      () => upgrade('/socket.io/?EIO=4&transport=websocket&sid=x', own()),
    ],
  ] as const)('%s: %i', async (_what, status, code, words) => {
    const heard = await say(words());
    expect(heard.status).toBe(status);
    isProblem(heard, code);
  });

  test('with a handshake that makes no sense: 400, in the language that was asked for', async () => {
    const Cookie = await server.signIn('grundskola@example.org');
    const headers = { Origin: server.url, Cookie, 'Accept-Language': 'en' };
    for (const path of [`/yjs/${id}`, '/socket.io/?EIO=4&transport=websocket']) {
      const heard = await say(upgrade(path, headers));
      expect(heard.status).toBe(400);
      isProblem(heard, 'badRequest');
      expect(heard.body).toContain('The request cannot be read.');
    }
  });
});

test('who offers HTTP/2 along with a plain request is answered the request', async () => {
  const offer = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA'];
  for (const [path, status] of [
    ['/healthz', 200],
    ['/socket.io/?EIO=4&transport=polling', 401],
  ] as const) {
    const socket = connect(server.port, '127.0.0.1');
    const heard = await new Promise<string>((resolve) => {
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      socket.write(request([`GET ${path} HTTP/1.1`, 'Host: localhost', ...offer]));
    });
    socket.destroy();
    expect(parse(heard).status).toBe(status);
  }
});
