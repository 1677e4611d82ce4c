import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Environment } from '../commands/context.ts';
import { Store } from '../storage/store.ts';
import { Connection } from './connection.ts';
import { Cursors } from './cursors.ts';
import { Executor } from './executor.ts';
import { expire } from './expiry.ts';
import { Sessions } from './sessions.ts';

/** Where a server listens: a Unix socket, or a port on loopback. */
export type Listening = { kind: 'socket'; path: string } | { kind: 'port'; port: number };

const SWEEP_EVERY = 5_000;

/** A store with its door: owns the file, the socket and the timers. */
export class StoreServer {
  private readonly store: Store;
  private readonly server: Server;
  private readonly connections = new Set<Connection>();
  private readonly env: Environment;
  private readonly timer: NodeJS.Timeout;
  private nextId = 1;

  private constructor(store: Store, server: Server, address: string) {
    this.store = store;
    this.server = server;
    this.env = { store, sessions: new Sessions(store), cursors: new Cursors(), address, startedAt: Date.now() };
    const executor = new Executor(this.env);
    server.on('connection', (socket) => this.accept(socket, executor));
    this.timer = setInterval(() => this.sweep(), SWEEP_EVERY);
  }

  /** Opens the store and listens. Throws StoreLockedError and StoreDamagedError. Answers itself and its address. */
  static async start(dir: string, listening: Listening): Promise<{ server: StoreServer; address: string }> {
    const store = new Store(dir);
    try {
      const server = createServer();
      const address = await listen(server, listening);
      return { server: new StoreServer(store, server, address), address };
    } catch (error) {
      store.close();
      throw error;
    }
  }

  private accept(socket: Socket, executor: Executor): void {
    const connection = new Connection(this.nextId++, socket, executor);
    this.connections.add(connection);
    socket.on('close', () => this.connections.delete(connection));
  }

  private sweep(): void {
    const now = Date.now();
    this.env.sessions.sweep(now);
    this.env.cursors.sweep(now);
    expire(this.store, now);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    this.store.committer.commit();
    for (const connection of this.connections) connection.close();
    await closed;
    this.env.sessions.close();
    this.store.close();
  }
}

function listen(server: Server, listening: Listening): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const ready = () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? `127.0.0.1:${bound.port}` : String(bound));
    };
    if (listening.kind === 'socket') server.listen(listening.path, ready);
    else server.listen(listening.port, '127.0.0.1', ready);
  });
}
