import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Client, Environment } from '../commands/context.ts';
import type { WorkerOptions } from '../protocol.ts';
import { Store } from '../storage/store.ts';
import { encode } from '../values/bson.ts';
import { bareRequest } from '../wire/message.ts';
import { socketPlace } from './address.ts';
import { Credentials, Gate } from './auth.ts';
import { Clock } from './clock.ts';
import { Connection } from './connection.ts';
import { Cursors } from './cursors.ts';
import { errorReply, Executor } from './executor.ts';
import { expire } from './expiry.ts';
import { LongReads } from './longReads.ts';
import { Sessions } from './sessions.ts';

const SWEEP_EVERY = 5_000;

/** A store with its door: owns the file, the socket and the timers. */
export class StoreServer {
  private readonly store: Store;
  private readonly server: Server;
  private readonly connections = new Set<Connection>();
  private readonly env: Environment;
  private readonly longReads: LongReads;
  private readonly timer: NodeJS.Timeout;
  private readonly executor: Executor;
  /** The process that the store is a thread of: nobody it has to sign in to. */
  private readonly host: Client = { id: 0, gate: new Gate(undefined) };
  private nextId = 1;

  private readonly place: ListeningPlace;

  private constructor(store: Store, server: Server, place: ListeningPlace, credentials: Credentials | undefined) {
    this.store = store;
    this.place = place;
    const { address } = place;
    this.server = server;
    this.env = {
      store,
      sessions: new Sessions(store),
      cursors: new Cursors(),
      clock: new Clock(),
      address,
      startedAt: Date.now(),
    };
    this.longReads = new LongReads(store);
    this.executor = new Executor(this.env, this.longReads);
    server.on('connection', (socket) => this.accept(socket, new Gate(credentials)));
    this.timer = setInterval(() => this.sweep(), SWEEP_EVERY);
  }

  /**
   * Opens the store and listens: on a port of loopback, or without one on a Unix socket. With a secret a client has to
   * sign in with it. Throws StoreLockedError and StoreDamagedError.
   */
  static async start({ dir, port, secret, maxBytes }: WorkerOptions): Promise<StoreServer> {
    const store = new Store(dir, { maxBytes });
    try {
      const server = createServer();
      const credentials = secret === undefined ? undefined : new Credentials(secret);
      return new StoreServer(store, server, await listen(server, dir, port), credentials);
    } catch (error) {
      store.close();
      throw error;
    }
  }

  get address(): string {
    return this.env.address;
  }

  /** The answer to a command of the store's own process; both are a document's bytes, the answer's in memory of its own. Never rejects. */
  async command(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const pieces = await this.answer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const reply = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let end = 0;
    for (const piece of pieces) {
      reply.set(piece, end);
      end += piece.length;
    }
    return reply;
  }

  private async answer(command: Buffer): Promise<readonly Uint8Array[]> {
    try {
      return await this.executor.execute(bareRequest(command), this.host);
    } catch (error) {
      return [encode(errorReply(error))];
    }
  }

  private accept(socket: Socket, gate: Gate): void {
    const connection = new Connection(this.nextId++, socket, this.executor, gate, this.env.clock);
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
    await this.longReads.close();
    this.env.sessions.close();
    this.store.close();
    this.place.remove();
  }
}

/** Where it listens, as drivers write it, and how to remove what was made for it. */
type ListeningPlace = { address: string; remove: () => void };

/** Only with the folder's lock held: what an earlier process left in the socket's place is removed. */
function listen(server: Server, dir: string, port: number | undefined): Promise<ListeningPlace> {
  const place = port === undefined ? socketPlace(dir) : undefined;
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      place?.remove();
      reject(error);
    });
    const ready = () => {
      const bound = server.address();
      const address = typeof bound === 'object' && bound !== null ? `127.0.0.1:${bound.port}` : String(bound);
      resolve({ address, remove: () => place?.remove() });
    };
    // A whole room may come at once while a long command runs: the system turns away who finds the line full.
    if (place) server.listen({ path: place.path, backlog: 4096 }, ready);
    else server.listen(port, '127.0.0.1', ready);
  });
}
