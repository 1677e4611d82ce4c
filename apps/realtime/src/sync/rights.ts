/** Asking again what open connections may: rights and sessions change while documents are open. */
import { closeCodes } from '@samsyn/document';
import { mayRead } from '@samsyn/domain';
import type { Logger } from 'pino';
import type { Connection } from './connection.ts';
import type { Claimed, Resolved, SyncOptions, Who } from './live-documents.ts';
import type { Sessions } from './sessions.ts';

/** When the database cannot answer, nobody is cut off: it is asked again after this. Milliseconds. */
const againAfter = 1000;

export type Standing = 'welcome' | 'notFound' | 'otherEpoch';

/** @returns whether an account with this right may hold what it says it holds. */
export const standingOf = (resolved: Resolved | null, claimed: Claimed): Standing => {
  if (!resolved || !mayRead(resolved.access)) return 'notFound';
  return claimed.schema !== null && claimed.schema !== resolved.schemaVersion ? 'otherEpoch' : 'welcome';
};

/** Asks each question once, however many connections it is about. */
const once = <T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> => {
  const before = known.get(key);
  if (before) return before;
  const asked = ask();
  known.set(key, asked);
  return asked;
};

export class Rights {
  readonly #options: Pick<SyncOptions, 'authenticate' | 'resolve'>;
  readonly #sessions: Sessions;
  readonly #log: Logger;
  /** how often rights or sessions may have been lowered: who was being let in meanwhile is asked about again */
  changes = 0;

  constructor(options: Pick<SyncOptions, 'authenticate' | 'resolve' | 'log'>, sessions: Sessions) {
    this.#options = options;
    this.#sessions = sessions;
    this.#log = options.log;
  }

  /**
   * Asks what the connection may, now, and remembers it. Of several that ask at once the last one to have begun decides.
   * @returns whether the connection goes on.
   */
  async ask(connection: Connection, claimed: Claimed, ask = this.#options.resolve): Promise<boolean> {
    connection.asked += 1;
    const { asked } = connection;
    const resolved = await ask(connection.who, connection.documentId);
    if (connection.state.kind === 'closed') return false;
    // A newer question has been asked: its answer counts, but nobody comes in before there is one.
    if (asked !== connection.asked) return connection.access === 'none' ? this.ask(connection, claimed, ask) : true;
    connection.access = resolved?.access ?? 'none';
    const standing = standingOf(resolved, claimed);
    if (standing === 'welcome') return true;
    this.#sessions.end(connection, closeCodes[standing], standing);
    return false;
  }

  /** Sessions and rights of these connections, each asked for once. Never rejects: what cannot be answered is asked again. */
  async recheck(connections: readonly Connection[]): Promise<void> {
    const sessions = new Map<string, Promise<Who | null>>();
    const rights = new Map<string, Promise<Resolved | null>>();
    const recheck = async (connection: Connection): Promise<void> => {
      const { credentials, who } = connection;
      const now = await once(sessions, who.sessionId, () => this.#options.authenticate(credentials));
      if (connection.state.kind === 'closed') return;
      if (!now || now.accountId !== who.accountId) {
        this.#sessions.end(connection, closeCodes.sessionEnded, 'the session has ended');
        return;
      }
      // A name that was changed is shown from the next caret on.
      if (now.name !== who.name || now.color !== who.color) connection.stamp = null;
      connection.who = now;
      const unclaimed = { epoch: null, schema: null };
      await this.ask(connection, unclaimed, (asked, documentId) =>
        once(rights, `${asked.accountId}/${documentId}`, () => this.#options.resolve(asked, documentId)),
      );
    };
    const unanswered: Connection[] = [];
    await Promise.all(
      connections.map(async (connection) => {
        try {
          await recheck(connection);
        } catch (error) {
          unanswered.push(connection);
          this.#log.error({ err: error }, 'Rights could not be asked for');
        }
      }),
    );
    if (unanswered.length > 0) this.#askAgain(unanswered);
  }

  #askAgain(connections: readonly Connection[]): void {
    setTimeout(() => {
      const open = connections.filter((connection) => connection.state.kind !== 'closed');
      this.recheck(open).catch((error: unknown) => this.#log.error({ err: error }, 'Rights could not be asked for'));
    }, againAfter).unref();
  }
}
