/** The commands and settings as the person who runs the product meets them: processes, their lines and their ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/settings/read.ts';
import { request } from '../support/client.ts';
import { freePort, password, startAndFail, startServer } from '../support/server.ts';

const root = join(import.meta.dirname, '../../../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
});
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

type Running = { child: ChildProcess; written: () => string; ended: Promise<number | null> };

/** Runs one of the repository's commands, as the leader of a group of its own as a terminal does. */
const command = (script: string, args: string[], env: Record<string, string>): Running => {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TMPDIR: tmpdir(), NODE_ENV: '', ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, written: () => written, ended };
};
const interrupt = ({ child }: Running): void => {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
};
/** A first run builds the pages: beside other work on two cores that takes a while. */
const says = ({ written }: Running, words: RegExp): Promise<void> =>
  expect.poll(written, { timeout: 180_000 }).toMatch(words);

const examples = {
  PORT: '4321',
  HOST: '127.0.0.2',
  PUBLIC_URL: 'https://samsyn.example.org',
  TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16, fd00::/8',
  DATA_DIR: '/srv/samsyn',
  MONGODB_URI: 'mongodb://db.example.org/samsyn',
  SAMSYN_DEMO: '1',
  SESSION_SECRET: 's'.repeat(40),
  LIMIT_CONNECTIONS_PER_ACCOUNT: '1',
  LIMIT_CONNECTIONS_PER_ADDRESS: '2',
  LIMIT_BYTES_PER_SECOND: '3',
  LIMIT_MESSAGES_PER_SECOND: '4',
  LIMIT_FRAME_BYTES: '5',
  LIMIT_DOCUMENT_BYTES: '0',
  LIMIT_SIGN_INS_PER_MINUTE: '7',
};

describe('settings', () => {
  test.each(Object.entries(examples))('%s is read from the file that its _FILE names too', async (name, value) => {
    const file = join(folder, name);
    await writeFile(file, `${value}\n`);
    const direct = readSettings({ [name]: value });
    expect(readSettings({ [`${name}_FILE`]: file })).toEqual(direct);
    expect(direct).not.toEqual(readSettings(name === 'SAMSYN_DEMO' ? { SAMSYN_DEMO: '0' } : {}));
  });

  test.each([
    ['PORT', '0', 'ett tal mellan 1 och 65535'],
    ['HOST', 'en dator', 'en adress'],
    ['PUBLIC_URL', 'https://samsyn.example.org/vi', 'en webbadress utan sökväg'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'IP-adresser eller nät'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8', 'IP-adresser eller nät'],
    ['MONGODB_URI', 'http://x', 'mongodb://'],
    ['SAMSYN_DEMO', 'ja', '0 eller 1'],
    ['SESSION_SECRET', 'kort', 'minst 32 tecken'],
    ['LIMIT_BYTES_PER_SECOND', '2 MB', 'ett heltal'],
  ])('%s=%s is refused by its name and what is expected', (name, value, expected) => {
    expect(() => readSettings({ [name]: value })).toThrow(
      new RegExp(`^inställningen ${name} är fel \\(.*\\)\\. Den ska vara .*${expected}.*\\.$`),
    );
  });

  test('that this machine cannot follow stop the start with one line each', async () => {
    const file = join(folder, 'not-a-folder');
    await writeFile(file, '');
    const wrong = { DATA_DIR: file, HOST: '203.0.113.7', TRUSTED_PROXIES: '10.0.0.0/99' };
    await Promise.all(
      Object.entries(wrong).map(async ([name, value]) => {
        const { status, output } = await startAndFail({ [name]: value });
        expect([name, status]).toEqual([name, 1]);
        expect(output.trim().split('\n')).toHaveLength(1);
        expect(output).toMatch(new RegExp(`inställningen ${name} är fel .*Den ska vara`));
      }),
    );
  });
});

/** @returns whether something answers there */
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

test('HOST is where it listens; who is no proxy is not believed', async () => {
  const server = await startServer({
    settings: { HOST: '127.0.0.2', LIMIT_SIGN_INS_PER_MINUTE: '2', PUBLIC_URL: 'https://samsyn.example.org' },
  });
  const at = { url: `http://127.0.0.2:${server.port}` };
  expect(await answers(`${at.url}/healthz`)).toBe(true);
  expect(await answers(`http://127.0.0.1:${server.port}/healthz`)).toBe(false);
  expect((await fetch(`${at.url}/healthz`)).headers.get('keep-alive')).toBe('timeout=5');
  const attempt = (address: string, email: string) =>
    request(at, '/api/auth/sign-in/email', {
      method: 'POST',
      json: { email, password: 'fel-fel-fel' },
      headers: { 'x-forwarded-for': address, 'x-forwarded-proto': 'http' },
    });
  const statuses: number[] = [];
  for (const round of [1, 2, 3]) statuses.push((await attempt(`10.0.0.${round}`, `nr${round}@example.org`)).status);
  expect(statuses).toEqual([401, 401, 429]);
  await server.close();
});

describe('the commands', () => {
  test('npm start prints the address and how to sign in, npm run store refuses beside it, Ctrl-C twice ends both', async () => {
    // A folder with the demo in it; the server that made it is gone.
    const before = await startServer();
    await before.stop();
    const env = { DATA_DIR: before.dataDir, SAMSYN_DEMO: '1' };
    const port = await freePort();
    const product = command('scripts/start.mjs', [], { ...env, PORT: String(port) });
    await says(product, /Ctrl-C/);
    expect(product.written()).toContain(`http://localhost:${port}`);
    expect(product.written()).toMatch(new RegExp(`\\S+@example\\.org.*${password}`));
    expect(await answers(`http://localhost:${port}/readyz`)).toBe(true);

    const storePort = String(await freePort());
    const refused = command('scripts/store.mjs', ['--port', storePort], env);
    expect(await refused.ended).toBe(1);
    expect(refused.written().trim().split('\n')).toHaveLength(1);

    interrupt(product);
    interrupt(product);
    expect(await product.ended).toBe(0);
    expect(product.written()).not.toMatch(/"level":50|"level":60|Error/);

    const store = command('scripts/store.mjs', ['--port', storePort], env);
    await says(store, /^mongodb:\/\/\S+$/m);
    const uri = /^mongodb:\/\/\S+$/m.exec(store.written())?.[0] ?? '';
    expect(new URL(uri).host).toBe(`127.0.0.1:${storePort}`);
    const connection = await mongoose.createConnection(uri).asPromise();
    expect(await connection.collection('users').countDocuments()).toBe(8);
    await connection.close();
    expect((await startAndFail({ DATA_DIR: before.dataDir })).output).toContain('databasen går inte att öppna');
    interrupt(store);
    interrupt(store);
    expect(await store.ended).toBe(0);
    await rm(before.dataDir, { recursive: true, force: true });
  }, 300_000);
});
