/** What one account may read of documents over plain HTTP in a while. */
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { clientFor, wordsUpdate, write } from '../support/words.ts';

/** 9.6 MB may be read at once, and 320 kB a second. */
const settings = { LIMIT_BYTES_PER_SECOND: '20000' };
let server: TestServer;
let school: Client;
let noteId: string;

beforeAll(async () => {
  server = await startServer({ settings });
  school = await clientFor(server, 'grundskola@example.org');
  const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
  noteId = String(member((await school.post('/api/documents', note)).body, 'id'));
  expect((await write(school, noteId, wordsUpdate('å'.repeat(400_000)))).status).toBe(204);
}, 60_000);
afterAll(() => server?.close());

const read = (client: Client, query = '') => client.get(`/api/documents/${noteId}/updates${query}`);

test('(15) who reads a large document hundreds of times is told when to come again, and others are not', async () => {
  const reader = await clientFor(server, 'kvalitet@example.org');
  const answers = await Promise.all(Array.from({ length: 60 }, () => read(reader)));
  const served = answers.filter(({ status }) => status === 200).length;
  expect(served).toBeGreaterThan(8);
  expect(served).toBeLessThan(40);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(60 - served);
  expect(refused[0]?.body).toMatchObject({ code: 'tooMany' });
  expect((await read(school)).status).toBe(200);
  const wait = Number((await read(reader)).headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(4);
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  expect((await read(reader)).status).toBe(200);
});

test('(15) a state vector that knows nothing of it is no way around', async () => {
  const reader = await clientFor(server, 'forvaltning@example.org');
  const vector = (client: number): string =>
    Buffer.from(
      encoding.encode((encoder) => {
        for (const one of [1, client, 1]) encoding.writeVarUint(encoder, one);
      }),
    ).toString('base64url');
  const statuses = new Set<number>();
  for (let client = 1; client < 40 && !statuses.has(429); client += 1)
    statuses.add((await read(reader, `?sv=${vector(client)}`)).status);
  expect([...statuses]).toEqual([200, 429]);
});
