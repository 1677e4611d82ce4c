/** Who is let in at the sync door, and for how long. */
import { readBody } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client, placesOn, sleep, until, upgradeAnswer } from './support/client.ts';
import { origin, startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

test('(27) without a session it is 401, from a foreign or no Origin 403', async () => {
  const documentId = await newDocument(server);
  const place = at(documentId, 'anna');
  const asked = [{ origin }, { cookie: 'session=anna', origin: 'https://evil.example' }, { cookie: 'session=anna' }];
  const answers = await Promise.all(asked.map((headers) => upgradeAnswer(place, headers)));
  expect(answers.map(({ status }) => status)).toEqual([401, 403, 403]);
  // A page of somebody who was signed in before.
  const former = await upgradeAnswer(at(documentId, 'anna', '?account=berit'), { cookie: 'session=anna', origin });
  expect(former.status).toBe(401);
});

test('(24) a document that is not there and one that is not mine are told apart by nobody', async () => {
  const documentId = await newDocument(server);
  const codes = await Promise.all(
    [documentId, '0'.repeat(24), '__proto__', 'a%00b'].map((id) => new Client(at(id, 'stranger')).closed()),
  );
  expect(codes).toEqual([4403, 4403, 4403, 4403]);
  expect(await new Client(at('f'.repeat(24), 'anna')).closed()).toBe(4403);
});

test('(24) a document is read while the right is looked up, and told to nobody before it is granted', async () => {
  const documentId = await newDocument(server, 'Hej');
  server.rules.later += 10_000;
  await until('closed', () => server.sync.documents.state(documentId) === null);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.rules.resolved = promise;
  const [stranger, anna] = [new Client(at(documentId, 'stranger')), new Client(at(documentId, 'anna'))];
  await until('read', () => server.sync.documents.state(documentId) !== null);
  await sleep(100);
  expect([stranger.heard, anna.heard]).toEqual([[], []]);
  resolve();
  expect(await stranger.closed()).toBe(4403);
  expect(stranger.heard).toEqual([]);
  expect(wordsOf((await anna.synced()).doc)).toBe('Hej');
  await anna.leave();
});

test('another epoch or schema is 4409, and nothing is synced', async () => {
  const documentId = await newDocument(server, 'Hej');
  for (const query of ['?epoch=2', '?schema=2', '?epoch=1&schema=0', '?epoch=x']) {
    const client = new Client(at(documentId, 'anna', query));
    expect(await client.closed()).toBe(4409);
    expect(wordsOf(client.doc)).toBe('');
  }
  await (await new Client(at(documentId, 'anna', '?epoch=1&schema=1')).synced()).leave();
});

test('(2) a reader’s edit changes nothing and is answered by its number', async () => {
  for (const account of ['reader2', 'suggester2']) {
    const documentId = await newDocument(server, 'Hej');
    const before = await stateOf(server, documentId);
    const witness = await new Client(at(documentId, 'anna')).synced();
    const client = await new Client(at(documentId, account)).synced();
    await client.durable();
    writeLine(client.doc, 'inte min sak');
    writeLine(client.doc, 'och inte detta');
    await until('refused', () => client.refused.length === 2);
    expect(client.refused).toEqual([
      { code: 'readOnly', number: 2 },
      { code: 'readOnly', number: 3 },
    ]);
    expect(client.acknowledged).toBe(1);
    writeLine(witness.doc, 'läsbart');
    await until('still reading', () => wordsOf(client.doc).includes('läsbart'));
    expect(wordsOf(witness.doc)).not.toContain('inte min');
    expect(await stateOf(server, documentId)).not.toBe(before);
    expect(await stateOf(server, documentId)).toBe(JSON.stringify(readBody(witness.doc)));
    await Promise.all([client.leave(), witness.leave()]);
  }
});

test('(26) a session that ends while its connection is being let in closes it all the same', async () => {
  const documentId = await newDocument(server, 'Hej');
  const { promise, resolve } = Promise.withResolvers<void>();
  server.rules.answered = promise;
  const client = new Client(at(documentId, 'dagny'));
  await sleep(100);
  server.rules.ended.add('dagny');
  await server.sync.documents.recheck({ accountId: 'dagny' });
  resolve();
  expect(await client.closed()).toBe(4401);
  expect(wordsOf(client.doc)).toBe('');
});

test('(23) a right that is lowered takes effect at once, and the connection stays for reading', async () => {
  const documentId = await newDocument(server, 'Hej');
  const client = await new Client(at(documentId, 'cecilia')).synced();
  writeLine(client.doc, 'först');
  await client.durable();
  server.rules.access.set('cecilia', 'read');
  await server.sync.documents.recheck({ accountId: 'cecilia' });
  writeLine(client.doc, 'sedan');
  await until('refused', () => client.refused.length === 1);
  expect(await stateOf(server, documentId)).not.toContain('sedan');
  server.rules.access.set('cecilia', 'none');
  await server.sync.documents.recheck({ documentId });
  expect(await client.closed()).toBe(4403);
});

test('(26) a session that has ended or expired is closed with 4401', async () => {
  const documentId = await newDocument(server);
  const client = await new Client(at(documentId, 'david')).synced();
  server.rules.ended.add('david');
  await server.sync.documents.recheck({ accountId: 'david' });
  expect(await client.closed()).toBe(4401);
  server.rules.expiresAt = Date.now() + 300;
  const brief = await new Client(at(documentId, 'erik')).synced();
  server.rules.ended.add('erik');
  expect(await brief.closed(5000)).toBe(4401);
  server.rules.expiresAt = Number.MAX_SAFE_INTEGER;
});
