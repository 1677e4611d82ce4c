/** Two nodes, with and without the bus between them: words, rights, sessions, the seminar's room and drafts are one. */
import type { ClientToServerEvents, ServerToClientEvents } from '@samsyn/domain';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { stateOf } from '../seminar/support/house.ts';
import { type Answer, type Client as HttpClient, clientOf, itemsOf, member, request } from '../support/client.ts';
import { type Cluster, openAt, publicUrl, redisProgram, startCluster } from '../support/cluster.ts';
import { startSilent } from '../support/redis.ts';
import { password, startAndFail, type TestServer } from '../support/server.ts';
import { claimUpdate, write } from '../support/words.ts';
import { type Client, sleep, until } from '../sync/support/client.ts';
import { bytesOf, wordsOf, writeLine } from '../sync/support/writing.ts';

type Room = Socket<ServerToClientEvents, ClientToServerEvents>;
type Guest = { id: string; cookie: string };

describe.skipIf(redisProgram === null)('on two nodes', () => {
  let cluster: Cluster;
  let [a, b] = [] as unknown as [TestServer, TestServer];
  let [admin, coordinator] = [] as unknown as [HttpClient, HttpClient];
  let live: { id: string; documentId: string };
  const sockets: Room[] = [];

  beforeAll(async () => {
    cluster = await startCluster(2);
    [a, b] = cluster.nodes as [TestServer, TestServer];
    admin = clientOf(a, await a.signIn('admin@example.org'));
    coordinator = clientOf(a, await a.signIn('kvalitet@example.org'));
    const seminars = itemsOf(await coordinator.get('/api/seminars?schoolYear=2018-2019'));
    const found = seminars.findLast((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola');
    live = { id: String(member(found, 'id')), documentId: String(member(found, 'documentId')) };
  });
  afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
  afterAll(() => cluster.close());

  /** A writer of the group who is signed in at the other node. */
  const guest = async (name: string): Promise<Guest> => {
    const email = `${name}@example.org`;
    const json = { email, name, password, roles: ['groupMember'], groups: ['grundskola'] };
    const id = String(member((await admin.post('/api/admin/accounts', json)).body, 'id'));
    return { id, cookie: await b.signIn(email) };
  };
  const change = (id: string, json: unknown): Promise<Answer> => admin.patch(`/api/admin/accounts/${id}`, json);
  /** The guest writes at the other node, a colleague reads at this one. */
  const writing = async (cookie: string): Promise<{ writer: Client; witness: Client }> => {
    const writer = await openAt(b, live.documentId, cookie).synced();
    const witness = await openAt(a, live.documentId, coordinator.cookie).synced();
    writeLine(writer.doc, 'först');
    await writer.durable();
    return { writer, witness };
  };
  const attend = async (node: TestServer, cookie: string): Promise<Room> => {
    const socket: Room = io(`${node.url}/seminar`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie, origin: publicUrl },
    });
    sockets.push(socket);
    expect(await socket.emitWithAck('seminar:join', { seminarId: live.id })).toMatchObject({ ok: true });
    return socket;
  };

  /** Somebody on each node. */
  const pair = async (): Promise<{ one: Client; other: Client }> => {
    const [one, other] = await Promise.all(
      [a, b].map((node) => openAt(node, live.documentId, coordinator.cookie).synced()),
    );
    return { one: one!, other: other! };
  };
  const untilReady = async (node: TestServer, status = 200): Promise<void> => {
    while ((await request(node, '/readyz')).status !== status) await sleep(20);
  };

  test('(12) what is written on both converges, while connections to the bus are cut again and again', async () => {
    const { one, other } = await pair();
    for (let round = 0; round < 4; round += 1) {
      for (let line = 0; line < 10; line += 1) {
        writeLine(one.doc, `ett ${round}.${line}`);
        writeLine(other.doc, `två ${round}.${line}`);
        await sleep(10);
        if (line === 4) await cluster.redis.cut(round % 2 === 0 ? 'speakers' : 'listeners');
      }
    }
    await Promise.all([one.durable(), other.durable()]);
    await until('converged', () => bytesOf(one.doc) === bytesOf(other.doc));
    expect(wordsOf(one.doc)).toContain('två 3.9');
    expect(one.closedWith ?? other.closedWith).toBeNull();
    await Promise.all([one.leave(), other.leave()]);
  });

  test('while the bus is away nodes say so, serve their own durably, and are one again when it is back', async () => {
    const { one, other } = await pair();
    await cluster.redis.stop();
    writeLine(one.doc, 'utan buss');
    writeLine(other.doc, 'också utan');
    await Promise.all([one.durable(), other.durable()]);
    const answer = await request(a, '/readyz');
    expect([answer.status, member(answer.body, 'detail')]).toEqual([503, 'bus']);
    expect((await request(a, '/healthz')).status).toBe(200);
    // Who asks over HTTP is told what the database holds, whichever node it is.
    const updates = await clientOf(b, coordinator.cookie).get(`/api/documents/${live.documentId}/updates`);
    expect(updates.text).toContain('utan buss');
    // Words cross through the database, when the others are known to be silent too.
    for (const word of ['busslös', 'ännubusslös']) {
      writeLine(one.doc, word);
      await until('crossed', () => wordsOf(other.doc).includes(word));
    }
    await cluster.redis.start();
    await Promise.all([untilReady(a), untilReady(b)]);
    await until('converged', () => bytesOf(one.doc) === bytesOf(other.doc));
    await Promise.all([one.leave(), other.leave()]);
  });

  test('a bus that hangs is away within three seconds: people go on, a node stops, and all are one when it goes on', async () => {
    const leaving = await cluster.join();
    const { one, other } = await pair();
    cluster.redis.signal('SIGSTOP');
    const hung = Date.now();
    await Promise.all([a, b].map((node) => untilReady(node, 503)));
    expect(Date.now() - hung).toBeLessThan(3500);
    expect((await request(a, '/metrics')).text).toMatch(/^samsyn_nodes 0$/m);
    writeLine(one.doc, 'bussen har hängt sig');
    await one.durable();
    const stopped = Date.now();
    expect(await leaving.stop()).toBe(0);
    expect(Date.now() - stopped).toBeLessThan(4000);
    cluster.redis.signal('SIGCONT');
    await Promise.all([a, b].map((node) => untilReady(node)));
    await until('converged', () => bytesOf(one.doc) === bytesOf(other.doc));
    expect(wordsOf(other.doc)).toContain('hängt sig');
    await Promise.all([one.leave(), other.leave()]);
  });

  test('a node does not start on a bus that hangs, and says so, or is stopped while it waits for it', async () => {
    const [one, other] = await Promise.all([startSilent(), startSilent()]);
    const [failed, stopped] = await Promise.all([
      startAndFail({ ...cluster.settings, REDIS_URL: one.url }),
      startAndFail({ ...cluster.settings, REDIS_URL: other.url }, other.isAsked),
    ]);
    expect(failed.output.trim().split('\n')).toEqual([expect.stringContaining('REDIS_URL')]);
    expect([failed.status, stopped.status]).toEqual([1, 0]);
    expect(stopped.output).not.toContain('startade inte');
    one.close();
    other.close();
  });

  test.each(['with', 'without'])(
    '(23) a role that is lowered at one, %s the bus: a second later the other takes no write',
    async (how) => {
      const { id, cookie } = await guest(`${how}.buss`);
      const { writer, witness } = await writing(cookie);
      if (how === 'without') await cluster.redis.stop();
      expect((await change(id, { roles: ['leadTeacher'] })).status).toBe(200);
      await sleep(1000);
      writeLine(writer.doc, 'otillåtet');
      await until('refused', () => writer.refused.length === 1);
      expect(writer.refused[0]!.code).toBe('readOnly');
      if (how === 'without') await cluster.redis.start();
      const other = openAt(b, live.documentId, coordinator.cookie);
      await other.synced();
      expect(wordsOf(other.doc)).not.toContain('otillåtet');
      expect(wordsOf(witness.doc)).not.toContain('otillåtet');
      await Promise.all([writer, witness, other].map((client) => client.leave()));
    },
  );

  test('(23) while a node cannot know whether somebody may write, nothing is taken, and nothing is lost', async () => {
    const { cookie } = await guest('ovetande');
    const { writer, witness } = await writing(cookie);
    const colleague = await openAt(b, live.documentId, coordinator.cookie).synced();
    cluster.signalStore('SIGSTOP');
    await sleep(1300);
    writeLine(writer.doc, 'väntar');
    await sleep(500);
    expect(wordsOf(colleague.doc)).not.toContain('väntar');
    cluster.signalStore('SIGCONT');
    await writer.durable(15_000);
    await until('shown', () => [witness, colleague].every(({ doc }) => wordsOf(doc).includes('väntar')));
    await Promise.all([writer, witness, colleague].map((client) => client.leave()));
  });

  test('(26) a sign-out at one closes the sockets at the other', async () => {
    const { cookie } = await guest('utloggad');
    const { writer, witness } = await writing(cookie);
    const socket = await attend(b, cookie);
    const cut = new Promise((resolve) => socket.once('disconnect', resolve));
    await clientOf(a, cookie).post('/api/auth/sign-out', {});
    expect(await writer.closed(5000)).toBe(4401);
    await cut;
    await witness.leave();
  });

  test('the seminar’s room is one: step, clock, hands, vote and who is there', async () => {
    const [one, other] = await Promise.all([
      attend(a, await a.signIn('grundskola@example.org')),
      attend(b, await b.signIn('forstelarare@example.org')),
    ]);
    const { id: seminarId } = live;
    const heard = stateOf(
      other,
      ({ step, endsAt, present }) => step === 'causes' && endsAt !== null && present.length === 2,
    );
    await one.emitWithAck('seminar:step', { seminarId, step: 'causes' });
    await one.emitWithAck('seminar:timer', { seminarId, minutes: 50 });
    await heard;
    const raised = stateOf(one, ({ hands }) => hands.length === 2);
    await Promise.all([one, other].map((socket) => socket.emitWithAck('seminar:hand', { seminarId, raised: true })));
    await raised;
    await one.emitWithAck('seminar:vote:open', { seminarId, question: 'Vad?', options: ['Ja', 'Nej'] });
    const counted = stateOf(one, ({ vote }) => vote?.counts.join() === '1,1');
    const ballots = [one, other].map((socket, option) =>
      socket.emitWithAck('seminar:vote:cast', { seminarId, option }),
    );
    expect(await Promise.all(ballots)).toEqual([{ ok: true }, { ok: true }]);
    await counted;
    const left = stateOf(one, ({ present, hands }) => present.length === 1 && hands.length === 1);
    other.disconnect();
    await left;
  });

  test('who leaves the seminar’s room while the bus is away is not there when it is back', async () => {
    const one = await attend(a, await a.signIn('grundskola@example.org'));
    const both = stateOf(one, ({ present }) => present.length === 2);
    const other = await attend(b, await b.signIn('forstelarare@example.org'));
    await both;
    await cluster.redis.stop();
    await untilReady(b, 503);
    other.disconnect();
    await sleep(200);
    const left = stateOf(one, ({ present }) => present.length === 1);
    await cluster.redis.start();
    await left;
  });

  test('failed sign-ins are counted for both together, however many are tried at once', async () => {
    await guest('gissad');
    const guess = (node: TestServer, secret: string): Promise<Answer> =>
      request(node, '/api/auth/sign-in/email', {
        method: 'POST',
        json: { email: 'gissad@example.org', password: secret },
      });
    const guesses = await Promise.all(Array.from({ length: 48 }, (_, at) => guess(at % 2 === 0 ? a : b, `fel-${at}`)));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(20);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(28);
    expect((await guess(a, password)).status).toBe(429);
  });

  test('a draft that is asked for at both at once is made once', async () => {
    const [analysis] = itemsOf(await coordinator.get('/api/analyses?schoolYear=2018-2019')).toReversed();
    const path = `/api/analyses/${String(member(analysis, 'id'))}/draft`;
    const both = [coordinator, clientOf(b, coordinator.cookie)];
    await coordinator.post(path, {});
    const claim = claimUpdate('result', 'Eleverna läser mer på fritiden än förra året enligt enkäten i maj.');
    expect((await write(coordinator, live.documentId, claim)).status).toBe(204);
    const answers = await Promise.all(both.map((client) => client.post(path, {})));
    const added = answers.map(({ status, body }) => (status === 200 ? Number(member(body, 'added')) : 0));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(added.toSorted()).toEqual([0, 1]);
    const again = await both[1]!.post(path, {});
    expect(again.body).toMatchObject({ added: 0, updated: 0, removed: 0 });
  });

  test('(23) a seminar that is locked at one is locked at the other', async () => {
    const { cookie } = await guest('antecknare');
    const { writer, witness } = await writing(cookie);
    expect((await coordinator.post(`/api/seminars/${live.id}/transitions`, { to: 'locked', reason: '' })).status).toBe(
      200,
    );
    await sleep(1000);
    writeLine(writer.doc, 'för sent');
    await until('refused', () => writer.refused.length === 1);
    await Promise.all([writer.leave(), witness.leave()]);
  });

  test('a node without the bus, or with one that is not there, does not start beside the others', async () => {
    const [alone, lost] = await Promise.all([
      startAndFail({ MONGODB_URI: cluster.settings['MONGODB_URI']! }),
      startAndFail({ ...cluster.settings, REDIS_URL: 'redis://127.0.0.1:1' }),
    ]);
    for (const { output } of [alone, lost]) {
      expect(output.trim().split('\n')).toEqual([expect.stringContaining('REDIS_URL')]);
    }
    expect([alone.status, lost.status]).toEqual([1, 1]);
  });
});

test('several nodes need a database that they share, and in production a secret', async () => {
  const REDIS_URL = 'redis://127.0.0.1:6379';
  const [unshared, secretless] = await Promise.all([
    startAndFail({ REDIS_URL }),
    startAndFail({ REDIS_URL, MONGODB_URI: 'mongodb://127.0.0.1:1/', NODE_ENV: 'production' }),
  ]);
  expect(unshared.output.trim()).toMatch(/^Samsyn startade inte: .*MONGODB_URI/);
  expect(secretless.output.trim()).toMatch(/^Samsyn startade inte: .*SESSION_SECRET/);
});
