/** Administration: accounts, rights that take effect on open documents, the audit log, settings. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { password, startServer, type TestServer } from '../support/server.ts';
import { clientFor, wordsUpdate, write } from '../support/words.ts';

let server: TestServer;
let admin: Client;
let coordinator: Client;
let documentId: string;

beforeAll(async () => {
  server = await startServer();
  [admin, coordinator] = await Promise.all([
    clientFor(server, 'admin@example.org'),
    clientFor(server, 'kvalitet@example.org'),
  ]);
  const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Rättigheter' };
  documentId = String(member((await coordinator.post('/api/documents', note)).body, 'id'));
});
afterAll(() => server?.close());

const make = async (email: string, roles: string[], groups: string[] = []): Promise<{ id: string; client: Client }> => {
  const answer = await admin.post('/api/admin/accounts', { email, name: 'Ny Person', password, roles, groups });
  expect(answer.status).toBe(201);
  return { id: String(member(answer.body, 'id')), client: clientOf(server, await server.signIn(email)) };
};

const openNote = async (client: Client): Promise<{ closed: Promise<number> }> => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/yjs/${documentId}`, {
    headers: { cookie: client.cookie, origin: server.url },
  });
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  await new Promise((resolve, reject) => {
    socket.once('message', resolve);
    socket.once('error', reject);
  });
  return { closed };
};

describe('an account', () => {
  test('is made with roles and groups, and is there once', async () => {
    const { id, client } = await make('ny@example.org', ['groupMember', 'leadTeacher'], ['grundskola']);
    expect((await client.get('/api/me')).body).toMatchObject({ id, roles: ['groupMember', 'leadTeacher'] });
    const again = { email: 'NY@example.org', name: 'Ny', password, roles: [], groups: [] };
    expect((await admin.post('/api/admin/accounts', again)).body).toMatchObject({ status: 409, code: 'emailTaken' });
    const unknown = { ...again, email: 'ny2@example.org', groups: ['gymnasium'] };
    expect((await admin.post('/api/admin/accounts', unknown)).status).toBe(422);
    expect(itemsOf(await admin.get('/api/admin/accounts?q=ny%20person'))).toHaveLength(1);
  });

  test('made twice at the same moment is there once', async () => {
    const json = { email: 'tvilling@example.org', name: 'Tvilling', password, roles: [], groups: [] };
    const answers = await Promise.all([0, 1, 2].map(() => admin.post('/api/admin/accounts', json)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(itemsOf(await admin.get('/api/admin/accounts?q=tvilling'))).toHaveLength(1);
  });

  test('that is the last administrator keeps that right', async () => {
    const me = String(member((await admin.get('/api/me')).body, 'id'));
    for (const change of [{ roles: [] }, { disabled: true }])
      expect((await admin.patch(`/api/admin/accounts/${me}`, change)).body).toMatchObject({ code: 'lastAdmin' });
    expect((await admin.patch(`/api/admin/accounts/${me}`, { name: 'Adina Provelius' })).status).toBe(200);
  });
});

describe('a right that ends', () => {
  test('takes writing away within a second, and closes what may no longer be read', async () => {
    const { id, client } = await make('medlem@example.org', ['groupMember'], ['grundskola']);
    const { closed } = await openNote(client);
    expect((await write(client, documentId, wordsUpdate('Ännu medlem.'))).status).toBe(204);
    const started = Date.now();
    await admin.patch(`/api/admin/accounts/${id}`, { groups: [] });
    expect((await write(client, documentId, wordsUpdate('Inte längre.'))).status).toBe(404);
    expect(await closed).toBe(4403);
    expect(Date.now() - started).toBeLessThan(1000);
  });

  test('with the session closes the socket with 4401', async () => {
    const { id, client } = await make('utloggad@example.org', ['groupMember'], ['grundskola']);
    const { closed } = await openNote(client);
    await client.post('/api/auth/sign-out', {});
    expect(await closed).toBe(4401);
    const back = clientOf(server, await server.signIn('utloggad@example.org'));
    const again = await openNote(back);
    await admin.patch(`/api/admin/accounts/${id}`, { disabled: true });
    expect(await again.closed).toBe(4401);
  });

  test('elsewhere leaves others where they are', async () => {
    const { closed } = await openNote(coordinator);
    const { id } = await make('annan@example.org', ['groupMember'], ['grundskola']);
    await admin.patch(`/api/admin/accounts/${id}`, { roles: [] });
    expect(await Promise.race([closed, pause(300, 'open')])).toBe('open');
  });
});

test('the audit log tells who did what, newest first', async () => {
  await admin.patch('/api/admin/settings', { smallGroupLimit: 12 });
  const [newest] = itemsOf(await admin.get('/api/admin/audit?limit=1'));
  expect(newest).toMatchObject({ by: 'Adina Provelius', act: 'settings:change', detail: '{"smallGroupLimit":12}' });
  expect((await admin.get('/api/admin/settings')).body).toMatchObject({ smallGroupLimit: 12 });
  // How long history is kept, kind by kind: what is not said stays.
  await admin.patch('/api/admin/settings', { historyMonths: { note: 12 } });
  const historyMonths = { note: 12, analysis: 60, plan: 60, handbook: 60 };
  expect((await admin.get('/api/admin/settings')).body).toMatchObject({ smallGroupLimit: 12, historyMonths });
  expect((await admin.patch('/api/admin/settings', { historyMonths: { note: -1 } })).status).toBe(422);
  expect(itemsOf(await admin.get('/api/admin/audit')).map((entry) => member(entry, 'act'))).toContain('account:make');
});
