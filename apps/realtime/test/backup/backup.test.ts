/** npm run backup and npm run restore, as the person who runs the product gives them. */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyOf, docFrom, readBody, textOf } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientOf, member } from '../support/client.ts';
import { Client as SyncClient } from '../sync/support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** These are about the store that comes along: where MONGODB_URI names another they have nothing to look at. */
const hasOtherStore = (process.env['MONGODB_URI'] ?? '') !== '';

const root = join(import.meta.dirname, '../../../..');
let folder: string;
let server: TestServer;
let cookie: string;
let documentId: string;
const file = (): string => join(folder, 'copies', 'samsyn.backup');

type Ended = { status: number | null; line: string };

/** Runs one of the repository's commands to its end. @returns what it said (a first run also says that it installs) */
const command = (name: 'backup' | 'restore', args: string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [`scripts/${name}.mjs`, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TMPDIR: tmpdir(), NODE_ENV: '', ...env },
    });
    let written = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (written += chunk.toString()));
    child.once('close', (status) => {
      resolve({ status, line: written.replace(/^Samsyn: .*\n/, '').trim() });
    });
  });

const read = async (at: TestServer, session: string): Promise<Y.Doc> => {
  const answer = await fetch(`${at.url}/api/documents/${documentId}/updates`, { headers: { cookie: session } });
  expect(answer.status).toBe(200);
  return docFrom([new Uint8Array(await answer.arrayBuffer())]);
};

/** Adds a paragraph to the document; it is durable when the server has answered. */
const write = async (at: TestServer, doc: Y.Doc, words: string, query = ''): Promise<number> => {
  const since = Y.encodeStateVector(doc);
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [new Y.XmlText(words)]);
  bodyOf(doc).push([block]);
  const { status } = await clientOf(at, cookie).send(`/api/documents/${documentId}/updates${query}`, {
    method: 'POST',
    body: Y.encodeStateAsUpdate(doc, since),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return status;
};

const epochAt = async (at: TestServer, session: string): Promise<unknown> =>
  member((await clientOf(at, session).get(`/api/documents/${documentId}`)).body, 'epoch');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
  server = await startServer();
  cookie = await server.signIn('grundskola@example.org');
  const made = await clientOf(server, cookie).post('/api/documents', {
    kind: 'note',
    leadershipGroup: 'grundskola',
    title: 'Före och efter',
  });
  documentId = String(member(made.body, 'id'));
}, 120_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test.skipIf(hasOtherStore)(
  '(14) a backup made while people write comes back into an empty place, in a new epoch; the log of before stays out',
  async () => {
    const held = await read(server, cookie);
    expect(await write(server, held, 'före kopian')).toBe(204);
    const made = await command('backup', [file()], { DATA_DIR: server.dataDir });
    expect(made).toMatchObject({
      status: 0,
      line: expect.stringMatching(/^Säkerhetskopian är klar: .*samsyn\.backup.*$/),
    });
    expect(await write(server, held, 'efter kopian')).toBe(204);
    expect(await command('backup', [file()], { DATA_DIR: server.dataDir })).toMatchObject({
      status: 1,
      line: expect.stringContaining('finns redan'),
    });
    const beside = await command('restore', [file()], { DATA_DIR: server.dataDir });
    expect(beside).toMatchObject({ status: 1, line: expect.stringMatching(/^.*inte tom\. Flytta undan den.*$/) });
    const epoch = await epochAt(server, cookie);

    await server.kill();
    const dataDir = join(folder, 'anew');
    // What a restore leaves that was stopped, and the key of the session cookies, may stand there.
    await mkdir(join(dataDir, 'restoring'), { recursive: true });
    await writeFile(join(dataDir, 'restoring', 'store.sqlite'), 'half');
    await copyFile(join(server.dataDir, 'session-secret'), join(dataDir, 'session-secret'));
    const restored = await command('restore', [file()], { DATA_DIR: dataDir });
    expect(restored).toMatchObject({ status: 0, line: expect.stringMatching(/återställd .* dokument/) });
    await rm(server.dataDir, { recursive: true, force: true });
    expect((await readdir(dataDir)).toSorted()).toEqual(['session-secret', 'store']);
    server = await startServer({ dataDir });
    const now = await read(server, cookie);
    expect(textOf(readBody(now))).toContain('före kopian');
    expect(textOf(readBody(now))).not.toContain('efter kopian');
    expect(await epochAt(server, cookie)).toBe(Number(epoch) + 1);
    // Who holds more than the backup is told that it is another history, and changes nothing.
    expect(await write(server, held, 'sent', `?epoch=${String(epoch)}`)).toBe(409);
    expect(await write(server, held, 'sent och utan nummer')).toBe(409);
    // So is who says nothing of it, by what it holds: over HTTP and over a socket, before anything is sent.
    const updates = `/api/documents/${documentId}/updates`;
    const said = await clientOf(server, cookie).send(updates, {
      method: 'POST',
      body: Y.encodeStateAsUpdate(held),
      headers: { 'content-type': 'application/octet-stream' },
    });
    const known = Buffer.from(Y.encodeStateVector(held)).toString('base64url');
    const asked = await clientOf(server, cookie).get(`${updates}?sv=${known}`);
    for (const answer of [said, asked])
      expect([answer.status, member(answer.body, 'code')]).toEqual([409, 'otherEpoch']);
    const { port } = server;
    const socket = new SyncClient({ port, documentId, account: '' }, held, { cookie, origin: server.url });
    expect(await socket.closed()).toBe(4409);
    expect(socket.isSynced).toBe(false);
    expect(await write(server, now, 'vidare', `?epoch=${Number(epoch) + 1}`)).toBe(204);
    expect(textOf(readBody(await read(server, cookie)))).not.toMatch(/efter|sent/);
  },
  120_000,
);

test.skipIf(hasOtherStore)(
  'a restore takes nothing but a whole backup, and only into a place where nothing of another store is',
  async () => {
    const bad = join(folder, 'bad');
    await copyFile(file(), bad);
    const bytes = await readFile(bad);
    const at = bytes.lastIndexOf('Kvalitet');
    expect(at).toBeGreaterThan(0);
    bytes[at] = 0x6b;
    await writeFile(bad, bytes);
    const dataDir = join(folder, 'other');
    const refused = await command('restore', [bad], { DATA_DIR: dataDir });
    expect(refused).toMatchObject({ status: 1, line: expect.stringMatching(/skadad \(.*sum/) });
    expect(await readdir(dataDir)).toEqual([]);
    await mkdir(join(dataDir, 'log'));
    const [missing, notEmpty, noStore, noFile] = await Promise.all([
      command('restore', [join(folder, 'gone')], { DATA_DIR: join(folder, 'empty') }),
      command('restore', [file()], { DATA_DIR: dataDir }),
      command('backup', [join(folder, 'new')], { DATA_DIR: join(folder, 'empty') }),
      command('backup', [], { DATA_DIR: server.dataDir }),
    ]);
    expect(missing).toMatchObject({ status: 1, line: expect.stringContaining('gone finns inte') });
    expect(notEmpty).toMatchObject({ status: 1, line: expect.stringContaining('inte tom') });
    expect(noStore).toMatchObject({ status: 1, line: expect.stringContaining('ingen databas') });
    expect(noFile).toMatchObject({ status: 1, line: expect.stringContaining('npm run backup -- FIL') });
  },
  60_000,
);

test('with a real MongoDB its own tools are the way', async () => {
  const env = { MONGODB_URI: 'mongodb://db.example.org/samsyn' };
  const [backup, restore] = await Promise.all([
    command('backup', [join(folder, 'new')], env),
    command('restore', [file()], env),
  ]);
  expect(backup).toMatchObject({ status: 1, line: expect.stringMatching(/MONGODB_URI.*mongodump/) });
  expect(restore).toMatchObject({ status: 1, line: expect.stringMatching(/MONGODB_URI.*mongorestore/) });
});
