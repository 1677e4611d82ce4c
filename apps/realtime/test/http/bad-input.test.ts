/** What comes in wrong is refused with a reason, and nothing is lost or disturbed. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { wordsUpdate, write } from '../support/words.ts';

let server: TestServer;
let client: Client;
let documentId: string;

beforeAll(async () => {
  server = await startServer({ settings: { LIMIT_DOCUMENT_BYTES: '200000' } });
  client = clientOf(server, await server.signIn('kvalitet@example.org'));
  const note = { kind: 'note', leadershipGroup: 'forskola', title: 'Prövning' };
  documentId = String(member((await client.post('/api/documents', note)).body, 'id'));
});
afterAll(() => server?.close());

const updatesPath = (query = '') => `/api/documents/${documentId}/updates${query}`;
const evidence = { kind: 'text', title: 'Underlag', text: 'Ord' };

const sendNote = (body: string | Uint8Array, headers: Record<string, string>) =>
  client.send('/api/documents', { method: 'POST', body, headers });
/** Nothing of this body is right. */
const sendYear = (who: Client) =>
  who.send('/api/school-years', { method: 'POST', body: '{', headers: { 'content-type': 'text/plain' } });

describe('bodies', () => {
  test.each([
    ['{"title":"x"', 400, 'badJson'],
    ['{"__proto__":{"admin":true},"kind":"text","title":"x","text":"y"}', 400, 'forbiddenKey'],
    ['{"kind":"text","title":"x","text":"y","source":{"$ne":""}}', 400, 'forbiddenKey'],
    ['{"constructor":1}', 400, 'forbiddenKey'],
    ['{"a":'.repeat(300) + '1' + '}'.repeat(300), 400, 'badRequest'],
    ['[]', 422, 'invalid'],
    ['null', 422, 'invalid'],
    ['{"kind":"text","title":"x","text":"y","extra":1}', 422, 'invalid'],
    ['{"kind":"text","title":"","text":"y"}', 422, 'invalid'],
    ['{"kind":"link","title":"x","url":"javascript:alert(1)"}', 422, 'invalid'],
    ['{"kind":"table","title":"x","table":{"columns":[{"name":"a"}],"rows":[[1,2]]}}', 422, 'invalid'],
    ['{"kind":"text","title":"x","text":"y","leadershipGroup":"finns-inte"}', 422, 'unknownGroup'],
  ])('%s is answered %i %s', async (body, status, code) => {
    const answer = await client.send('/api/evidence', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code, title: expect.stringMatching(/\S/) });
  });

  test('in another format, encoding or size are 415, 415 and 413', async () => {
    expect((await sendNote('kind=note', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await sendNote('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await sendNote(new Uint8Array([0xff, 0xfe, 0x7b]), { 'content-type': 'application/json' })).status).toBe(
      400,
    );
    const large = JSON.stringify({ kind: 'note', leadershipGroup: 'forskola', title: 'x'.repeat(1_200_000) });
    expect((await sendNote(large, { 'content-type': 'application/json' })).status).toBe(413);
  });

  test('say which member is wrong', async () => {
    const { body } = await client.post('/api/documents', { kind: 'note', leadershipGroup: 'forskola' });
    expect(member(body, 'errors')).toEqual([expect.objectContaining({ path: 'title' })]);
  });

  test('are not looked at before who and may', async () => {
    expect((await sendYear(clientOf(server, ''))).status).toBe(401);
    expect((await sendYear(clientOf(server, await server.signIn('grundskola@example.org')))).status).toBe(403);
    expect((await sendYear(client)).status).toBe(415);
  });
});

describe('queries', () => {
  test.each([
    '/api/seminars?schoolYear=2018',
    '/api/seminars?schoolYear=2018-2020',
    '/api/seminars?year=2018-2019',
    '/api/seminars?schoolYear=2018-2019&schoolYear=2017-2018',
    '/api/seminars?schoolYear[$ne]=x',
    '/api/seminars?__proto__=x',
    '/api/evidence?limit=0',
    '/api/evidence?limit=1000',
    '/api/evidence?limit=tio',
    '/api/evidence?cursor=***',
    '/api/evidence?cursor=aW50ZQ',
    '/api/evidence?sort=words',
    '/api/evidence?sort=title&cursor=NWRmZmZmZmZmZmZmZmZmZmZmZmZmZmZm',
    '/api/groups?cursor=LTU',
    '/api/me?x=1',
    '/api/search',
    '/api/search?q=',
    '/healthz?x=1',
  ])('%s is 400', async (path) => {
    const answer = await client.get(path);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'badQuery' });
  });

  test('with letters beyond ASCII find what they say', async () => {
    expect((await client.get(`/api/evidence?q=${encodeURIComponent('åäö "(\\ .*')}`)).status).toBe(200);
  });
});

describe('addresses', () => {
  test.each([
    '/api/seminars/abc',
    '/api/seminars/000000000000000000000000',
    '/api/documents/..%2F..%2Fetc',
    '/api/evidence/%00',
    '/api/evidence/[object Object]',
    '/api/finns-inte',
  ])('%s is 404', async (path) => {
    expect((await client.get(path)).status).toBe(404);
  });

  test('that cannot be decoded are a 4xx', async () => {
    const answer = await client.get('/api/evidence/%E0%A4%A');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

/** @returns the first line of the answer */
const upgrade = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Origin: ${server.url}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
      ),
    );
    socket.once('data', (chunk) => {
      resolve(chunk.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });

describe('upgrades', () => {
  test.each([
    ['/', '404'],
    ['//', '404'],
    ['/yjs', '404'],
    ['/yjs/', '401'],
    ['/yjs/../../x', '401'],
    ['/yjs/%00?ack=%E0', '401'],
    ['/socket.io/?EIO=4&transport=websocket', '401'],
    ['/socket.io/?EIO=4&transport=websocket&sid=x', '400'],
  ])('at %s are answered %s', async (path, status) => {
    expect(await upgrade(path)).toContain(status);
  });
});

describe('updates', () => {
  const bytes = { 'content-type': 'application/octet-stream' };

  test.each([
    ['nothing', new Uint8Array(), [204, 422]],
    ['noise', Uint8Array.from({ length: 400 }, (_, at) => (at * 7919) % 251), [422]],
    ['seven bytes that claim millions of structs', Uint8Array.of(1, 255, 255, 255, 15, 1, 0), [422]],
    ['half of an honest one', wordsUpdate('Ett stycke som klipps mitt itu.').slice(0, 30), [422]],
  ])('that are %s are refused', async (_title, body, statuses) => {
    const answer = await client.send(updatesPath(), { method: 'POST', body, headers: bytes });
    expect(statuses).toContain(answer.status);
  });

  test('of the wrong type, too large, of another epoch or schema are refused by name', async () => {
    const body = wordsUpdate('Ord');
    expect((await client.send(updatesPath(), { method: 'POST', body })).status).toBe(415);
    const large = await client.send(updatesPath(), { method: 'POST', body: new Uint8Array(200_001), headers: bytes });
    expect(large.status).toBe(413);
    for (const query of ['?epoch=7', '?schema=99', '?epoch=1&schema=99']) {
      const answer = await client.send(updatesPath(query), { method: 'POST', body, headers: bytes });
      expect(answer.status).toBe(409);
      expect(member(answer.body, 'code')).toBe('otherEpoch');
      expect((await client.get(updatesPath(query))).status).toBe(409);
    }
    expect((await client.get(updatesPath('?sv=*'))).status).toBe(400);
    expect((await client.get(updatesPath('?sv=_____w'))).status).toBe(400);
  });

  test('that are honest go in beside all that, and come out again', async () => {
    expect((await write(client, documentId, wordsUpdate('Ett ärligt stycke.'))).status).toBe(204);
    const answer = await fetch(`${server.url}${updatesPath('?epoch=1&schema=1')}`, {
      headers: { cookie: client.cookie },
    });
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    const held = Buffer.from(await answer.arrayBuffer());
    expect(held.includes('Ett ärligt stycke.')).toBe(true);
  });
});

test('after all of it the server is well, and logged no failure of its own', async () => {
  expect((await client.get('/readyz')).status).toBe(200);
  expect((await client.post('/api/evidence', evidence)).status).toBe(201);
  expect(itemsOf(await client.get('/api/evidence?q=underlag')).length).toBeGreaterThan(0);
  expect(server.output()).not.toContain('a request failed');
});
