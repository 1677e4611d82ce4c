/** Once a second: what nobody's message causes. One timer for all, none for a message or a connection. */
import { closeCodes } from '@samsyn/document';
import type { Logger } from 'pino';
import type { Connection } from './connection.ts';
import type { Engine } from './engine.ts';
import { keepAlive } from './frames.ts';
import type { Rights } from './rights.ts';
import type { Room } from './room.ts';
import type { Sessions } from './sessions.ts';

const every = 1000;
/** Providers hang up after 30 s without a message; the contract says 20. Milliseconds. */
const keepAliveAfter = 15_000;
/** A browser answers pings by itself, also in a hidden tab. */
const goneAfter = 60_000;
const heldFor = 60_000;
/** A room that nobody uses is kept this long: a reload of a page finds it open. */
const roomIdle = 5000;
/** A stop merges no more documents after this. Milliseconds. */
const stopPatience = 2000;
const versionEvery = 10 * 60_000;

export type HousekeepingOptions = {
  engine: Engine;
  sessions: Sessions;
  rights: Rights;
  connections: ReadonlySet<Connection>;
  log: Logger;
};

export class Housekeeping {
  readonly #options: HousekeepingOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #compacting = new Map<string, Promise<void>>();
  readonly #pinged = new WeakMap<Connection, number>();

  constructor(options: HousekeepingOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#work(), every);
    this.#timer.unref();
  }

  /** Merges what is open, for as long as a stop may take, so that it opens as it is the next time. Resolves when it is done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const until = Date.now() + stopPatience;
    for (const room of this.#options.engine.rooms) {
      if (Date.now() > until) break;
      if (room.unmerged.isWorthClosed) this.#compact(room);
      await this.#compacting.get(room.documentId);
    }
    await Promise.all(this.#compacting.values());
  }

  #work(): void {
    const { engine, connections } = this.#options;
    const now = engine.now();
    const expired = [...connections].filter((connection) => this.#tend(connection, now));
    if (expired.length > 0) this.#recheck(expired);
    for (const room of engine.rooms) {
      room.renewPresence(now);
      const isUnsure = room.intake.isUnsure;
      if (isUnsure) room.retry();
      if (room.hasNews || isUnsure) engine.schedule(room);
      if (room.unmerged.isWorthOpen(now)) this.#compact(room);
    }
    engine.unload(roomIdle, (room) => this.#closed(room));
  }

  /** @returns whether the connection's session has to be asked for again. */
  #tend(connection: Connection, now: number): boolean {
    if (connection.state.kind === 'closed') return false;
    const [oldest] = connection.held.values();
    if (oldest && now - oldest.since > heldFor) {
      this.#options.sessions.end(connection, closeCodes.limit, 'what it builds on has not come');
      return false;
    }
    if (now - connection.lastHeard > goneAfter) {
      connection.cut();
      return false;
    }
    if (now - connection.lastSent > keepAliveAfter) connection.write(keepAlive, now);
    if (now - Math.max(connection.lastHeard, this.#pinged.get(connection) ?? 0) > keepAliveAfter) {
      this.#pinged.set(connection, now);
      connection.ping();
    }
    return now > connection.who.expiresAt;
  }

  #recheck(connections: readonly Connection[]): void {
    this.#options.rights
      .recheck(connections)
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'Sessions could not be asked for'));
  }

  #closed(room: Room): void {
    if (room.unmerged.isWorthClosed) this.#compact(room);
    if (!room.isChangedSinceOpened) return;
    this.#keepVersion(room).catch((error: unknown) =>
      this.#options.log.error({ documentId: room.documentId, err: error }, 'An automatic version was not kept'),
    );
  }

  async #keepVersion({ documentId, epoch, content }: Room): Promise<void> {
    const state = content.diff();
    const { journal, now } = this.#options.engine;
    const leftAt = now();
    const last = await journal.lastVersionAt(documentId);
    if (last !== null && leftAt - last < versionEvery) return;
    await journal.addVersion({ documentId, epoch, name: null, by: null, state });
  }

  #compact(room: Room): void {
    const { documentId } = room;
    if (this.#compacting.has(documentId)) return;
    room.unmerged.begin();
    const work = async (): Promise<void> => {
      try {
        await this.#options.engine.journal.compact(documentId);
      } catch (error) {
        // Nothing is lost: the rows are as they were, and the next room that closes tries again.
        this.#options.log.error({ documentId, err: error }, 'A journal was not compacted');
      } finally {
        this.#compacting.delete(documentId);
      }
    };
    this.#compacting.set(documentId, work());
  }
}
