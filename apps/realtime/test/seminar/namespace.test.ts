/** The seminar's room over Socket.IO: who comes in, what they do there, and what ends it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ClientToServerEvents,
  JoinAnswer,
  ProgressEvent,
  SeminarRoomState,
  ServerToClientEvents,
} from '@samsyn/domain';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { password, startServer, type TestServer } from '../support/server.ts';
import { claimUpdate, clientFor, write } from '../support/words.ts';

type Room = Socket<ServerToClientEvents, ClientToServerEvents>;

let server: TestServer;
let coordinator: Client;
let admin: Client;
let seminarId: string;
const opened: { disconnect: () => unknown }[] = [];

beforeAll(async () => {
  server = await startServer();
  [coordinator, admin] = await Promise.all([
    clientFor(server, 'kvalitet@example.org'),
    clientFor(server, 'admin@example.org'),
  ]);
  const seminars = itemsOf(await coordinator.get('/api/seminars?schoolYear=2018-2019'));
  const live = seminars.findLast((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola');
  seminarId = String(member(live, 'id'));
}, 60_000);
afterEach(() => {
  for (const socket of opened.splice(0)) socket.disconnect();
});
afterAll(() => server?.close());

/** @param headers over those of an honest page of this origin */
const dial = (cookie: string, headers: Record<string, string> = {}, transports = ['websocket']): Socket => {
  const socket = io(`${server.url}/seminar`, {
    transports,
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie, origin: server.url, ...headers },
  });
  opened.push(socket);
  return socket;
};
/** A client that keeps to the protocol. */
const open = (...how: Parameters<typeof dial>): Room => dial(...how);

const connected = (socket: Room): Promise<string | null> =>
  new Promise((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error) => resolve(error.message));
  });

const openFor = async (email: string): Promise<Room> => {
  const socket = open(await server.signIn(email));
  expect(await connected(socket)).toBeNull();
  return socket;
};

const joinRoom = (socket: Room, id = seminarId): Promise<JoinAnswer> =>
  socket.emitWithAck('seminar:join', { seminarId: id });

/** @returns the next state of the room that is as wanted */
const stateOf = (socket: Room, isWanted: (state: SeminarRoomState) => boolean): Promise<SeminarRoomState> =>
  new Promise((resolve) => {
    const listen = (state: SeminarRoomState): void => {
      if (!isWanted(state)) return;
      socket.off('seminar:state', listen);
      resolve(state);
    };
    socket.on('seminar:state', listen);
  });

const disconnected = (socket: Room): Promise<void> =>
  new Promise((resolve) => socket.once('disconnect', () => resolve()));
const gone = (socket: Room): Promise<{ seminarId: string }> =>
  new Promise((resolve) => socket.once('seminar:gone', resolve));

describe('the door', () => {
  test('lets a signed-in page in, by websocket or by polling', async () => {
    expect(await connected(open(coordinator.cookie))).toBeNull();
    expect(await connected(open(coordinator.cookie, {}, ['polling']))).toBeNull();
  });

  test('lets nobody in without a session, or from a foreign origin', async () => {
    expect(await connected(open(''))).not.toBeNull();
    expect(await connected(open('samsyn.session_token=x.y'))).not.toBeNull();
    expect(await connected(open(coordinator.cookie, { origin: 'https://evil.example' }))).not.toBeNull();
    expect(await connected(open(coordinator.cookie, { origin: 'https://evil.example' }, ['polling']))).not.toBeNull();
    expect(await connected(open('', {}, ['polling']))).not.toBeNull();
  });

  test('is closed to a socket without an Origin, which browsers always send', async () => {
    const socket: Room = io(`${server.url}/seminar`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: coordinator.cookie },
    });
    opened.push(socket);
    expect(await connected(socket)).not.toBeNull();
  });

  test('has nothing behind the nameless namespace', async () => {
    const socket: Room = io(server.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: coordinator.cookie, origin: server.url },
    });
    opened.push(socket);
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
    const answer = await joinRoom(await openFor(email));
    expect(answer).toMatchObject(ok ? { ok, state: { seminarId } } : { ok, code: 'notFound' });
  });

  test('what is not there is not told apart from what is not for you; nonsense is invalid', async () => {
    const socket = await openFor('grundskola@example.org');
    expect(await joinRoom(socket, '0'.repeat(24))).toEqual({ ok: false, code: 'notFound' });
    expect(await joinRoom(socket, '../x')).toEqual({ ok: false, code: 'invalid' });
    const raw = dial(await server.signIn('grundskola@example.org'));
    raw.emit('seminar:join', null);
    raw.emit('seminar:step', { $ne: 1 }, 'no function');
    raw.emit('seminar:join');
    expect(await raw.emitWithAck('seminar:join', { seminarId, more: 1 })).toEqual({ ok: false, code: 'invalid' });
    expect(await joinRoom(socket)).toMatchObject({ ok: true });
  });

  test('shows everybody who is there, each once, until they leave', async () => {
    const [one, other] = [await openFor('grundskola@example.org'), await openFor('kvalitet@example.org')];
    await joinRoom(one);
    const both = stateOf(one, ({ present }) => present.length === 2);
    await joinRoom(other);
    const again = await openFor('kvalitet@example.org');
    await joinRoom(again);
    expect((await both).present.map(({ name }) => name)).toHaveLength(2);
    const left = stateOf(one, ({ present }) => present.length === 1);
    other.disconnect();
    again.disconnect();
    expect((await left).present).toEqual([expect.objectContaining({ color: expect.stringMatching(/^#/) })]);
  });
});

describe('in the room', () => {
  test('the step and the clock are set by who writes the note, not by who only suggests', async () => {
    const [leader, teacher] = [await openFor('grundskola@example.org'), await openFor('forstelarare@example.org')];
    await Promise.all([joinRoom(leader), joinRoom(teacher)]);
    const set = stateOf(teacher, ({ step, endsAt }) => step === 'causes' && endsAt !== null);
    expect(await leader.emitWithAck('seminar:step', { seminarId, step: 'causes' })).toEqual({ ok: true });
    expect(await leader.emitWithAck('seminar:timer', { seminarId, minutes: 50 })).toEqual({ ok: true });
    const left = Date.parse((await set).endsAt ?? '') - Date.now();
    expect(left).toBeGreaterThan(49 * 60_000);
    expect(left).toBeLessThanOrEqual(50 * 60_000);
    const refused = { ok: false, code: 'notAllowed' };
    expect(await teacher.emitWithAck('seminar:step', { seminarId, step: null })).toEqual(refused);
    expect(await teacher.emitWithAck('seminar:timer', { seminarId, minutes: 0 })).toEqual(refused);
    expect(await leader.emitWithAck('seminar:timer', { seminarId, minutes: -5 })).toEqual({
      ok: false,
      code: 'invalid',
    });
    const overview = await coordinator.get('/api/overview?schoolYear=2018-2019');
    expect(JSON.stringify(member(overview.body, 'due'))).toContain('"step":"causes"');
    await leader.emitWithAck('seminar:timer', { seminarId, minutes: 0 });
  });

  test('hands go up in order and come down', async () => {
    const [one, other] = [await openFor('grundskola@example.org'), await openFor('forstelarare@example.org')];
    await Promise.all([joinRoom(one), joinRoom(other)]);
    const two = stateOf(one, ({ hands }) => hands.length === 2);
    await other.emitWithAck('seminar:hand', { seminarId, raised: true });
    await one.emitWithAck('seminar:hand', { seminarId, raised: true });
    await one.emitWithAck('seminar:hand', { seminarId, raised: true });
    expect((await two).hands[0]?.name).toBe('Linus Tänkvist');
    const none = stateOf(one, ({ hands }) => hands.length === 1);
    await other.emitWithAck('seminar:hand', { seminarId, raised: false });
    expect((await none).hands[0]?.name).toBe('Gunnar Låtsasberg');
  });

  test('a vote counts one ballot for each account, until it is closed', async () => {
    const [leader, teacher] = [await openFor('grundskola@example.org'), await openFor('forstelarare@example.org')];
    await Promise.all([joinRoom(leader), joinRoom(teacher)]);
    const vote = { seminarId, question: 'Vilken orsak väger tyngst?', options: ['Studiero', 'Närvaro'] };
    expect(await teacher.emitWithAck('seminar:vote:open', vote)).toEqual({ ok: false, code: 'notAllowed' });
    expect(await leader.emitWithAck('seminar:vote:open', vote)).toEqual({ ok: true });
    await teacher.emitWithAck('seminar:vote:cast', { seminarId, option: 0 });
    await teacher.emitWithAck('seminar:vote:cast', { seminarId, option: 1 });
    const closed = stateOf(teacher, (state) => state.vote?.open === false);
    await leader.emitWithAck('seminar:vote:cast', { seminarId, option: 1 });
    expect(await leader.emitWithAck('seminar:vote:cast', { seminarId, option: 2 })).toEqual({
      ok: false,
      code: 'invalid',
    });
    await leader.emitWithAck('seminar:vote:close', { seminarId });
    expect((await closed).vote).toMatchObject({ counts: [0, 2], question: vote.question });
    expect(await teacher.emitWithAck('seminar:vote:cast', { seminarId, option: 0 })).toEqual({
      ok: false,
      code: 'invalid',
    });
  });

  test('nothing is done by who has not joined', async () => {
    const socket = await openFor('grundskola@example.org');
    expect(await socket.emitWithAck('seminar:hand', { seminarId, raised: true })).toEqual({
      ok: false,
      code: 'notFound',
    });
  });
});

const guest = async (email: string): Promise<{ id: string; client: Client; socket: Room }> => {
  const json = { email, name: 'En Gäst', password, roles: ['groupMember'], groups: ['grundskola'] };
  const id = String(member((await admin.post('/api/admin/accounts', json)).body, 'id'));
  const cookie = await server.signIn(email);
  const socket = open(cookie);
  expect(await connected(socket)).toBeNull();
  expect(await joinRoom(socket)).toMatchObject({ ok: true });
  return { id, client: clientOf(server, cookie), socket };
};

describe('what ends it', () => {
  test('a right that is lowered: the room is gone within a second, and closed to the account', async () => {
    const { id, socket } = await guest('gast1@example.org');
    const told = gone(socket);
    const started = Date.now();
    expect((await admin.patch(`/api/admin/accounts/${id}`, { groups: ['forskola'] })).status).toBe(200);
    expect(await told).toEqual({ seminarId });
    expect(Date.now() - started).toBeLessThan(1000);
    expect(await joinRoom(socket)).toEqual({ ok: false, code: 'notFound' });
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
    await admin.patch(`/api/admin/accounts/${id}`, { disabled: true });
    await closed;
  });

  test('a change of a list reaches every page, and a draft only those who see drafts', async () => {
    const staff = await openFor('grundskola@example.org');
    const board = await openFor('namnd@example.org');
    const heard: string[] = [];
    board.on('work:progress', () => heard.push('progress'));
    const changed = new Promise((resolve) => board.once('year:changed', resolve));
    const progress = new Promise((resolve) => staff.once('work:progress', resolve));
    const [analysis] = itemsOf(await coordinator.get('/api/analyses?schoolYear=2018-2019')).toReversed();
    await coordinator.post(`/api/analyses/${String(member(analysis, 'id'))}/draft`, {});
    expect(await progress).toMatchObject({ work: 'draft' });
    await coordinator.post('/api/school-years', { label: '2060-2061', priorityAreas: [] });
    expect(await changed).toEqual({ schoolYear: expect.any(String) });
    expect(heard).toEqual([]);
  });
});

test('the progress of an export reaches those who see drafts, until it is done', async () => {
  const label = '2061-2062';
  await coordinator.post('/api/school-years', { label, priorityAreas: [] });
  const [analysis] = itemsOf(await coordinator.get(`/api/analyses?schoolYear=${label}`));
  const id = String(member(analysis, 'id'));
  await write(coordinator, String(member(analysis, 'documentId')), claimUpdate('result', 'De flesta trivs.'));
  await coordinator.patch(`/api/analyses/${id}`, { registryNumber: 'BUN 2062:1' });
  const staff = await openFor('grundskola@example.org');
  const heard: ProgressEvent[] = [];
  staff.on('work:progress', (event) => heard.push(event));
  for (const to of ['inReview', 'finalised'])
    expect((await coordinator.post(`/api/analyses/${id}/transitions`, { to, reason: 'Prövat.' })).status).toBe(200);
  await expect.poll(() => heard.at(-1)).toMatchObject({ work: 'export', id, state: 'done' });
  expect(heard[0]).toMatchObject({ work: 'export', id, done: 0, state: 'running' });
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
