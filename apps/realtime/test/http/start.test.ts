/** Starting and stopping: settings, one holder of the store, and what survives. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { afterEach, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/settings/read.ts';
import { startApart } from '../support/apart.ts';
import { clientOf, request } from '../support/client.ts';
import { password, startAndFail, startServer } from '../support/server.ts';
import { upgradeAnswer } from '../sync/support/client.ts';
import { end, endAll } from '../sync/support/process.ts';
import { writeLine } from '../sync/support/writing.ts';

/** These are about the store that comes along: where MONGODB_URI names another they have nothing to look at. */
const hasOtherStore = (process.env['MONGODB_URI'] ?? '') !== '';

afterEach(endAll);

describe('settings', () => {
  test('have the defaults of the public interface', () => {
    expect(readSettings({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      trustedProxies: [],
      mongodbUri: null,
      demo: true,
      limits: {
        connectionsPerAccount: 50,
        connectionsPerAddress: 2000,
        bytesPerSecond: 262_144,
        messagesPerSecond: 200,
        frameBytes: 2_097_152,
        documentBytes: 16_777_216,
        signInsPerMinute: 20,
      },
    });
  });

  test('fill no store with the demo in production or under a public address', () => {
    expect(readSettings({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(readSettings({ PUBLIC_URL: 'https://samsyn.example.org' }).demo).toBe(false);
    expect(readSettings({ PUBLIC_URL: 'https://samsyn.example.org', SAMSYN_DEMO: '1' }).demo).toBe(true);
    expect(readSettings({ PUBLIC_URL: 'http://127.0.0.1:8080', SAMSYN_DEMO: '0' }).demo).toBe(false);
  });

  test('are read from files too, one of both ways at a time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
    const file = join(folder, 'secret');
    await writeFile(file, `${'s'.repeat(40)}\n`);
    expect(readSettings({ SESSION_SECRET_FILE: file }).sessionSecret).toBe('s'.repeat(40));
    expect(() => readSettings({ SESSION_SECRET_FILE: file, SESSION_SECRET: 'x'.repeat(40) })).toThrow(/SESSION_SECRET/);
    expect(() => readSettings({ SESSION_SECRET_FILE: join(folder, 'gone') })).toThrow(/SESSION_SECRET_FILE/);
    await rm(folder, { recursive: true });
  });

  test.each([
    ['PORT', 'fyra'],
    ['PORT', '70000'],
    ['HOST', 'två ord'],
    ['PUBLIC_URL', 'samsyn.example.org'],
    ['PUBLIC_URL', 'https://samsyn.example.org/vi'],
    ['PUBLIC_URL', 'ftp://samsyn.example.org'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['MONGODB_URI', 'postgres://x'],
    ['SAMSYN_DEMO', 'yes'],
    ['SESSION_SECRET', 'kort'],
    ['LIMIT_FRAME_BYTES', '-1'],
    ['LIMIT_SIGN_INS_PER_MINUTE', '1.5'],
    ['SAMSYN_DEMON', '1'],
    ['SAMSYN_DEMO_FLE', '1'],
    ['REDIS_URL', 'redis://localhost'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });

  test('that are secret are not repeated', () => {
    expect(() => readSettings({ MONGODB_URI: 'mongo://user:hemligt@host' })).toThrow(/^(?!.*hemligt)/);
  });

  test.each([
    [{ SAMSYN_COLOUR: 'red' }, 'SAMSYN_COLOUR'],
    [{ LIMIT_DOCUMENT_BYTES: 'många' }, 'LIMIT_DOCUMENT_BYTES'],
    [{ MONGODB_URI: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300' }, 'databasen'],
  ])(
    '%j stops the start with one line',
    async (settings, words) => {
      const { status, output } = await startAndFail(settings);
      expect(status).toBe(1);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).toContain(words);
    },
    30_000,
  );
});

describe('a process', () => {
  test.skipIf(hasOtherStore)(
    'is the only one on its store and its port, and stops cleanly when asked twice',
    async () => {
      const server = await startServer({ demo: false });
      const sameStore = await startAndFail({ DATA_DIR: server.dataDir });
      expect(sameStore.status).toBe(1);
      expect(sameStore.output.trim().split('\n')).toHaveLength(1);
      expect(sameStore.output).toContain('databasen går inte att öppna');
      const samePort = await startAndFail({ PORT: String(server.port) });
      expect(samePort.output.trim().split('\n')).toHaveLength(1);
      expect(samePort.output).toContain(String(server.port));
      const stopped = server.stop();
      void server.stop();
      expect(await stopped).toBe(0);
      await rm(server.dataDir, { recursive: true });
    },
    60_000,
  );

  test('keeps its session secret to itself, and sessions over a restart and a kill', async () => {
    const before = await startServer();
    const cookie = await before.signIn('kvalitet@example.org');
    const { mode } = await stat(join(before.dataDir, 'session-secret'));
    expect(mode & 0o077).toBe(0);
    expect((await readFile(join(before.dataDir, 'session-secret'), 'utf8')).trim().length).toBeGreaterThanOrEqual(32);
    await before.kill();
    const after = await startServer({ dataDir: before.dataDir });
    expect((await clientOf(after, cookie).get('/api/me')).status).toBe(200);
    expect(await after.close()).toBe(0);
  });

  test('is the only node on a real database, as long as it lives', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
    const store = await startEmbeddedStore({ dir: folder, port: 0 });
    const settings = { MONGODB_URI: store.uri };
    const first = await startServer({ demo: false, settings });
    const second = await startAndFail(settings);
    expect(second.status).toBe(1);
    expect(second.output.trim().split('\n')).toHaveLength(1);
    expect(second.output).toContain('REDIS_URL');
    expect(await first.close()).toBe(0);
    const next = await startServer({ demo: false, settings });
    expect((await request(next, '/readyz')).status).toBe(200);
    await next.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  test('(4) that lost its database says so at /readyz and to who asks, loses nothing, goes on when it is back, and stops without it', async () => {
    const { server, store, school, documentId, enter } = await startApart();
    const socket = await enter();
    writeLine(socket.doc, 'Före.');
    await socket.durable();

    store.kill('SIGSTOP');
    const acknowledged = socket.acknowledged;
    writeLine(socket.doc, 'Medan databasen är borta.');
    const written = performance.now();
    const ready = async () => {
      const { status, body } = await request(server, '/readyz');
      return { status, body };
    };
    const asked = school.get('/api/me');
    const away = { code: 'unavailable', detail: 'database' };
    await expect.poll(ready, { timeout: 8000 }).toMatchObject({ status: 503, body: away });
    // Within two seconds, and what this test takes on a busy machine.
    expect(performance.now() - written).toBeLessThan(8000);
    // Our client says so a second after the first word that is not acknowledged; nobody is told what is not so.
    expect(socket.acknowledged).toBe(acknowledged);
    expect(socket.closedWith).toBeNull();
    const told = await asked;
    expect([told.status, told.body]).toMatchObject([503, away]);
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await request(server, '/healthz')).status).toBe(200);

    store.kill('SIGCONT');
    await socket.durable(20_000);
    await expect.poll(ready, { timeout: 10_000 }).toEqual({ status: 200, body: { ok: true } });
    expect((await school.get('/api/me')).status).toBe(200);
    const kept = await fetch(`${server.url}/api/documents/${documentId}/updates`, {
      headers: { cookie: school.cookie },
    });
    expect(await kept.text()).toContain('Medan databasen');
    await socket.leave();

    await end(store, 'SIGKILL');
    expect(await server.close()).toBe(0);
  });

  test('without the demo has no accounts of it', async () => {
    const server = await startServer({ demo: false });
    expect((await request(server, '/api/auth/options')).body).toEqual({
      authority: '',
      demo: false,
      demoAccounts: [],
      oidc: false,
    });
    await expect(server.signIn('admin@example.org')).rejects.toThrow('401');
    await server.close();
  });

  test('marks its cookie Secure, lets no loopback origin in, and takes no plain text from a proxy, when its address is https', async () => {
    const publicUrl = 'https://samsyn.example.org';
    const server = await startServer({ settings: { PUBLIC_URL: publicUrl, TRUSTED_PROXIES: '127.0.0.0/8' } });
    const signIn = (headers: Record<string, string> = {}) =>
      request(server, '/api/auth/sign-in/email', {
        method: 'POST',
        json: { email: 'namnd@example.org', password },
        headers: { origin: publicUrl, ...headers },
      });
    const plain = { 'x-forwarded-proto': 'http' };
    for (const path of ['/seminarier?x=1', '/arkiv', '/api/me', '//evil.example/x']) {
      const { status, headers } = await request(server, path, { headers: plain });
      expect([status, headers.get('location')]).toEqual([308, `${publicUrl}${path.replace('//evil.example', '')}`]);
    }
    const refused = await signIn(plain);
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'httpsOnly' }]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    const polling = '/socket.io/?EIO=4&transport=polling';
    expect((await request(server, polling, { headers: plain })).body).toMatchObject({ code: 'httpsOnly' });
    const place = { port: server.port, documentId: 'f'.repeat(24), account: '' };
    const upgrade = (proto: string) => upgradeAnswer(place, { origin: publicUrl, 'x-forwarded-proto': proto });
    expect((await upgrade('ws')).body).toContain('httpsOnly');
    expect((await upgrade('wss')).status).toBe(401);
    expect((await request(server, '/readyz', { headers: plain })).status).toBe(200);
    expect((await signIn({ 'x-forwarded-proto': 'https, http' })).status).toBe(200);
    const answer = await signIn();
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-.*; Secure/);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=/);
    expect((await request(server, '/healthz', { headers: { origin: server.url } })).status).toBe(403);
    await server.close();
  });
});
