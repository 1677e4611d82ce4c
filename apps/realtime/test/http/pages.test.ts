/** Pages, headers, health: what browsers and operators see. */
import { gunzipSync } from 'node:zlib';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let visitor: Client;
beforeAll(async () => {
  server = await startServer();
  visitor = clientOf(server, '');
});
afterAll(() => server?.close());

const html = { accept: 'text/html,application/xhtml+xml' };

type Raw = { status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer };

/** What goes over the wire, undecoded. */
const raw = (path: string, headers: Record<string, string> = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const sent = rawRequest(`${server.url}${path}`, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

describe('every page', () => {
  test.each(['/', '/seminarier', '/analyser/000000000000000000000000', '/arkiv', '/finns/inte'])(
    '%s has a policy without inline or eval scripts, and sends no address on',
    async (path) => {
      const { headers } = await visitor.get(path, html);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).toMatch(/script-src [^;]*'?(self|none)'/);
      expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  test('that is the app revalidates, and its hashed files never change', async () => {
    const page = await visitor.get('/seminarier', html);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? '';
    const file = await visitor.get(script);
    expect(file.status).toBe(200);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('content-type')).toMatch(/javascript/);
    expect((await visitor.get(script.replace('.js', 'x.js'))).status).toBe(404);
  });

  test('that does not exist is a Swedish page with 404; to a program a problem', async () => {
    const page = await visitor.get('/finns/inte', html);
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    expect(page.text).toContain('<html lang="sv">');
    expect(page.text).toContain('Sidan finns inte');
    const data = await visitor.get('/finns/inte', { accept: 'application/json' });
    expect(data.status).toBe(404);
    expect(data.headers.get('content-type')).toContain('application/problem+json');
  });

  test('cannot be a way out of the folder', async () => {
    expect((await raw('/..%2f..%2fpackage.json')).status).toBeGreaterThanOrEqual(400);
    expect((await raw('/assets/..%5c..%5cpackage.json')).status).toBeGreaterThanOrEqual(400);
  });
});

describe('text', () => {
  test.each(['br', 'gzip'])('of a kilobyte or more goes out as %s', async (encoding) => {
    const { headers, bytes } = await raw('/api/openapi.json', { 'accept-encoding': encoding });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['vary']).toMatch(/Accept-Encoding/i);
    if (encoding === 'gzip') expect(JSON.parse(gunzipSync(bytes).toString())).toHaveProperty('openapi', '3.1.0');
  });

  test('goes out plain to those who take nothing else', async () => {
    expect(
      (await raw('/api/openapi.json', { 'accept-encoding': 'identity' })).headers['content-encoding'],
    ).toBeUndefined();
  });
});

describe('text of every kind', () => {
  test('is compressed from a kilobyte on, and plain below', async () => {
    const { bytes: page } = await raw('/');
    const files = [...page.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
      (match) => match[1],
    );
    const coordinator = clientOf(server, await server.signIn('kvalitet@example.org'));
    const analyses = itemsOf(await coordinator.get('/api/analyses'));
    const report = `/api/analyses/${String(
      member(
        analyses.find((one) => member(one, 'state') === 'published'),
        'id',
      ),
    )}`;
    const paths = ['/', '/arkiv', '/healthz', '/api/seminars', `${report}/report.html`, `${report}/report.json`];
    const seen = await Promise.all(
      [...paths, ...files.filter((path) => path !== undefined)].map(async (path) => {
        const headers = { cookie: coordinator.cookie };
        const plain = await raw(path, headers);
        const packed = await raw(path, { ...headers, 'accept-encoding': 'gzip' });
        return {
          path,
          status: plain.status,
          isLong: plain.bytes.length >= 1000,
          as: packed.headers['content-encoding'],
        };
      }),
    );
    expect(seen.filter(({ isLong }) => isLong).length).toBeGreaterThan(4);
    expect(seen.filter(({ status, isLong, as }) => status !== 200 || as !== (isLong ? 'gzip' : undefined))).toEqual([]);
  });
});

/** The first bytes that come back to an upgrade from elsewhere. */
const upgrade = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const lines = [
      `GET ${path} HTTP/1.1`,
      'Host: x',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Origin: https://evil.example',
    ];
    const socket = connect(server.port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.once('data', (chunk: Buffer) => {
      resolve(chunk.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });

test('every kind of answer sends nosniff', async () => {
  const polling = '/socket.io/?EIO=4&transport=polling';
  for (const path of ['/', '/arkiv', '/finns-inte', '/healthz', '/api/me', '/mark.svg', polling])
    expect([path, (await raw(path)).headers['x-content-type-options']]).toEqual([path, 'nosniff']);
  for (const path of ['/yjs/x', '/x', '/socket.io/?EIO=4&transport=websocket'])
    expect(await upgrade(path)).toMatch(/^HTTP\/1\.1 40[134] [^]*\r\nX-Content-Type-Options: nosniff\r\n/i);
});

const from = (origin: string) => visitor.get('/api/auth/options', { origin });

describe('origins', () => {
  test('of loopback on that port count as one; others are refused', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect((await from(`http://${host}:${server.port}`)).status).toBe(200);
    for (const origin of [
      'https://evil.example',
      'null',
      `http://localhost:${server.port + 1}`,
      `https://localhost:${server.port}`,
      `http://localhost.evil.example:${server.port}`,
    ]) {
      const answer = await from(origin);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ code: 'foreignOrigin' });
    }
  });

  test('may be left out by a program', async () => {
    expect((await visitor.get('/api/auth/options')).status).toBe(200);
  });
});

describe('operators', () => {
  test('ask whether it is alive and ready', async () => {
    expect((await visitor.get('/healthz')).body).toEqual({ ok: true });
    expect((await visitor.get('/readyz')).body).toEqual({ ok: true });
  });

  test('measure it from the machine itself, or as an admin; to others there is nothing', async () => {
    const here = await visitor.get('/metrics');
    expect(here.status).toBe(200);
    expect(here.text).toMatch(/^# HELP/);
    const proxied = { 'x-forwarded-for': '10.0.0.1' };
    expect((await visitor.get('/metrics', proxied)).status).toBe(404);
    const officer = clientOf(server, await server.signIn('kvalitet@example.org'));
    expect((await officer.get('/metrics', proxied)).status).toBe(404);
    const admin = clientOf(server, await server.signIn('admin@example.org'));
    expect((await admin.get('/metrics', proxied)).status).toBe(200);
  });
});
