/** What one account may post to documents over plain HTTP in a while. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { pieces } from '../sync/support/bombs.ts';
import { clientFor, wordsUpdate } from '../support/words.ts';

const perSecond = 20_000;
const burst = 10 * perSecond;
let server: TestServer;
let school: Client;
let office: Client;
let noteId: string;

beforeAll(async () => {
  const settings = { LIMIT_BYTES_PER_SECOND: String(perSecond), LIMIT_DOCUMENT_BYTES: String(2 * burst) };
  server = await startServer({ settings });
  school = await clientFor(server, 'grundskola@example.org');
  office = await clientFor(server, 'forvaltning@example.org');
  const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
  noteId = String(member((await school.post('/api/documents', note)).body, 'id'));
});
afterAll(() => server?.close());

const type = { 'content-type': 'application/octet-stream' };
const post = (client: Client, body: Uint8Array) =>
  client.send(`/api/documents/${noteId}/updates`, { method: 'POST', body, headers: type });
const words = (bytes: number): Uint8Array => wordsUpdate('å'.repeat(bytes / 2));

test('one update may be larger than the burst; then the account waits as long as it is told, and others do not', async () => {
  expect((await post(school, words(burst + perSecond))).status).toBe(204);
  const started = performance.now();
  const refused = await post(school, wordsUpdate('För tidigt.'));
  expect(refused).toMatchObject({ status: 429, body: { code: 'tooMany' } });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(2);
  expect((await post(office, wordsUpdate('Någon annan.'))).status).toBe(204);
  expect((await school.get(`/api/documents/${noteId}/updates`)).status).toBe(200);
  // Who may not is told so first.
  expect((await post(await clientFor(server, 'forskola@example.org'), words(1000))).status).toBe(404);
  await new Promise((resolve) => setTimeout(resolve, wait * 1000 - (performance.now() - started)));
  expect((await post(school, wordsUpdate('I tid.'))).status).toBe(204);
});

test('many at once are not more than one after the other', async () => {
  const coordinator = await clientFor(server, 'kvalitet@example.org');
  const half = words(burst / 2 + 2000);
  const statuses = (await Promise.all(Array.from({ length: 6 }, () => post(coordinator, half)))).map(
    ({ status }) => status,
  );
  expect(statuses.toSorted()).toEqual([204, 204, 429, 429, 429, 429]);
});

test('what is too large, or breaks off, is no way around it', async () => {
  // Too large by its own word: nothing was read, nothing is owed.
  expect((await post(office, new Uint8Array(2 * burst + 1))).status).toBe(413);
  expect((await post(office, wordsUpdate('Går bra.'))).status).toBe(204);
  // Of unknown length, begun and never ended.
  const headers = { ...type, cookie: office.cookie };
  const begun = request(`${server.url}/api/documents/${noteId}/updates`, { method: 'POST', headers });
  begun.on('error', () => {});
  begun.write(new Uint8Array(1000));
  await expect.poll(async () => (await post(office, wordsUpdate('Nu inte.'))).status).toBe(429);
  begun.destroy();
  // What came of it counts, and not what did not.
  await expect.poll(async () => (await post(office, wordsUpdate('Nu går det.'))).status).toBe(204);
});

test('(15) more client ids than a document takes of an account in a day: 429, and what it has it may write on under', async () => {
  const teacher = await clientFor(server, 'grundskola@example.org');
  const statuses: number[] = [];
  for (let round = 0; round < 3; round += 1)
    statuses.push((await post(teacher, pieces(100_000 + round * 250, 250))).status);
  expect(statuses).toEqual([204, 204, 204]);
  const refused = await post(teacher, pieces(200_000, 300));
  expect(refused).toMatchObject({ status: 429, body: { code: 'tooMany' } });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(23 * 60 * 60);
  expect(wait).toBeLessThanOrEqual(24 * 60 * 60);
  expect((await post(teacher, wordsUpdate('Ändå.'))).status).toBe(204);
});

/** A body whose last byte is held back. */
const begin = (client: Client, body: Uint8Array) => {
  const headers = { ...type, cookie: client.cookie, 'content-length': String(body.length) };
  const begun = request(`${server.url}/api/documents/${noteId}/updates`, { method: 'POST', headers });
  const status = new Promise<number>((resolve, reject) => {
    begun.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
    begun.on('error', reject);
  });
  begun.write(body.subarray(0, -1));
  return { status, end: () => begun.end(body.subarray(-1)) };
};
const text = async (): Promise<string> => (await school.get(`/api/documents/${noteId}/updates`)).text;

test('(23) what a right that ended meanwhile would have let in is not taken', async () => {
  const leaver = await clientFor(server, 'kvalitet@example.org');
  const slow = begin(leaver, wordsUpdate('Efter utloggningen.'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await leaver.post('/api/auth/sign-out', {})).status).toBe(200);
  slow.end();
  expect(await slow.status).toBe(401);
  expect(await text()).not.toContain('Efter utloggningen.');
});
