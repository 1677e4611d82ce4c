/** The sync engine on a real port over the real embedded store; sessions and rights are data of the test. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import type { Access } from '@samsyn/domain';
import { Journal, passDriver } from '@samsyn/models';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { databaseFor } from '../../support/database.ts';
import type { Nodes } from '../../../src/nodes/nodes.ts';
import { createSync, type Sync, type SyncLimits } from '../../../src/sync/index.ts';

export const generous: SyncLimits = {
  connectionsPerAccount: 50,
  connectionsPerAddress: 2000,
  bytesPerSecond: 262_144,
  messagesPerSecond: 200,
  frameBytes: 2_097_152,
  documentBytes: 16_777_216,
};

export type ServerOptions = {
  /** where the store and the log lie; a new one when absent */
  directory?: string;
  port?: number;
  limits?: Partial<SyncLimits>;
  /** a store that runs elsewhere */
  uri?: string;
  /** this node among others */
  nodes?: Nodes;
};

/** Who is who: the cookie `session=NAME` is the account NAME; `reader…` reads, `suggester…` suggests, others write. */
export class Rules {
  readonly ended = new Set<string>();
  readonly access = new Map<string, Access>();
  expiresAt = Number.MAX_SAFE_INTEGER;
  /** how long an answer of who somebody is is on its way */
  answered: Promise<void> = Promise.resolve();
  /** and how long one of what somebody may */
  resolved: Promise<void> = Promise.resolve();
  /** by how much the server's clock is put forward, in milliseconds */
  later = 0;

  accessOf(accountId: string): Access {
    const byName = accountId.startsWith('reader') ? 'read' : accountId.startsWith('suggester') ? 'suggest' : 'write';
    return this.access.get(accountId) ?? (accountId.startsWith('stranger') ? 'none' : byName);
  }
}

export type TestServer = {
  port: number;
  directory: string;
  sync: Sync;
  journal: Journal;
  connection: mongoose.Connection;
  rules: Rules;
  /** what it has logged, warnings and errors; only what names the account, when one is given */
  logged: (account?: string) => unknown[];
  metrics: Registry;
  written: string[];
  close(): Promise<void>;
};

const cookieOf = (header: string | undefined): string | null =>
  /(?:^|; )session=([\w-]+)/.exec(header ?? '')?.[1] ?? null;

export const origin = 'http://samsyn.test';

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

export const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'samsyn-sync-'));

export const startServer = async (options: ServerOptions = {}): Promise<TestServer> => {
  const directory = options.directory ?? newDirectory();
  const given = options.uri ?? databaseFor(directory);
  const store = given ? null : await startEmbeddedStore({ dir: join(directory, 'store') });
  const connection = await mongoose.createConnection(given ?? store?.uri ?? '').asPromise();
  if (store) passDriver(connection, store.command);
  const lines: string[] = [];
  const level = process.env['SYNC_LOG'];
  const log = level ? pino({ level }) : pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  const journal = await Journal.open({
    connection,
    directory: join(directory, 'log'),
    onError: (error) => log.error({ err: error }),
    isShared: options.nodes?.isShared ?? false,
  });
  const rules = new Rules();
  const metrics = new Registry();
  const written: string[] = [];
  const sync = createSync({
    journal,
    authenticate: async (request) => {
      const accountId = cookieOf(request.headers.cookie);
      if (accountId === null || rules.ended.has(accountId)) return null;
      const { expiresAt } = rules;
      await rules.answered;
      return {
        accountId,
        name: `Name of ${accountId}`,
        color: '#7A3E9D',
        sessionId: `session of ${accountId}`,
        expiresAt,
        actor: { id: accountId, roles: [], groups: [] },
      };
    },
    resolve: async ({ accountId }) => {
      await rules.resolved;
      const access = rules.accessOf(accountId);
      return access === 'none' ? null : { access, schemaVersion: 1 };
    },
    isAllowedOrigin: (given) => given === origin,
    addressOf: (request) => request.socket.remoteAddress ?? '',
    limits: { ...generous, ...options.limits },
    log,
    metrics,
    onWritten: (documentId) => written.push(documentId),
    now: () => Date.now() + rules.later,
    ...(options.nodes && { nodes: options.nodes }),
  });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
  const port = await listen(server, options.port ?? 0);
  const close = async (): Promise<void> => {
    await sync.documents.close();
    await journal.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (!options.directory && !options.uri && !store) await connection.dropDatabase();
    await connection.close();
    await store?.close();
    if (!options.directory) rmSync(directory, { recursive: true, force: true });
  };
  const logged = (account?: string): unknown[] =>
    lines
      .filter((line) => account === undefined || line.includes(`"${account}"`))
      .map((line): unknown => JSON.parse(line));
  return { port, directory, sync, journal, connection, rules, logged, metrics, written, close };
};
