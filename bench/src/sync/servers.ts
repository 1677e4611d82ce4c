/** The servers that are measured, each started afresh for a run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demo } from '@samsyn/demo';
import flags from '../../../apps/realtime/node-flags.json' with { type: 'json' };
import { type Dialect } from './dialect.ts';
import type { Place } from './person.ts';
import { freePort, launch, type ServerProcess } from './server-process.ts';

export type ServerName =
  | 'samsyn'
  | 'relay'
  | 'y-websocket'
  | 'y-websocket + leveldb'
  | 'hocuspocus'
  | 'hocuspocus + sqlite';

export type Running = ServerProcess & {
  name: ServerName;
  /** Makes a document that holds nothing yet (an empty paragraph where the server has its say). */
  place(): Promise<Place>;
};

/** What a server keeps between its starts: folders, sessions. Made once for a benchmark. */
export type Home = { folder: string; cookies: string[]; remove(): Promise<void> };

export const makeHome = async (): Promise<Home> => {
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-bench-'));
  return { folder, cookies: [], remove: () => rm(folder, { recursive: true, force: true }) };
};

const scriptOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const main = scriptOf('../../../apps/realtime/src/main.ts');
/** All of them write in the note of this group. */
const leadershipGroup = 'grundskola';
const writers = ['grundskola@example.org', 'forvaltning@example.org', 'kvalitet@example.org'];

const signIn = async (url: string, email: string): Promise<string> => {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: demo.password }),
  });
  if (!answer.ok) throw new Error(`The sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
};

const newNote = async (url: string, cookie: string): Promise<string> => {
  const answer = await fetch(`${url}/api/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ kind: 'note', leadershipGroup, title: 'Mätning' }),
  });
  const body: unknown = await answer.json();
  if (typeof body === 'object' && body !== null && 'id' in body) return String(body.id);
  throw new Error(`A new note was answered with ${answer.status}`);
};

/** @param path of the page, without a slash before it */
export const placeOf = (port: number, dialect: Dialect, documentName: string, cookie = ''): Place => {
  if (dialect !== 'samsyn') return { port, dialect, documentName, path: `/${documentName}`, headers: {} };
  const headers = { Origin: `http://localhost:${port}`, Cookie: cookie };
  return { port, dialect, documentName, path: `/yjs/${documentName}?ack=1`, headers };
};

/** The product as `npm start` runs it, embedded store and all. Only budgets that the load exceeds are lifted. */
const startSamsyn = async (home: Home, env: Record<string, string>, more: readonly string[]): Promise<Running> => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = {
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: join(home.folder, 'samsyn'),
    SAMSYN_DEMO: '1',
    NODE_ENV: '',
    LIMIT_CONNECTIONS_PER_ACCOUNT: '0',
    ...env,
  };
  const server = await launch({
    script: main,
    args: [],
    env: settings,
    port,
    said: 'Ctrl-C',
    flags: [...flags, ...more],
  });
  if (home.cookies.length === 0) for (const email of writers) home.cookies.push(await signIn(url, email));
  let count = 0;
  const place = async (): Promise<Place> => {
    const cookie = home.cookies[count++ % home.cookies.length] ?? '';
    return placeOf(port, 'samsyn', await newNote(url, cookie), cookie);
  };
  return { ...server, name: 'samsyn', place };
};

const startPeer = async (
  name: ServerName,
  dialect: Dialect,
  script: string,
  more: readonly string[],
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<Running> => {
  const port = await freePort();
  const server = await launch({
    script: scriptOf(script),
    args: [String(port), ...args],
    env,
    port,
    said: 'listening',
    flags: [...more],
  });
  let count = 0;
  return { ...server, name, place: async () => placeOf(port, dialect, `document-${(count += 1)}`) };
};

/** Starts a server. @param env settings of the product's own @param more what Node itself is told beside the usual */
export const start = (
  name: ServerName,
  home: Home,
  env: Record<string, string> = {},
  more: readonly string[] = [],
): Promise<Running> => {
  switch (name) {
    case 'samsyn':
      return startSamsyn(home, env, more);
    case 'relay':
      return startPeer(name, 'relay', 'servers/bare.ts', more);
    case 'y-websocket':
      return startPeer(name, 'y-websocket', 'servers/y-websocket.ts', more);
    case 'y-websocket + leveldb': {
      const persistence = { YPERSISTENCE: join(home.folder, 'leveldb') };
      return startPeer(name, 'y-websocket', 'servers/y-websocket.ts', more, [], persistence);
    }
    case 'hocuspocus':
      return startPeer(name, 'hocuspocus', 'servers/hocuspocus.ts', more);
    case 'hocuspocus + sqlite':
      return startPeer(name, 'hocuspocus', 'servers/hocuspocus.ts', more, [home.folder]);
  }
};
