/** The door of the seminar's room over Socket.IO: who comes in, and what ends it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Client, clientOf, member } from '../support/client.ts';
import { password } from '../support/server.ts';
import { connected, House, type Room, stateOf } from './support/house.ts';

const house = new House();

describe('the door', () => {
  test('lets a signed-in page in, by websocket or by polling', async () => {
    expect(await connected(house.open(house.coordinator.cookie))).toBeNull();
    expect(await connected(house.open(house.coordinator.cookie, {}, ['polling']))).toBeNull();
  });

  test('lets nobody in without a session, or from a foreign origin', async () => {
    expect(await connected(house.open(''))).not.toBeNull();
    expect(await connected(house.open('samsyn.session_token=x.y'))).not.toBeNull();
    expect(await connected(house.open(house.coordinator.cookie, { origin: 'https://evil.example' }))).not.toBeNull();
    expect(
      await connected(house.open(house.coordinator.cookie, { origin: 'https://evil.example' }, ['polling'])),
    ).not.toBeNull();
    expect(await connected(house.open('', {}, ['polling']))).not.toBeNull();
  });

  test('is closed to a socket without an Origin, which browsers always send', async () => {
    const socket: Room = house.connect('/seminar', { cookie: house.coordinator.cookie });
    expect(await connected(socket)).not.toBeNull();
  });

  test('has nothing behind the nameless namespace', async () => {
    const socket: Room = house.connect('', { cookie: house.coordinator.cookie, origin: house.server.url });
    expect(await connected(socket)).toBe('notFound');
  });
});

describe('joining', () => {
  test.each([
    ['grundskola@example.org', true],
    ['forstelarare@example.org', true],
    ['forvaltning@example.org', true],
    ['kvalitet@example.org', true],
    ['forskola@example.org', false],
    ['namnd@example.org', false],
    ['admin@example.org', false],
  ])('%s: %s', async (email, ok) => {
    const answer = await house.join(await house.openFor(email));
    expect(answer).toMatchObject(ok ? { ok, state: { seminarId: house.seminarId } } : { ok, code: 'notFound' });
  });

  test('what is not there is not told apart from what is not for you; nonsense is invalid', async () => {
    const socket = await house.openFor('grundskola@example.org');
    expect(await house.join(socket, '0'.repeat(24))).toEqual({ ok: false, code: 'notFound' });
    expect(await house.join(socket, '../x')).toEqual({ ok: false, code: 'invalid' });
    const raw = house.dial(await house.server.signIn('grundskola@example.org'));
    raw.emit('seminar:join', null);
    raw.emit('seminar:step', { $ne: 1 }, 'no function');
    raw.emit('seminar:join');
    expect(await raw.emitWithAck('seminar:join', { seminarId: house.seminarId, more: 1 })).toEqual({
      ok: false,
      code: 'invalid',
    });
    expect(await house.join(socket)).toMatchObject({ ok: true });
  });

  test('shows everybody who is there, each once, until they leave', async () => {
    const [one, other] = [await house.openFor('grundskola@example.org'), await house.openFor('kvalitet@example.org')];
    await house.join(one);
    const both = stateOf(one, ({ present }) => present.length === 2);
    await house.join(other);
    const again = await house.openFor('kvalitet@example.org');
    await house.join(again);
    expect((await both).present.map(({ name }) => name)).toHaveLength(2);
    const left = stateOf(one, ({ present }) => present.length === 1);
    other.disconnect();
    again.disconnect();
    expect((await left).present).toEqual([expect.objectContaining({ color: expect.stringMatching(/^#/) })]);
  });
});

const guest = async (email: string): Promise<{ id: string; client: Client; socket: Room }> => {
  const json = { email, name: 'En Gäst', password, roles: ['groupMember'], groups: ['grundskola'] };
  const id = String(member((await house.admin.post('/api/admin/accounts', json)).body, 'id'));
  const cookie = await house.server.signIn(email);
  const socket = house.open(cookie);
  expect(await connected(socket)).toBeNull();
  expect(await house.join(socket)).toMatchObject({ ok: true });
  return { id, client: clientOf(house.server, cookie), socket };
};

const disconnected = (socket: Room): Promise<void> =>
  new Promise((resolve) => socket.once('disconnect', () => resolve()));
const gone = (socket: Room): Promise<{ seminarId: string }> =>
  new Promise((resolve) => socket.once('seminar:gone', resolve));

describe('what ends it', () => {
  test('a right that is lowered: the room is gone within a second, and closed to the account', async () => {
    const { seminarId } = house;
    const { id, socket } = await guest('gast1@example.org');
    const told = gone(socket);
    const started = Date.now();
    expect((await house.admin.patch(`/api/admin/accounts/${id}`, { groups: ['forskola'] })).status).toBe(200);
    expect(await told).toEqual({ seminarId });
    expect(Date.now() - started).toBeLessThan(1000);
    expect(await house.join(socket)).toEqual({ ok: false, code: 'notFound' });
    expect(await socket.emitWithAck('seminar:hand', { seminarId, raised: true })).toEqual({
      ok: false,
      code: 'notFound',
    });
  });

  test('a sign-out closes the socket', async () => {
    const { client, socket } = await guest('gast2@example.org');
    const closed = disconnected(socket);
    await client.post('/api/auth/sign-out', {});
    await closed;
  });

  test('a transport that was opened before a sign-out leads nowhere after it', async () => {
    const { client } = await guest('gast4@example.org');
    const polling = '/socket.io/?EIO=4&transport=polling';
    const opened = await client.get(polling);
    const sid = String(/"sid":"([^"]+)"/.exec(opened.text)?.[1]);
    await client.post('/api/auth/sign-out', {});
    await client.send(`${polling}&sid=${sid}`, { method: 'POST', body: '40/seminar,' });
    let heard = '';
    for (let tries = 0; tries < 4 && !heard.includes('41/seminar'); tries += 1) {
      heard += (await client.get(`${polling}&sid=${sid}`)).text;
    }
    expect(heard).toContain('41/seminar');
  });

  test('an account that is disabled loses its sockets', async () => {
    const { id, socket } = await guest('gast3@example.org');
    const closed = disconnected(socket);
    await house.admin.patch(`/api/admin/accounts/${id}`, { disabled: true });
    await closed;
  });
});

test('every event of the room is in docs/realtime.md', async () => {
  const root = join(import.meta.dirname, '../../../..');
  const [types, docs] = await Promise.all(
    ['packages/domain/src/realtime.ts', 'docs/realtime.md'].map((path) => readFile(join(root, path), 'utf8')),
  );
  const events = [...(types ?? '').matchAll(/^ {2}'([\w:]+)': \(/gm)].map((match) => match[1] ?? '');
  expect(events.length).toBeGreaterThan(10);
  expect(events.filter((event) => !docs?.includes(`\`${event}\``))).toEqual([]);
});
