/** The documents as the rest of the process uses them: read, changed and synced over HTTP through the same rooms. */
import { closeCodes, docFrom } from '@samsyn/document';
import { serverAccount } from '@samsyn/models';
import type { Logger } from 'pino';
import * as Y from 'yjs';
import { type ProblemError, unavailable } from '../http/problems.ts';
import { TooLate, within } from '../within.ts';
import type { Author } from './admit.ts';
import type { Door } from './door.ts';
import type { Engine } from './engine.ts';
import type { Exchange } from './exchange.ts';
import { OtherEpoch } from './former.ts';
import type { Housekeeping } from './housekeeping.ts';
import type { Outcome } from './inbound.ts';
import type { SyncMetrics } from './metrics.ts';
import { scan } from './inspection/scan.ts';
import type { LiveDocuments, ReceiveResult, Writer } from './live-documents.ts';
import { Reading } from './reading.ts';
import type { Rights } from './rights.ts';
import type { Room } from './room.ts';

/** Histories begin with this epoch. */
const firstEpoch = 1;
/** How long a stop waits for the database, and then for clients to hang up. Milliseconds. */
const stopPatience = 8000;
const hangUpPatience = 1000;

export type DocumentsOptions = {
  engine: Engine;
  door: Door;
  rights: Rights;
  housekeeping: Housekeeping;
  documentBytes: number;
  /** null: no other node opens documents */
  exchange: Exchange | null;
  log: Logger;
  metrics: SyncMetrics;
};

/** Waits for it, but no longer than so many milliseconds. */
const atMost = (milliseconds: number, work: Promise<unknown>): Promise<unknown> =>
  within(milliseconds, work).catch((error: unknown) => {
    if (!(error instanceof TooLate)) throw error;
  });

/**
 * Puts an update into a room.
 * @param author who it comes from, asked whenever it has its turn; null when that is not known any more
 * @returns what became of it, not yet durable; null when nothing did, since its author was not known.
 */
const put = (
  engine: Engine,
  room: Room,
  update: Uint8Array,
  author: () => Author | null,
  at = engine.now(),
): Promise<Outcome | null> =>
  new Promise((resolve) => {
    const ask = (): Author | null => {
      const now = author();
      if (now === null) resolve(null);
      return now;
    };
    room.intake.enqueue({ update, at, from: null, mayWait: false, author: ask, settle: resolve });
    engine.schedule(room);
  });

/** Nothing of it is kept: send it again. */
const openedAnew = (): ProblemError => unavailable('the document is being opened anew');

const resultOf = (outcome: Exclude<Outcome, { kind: 'taken' }>): ReceiveResult => {
  switch (outcome.kind) {
    case 'missing':
      return { kind: 'missingPredecessors' };
    case 'refused':
    case 'invalid':
    case 'otherEpoch':
    case 'owing':
      return outcome;
    case 'full':
      return { kind: 'tooLarge' };
    case 'failed':
      throw openedAnew();
  }
};

/** The client id under which the server writes for an account (or for itself) into a room, and whose it is. */
const writerIn = (room: Room, accountId: string | null): number => {
  const known = room.writers.get(accountId);
  if (known !== undefined) return known;
  const clientId = new Y.Doc().clientID;
  room.writers.set(accountId, clientId);
  room.clientIds.adopt(clientId, accountId ?? serverAccount);
  return clientId;
};

/** Runs the change on a copy. @returns its result, and what it wrote as an update (null for nothing). */
const rehearse = <T>(
  room: Room,
  clientId: number,
  change: (doc: Y.Doc) => T,
): { result: T; update: Uint8Array | null } => {
  const copy = docFrom([room.content.diff()]);
  copy.clientID = clientId;
  let update: Uint8Array | null = null;
  copy.on('update', (bytes: Uint8Array) => {
    update = update ? Y.mergeUpdates([update, bytes]) : bytes;
  });
  const result = copy.transact(() => change(copy));
  copy.destroy();
  return { result, update };
};

export const createDocuments = ({
  engine,
  door,
  rights,
  housekeeping,
  documentBytes,
  exchange,
  log,
  metrics,
}: DocumentsOptions): LiveDocuments => {
  const { journal } = engine;
  const refused = (documentId: string, accountId: string, result: ReceiveResult): void => {
    metrics.refusals.inc({ reason: result.kind === 'refused' ? result.code : result.kind });
    log.warn({ documentId, accountId, ...result }, 'An update over HTTP is refused');
  };
  /** Uses the room with all in it that the database holds, whichever node has written it. */
  const upToDate = <T>(documentId: string, use: (room: Room) => T | Promise<T>): Promise<T> =>
    engine.withRoom(documentId, async (room) => {
      await exchange?.refresh(room);
      // It may have been given up for another epoch.
      return engine.roomOf(documentId) === room ? use(room) : upToDate(documentId, use);
    });
  /**
   * Puts in what somebody may write at the moment at which it has its turn: it has come in as slowly as its sender liked, and
   * may wait for the database or for other nodes. Whenever rights may have changed meanwhile they are asked for again.
   */
  const putAs = async (room: Room, writer: Writer, update: Uint8Array): Promise<Outcome> => {
    const { accountId, clientId: shows = null } = writer;
    const cameAt = engine.now();
    for (;;) {
      const { changes } = rights;
      const access = writer.askAgain ? await writer.askAgain() : writer.access;
      const author: Author = { kind: 'account', accountId, access, shows };
      const isKnown = (): boolean => rights.changes === changes || !writer.askAgain;
      const outcome = await put(engine, room, update, () => (isKnown() ? author : null), cameAt);
      if (outcome !== null) return outcome;
    }
  };
  const reading = new Reading({ engine, upToDate, log, metrics });
  const documents: LiveDocuments = {
    async create(documentId, seed, authorId) {
      const bindings = scan(seed).sections.map(({ client }) => ({
        clientId: client,
        accountId: authorId ?? serverAccount,
      }));
      const authorIds = authorId === null ? [] : [authorId];
      await journal.create({ documentId, epoch: firstEpoch, bytes: seed, authorIds }, bindings);
    },

    async read(documentId, reader) {
      if (engine.roomOf(documentId)) return upToDate(documentId, ({ content }) => content.look(reader));
      const { updates } = await journal.load(documentId);
      const doc = docFrom(updates);
      try {
        return reader(doc);
      } finally {
        doc.destroy();
      }
    },

    change: (documentId, authorId, change) =>
      // What another node's change has written is built on, not done again.
      upToDate(documentId, async (room) => {
        const { result, update } = rehearse(room, writerIn(room, authorId), change);
        if (!update) return result;
        const taking = put(engine, room, update, () => ({ kind: 'server', accountId: authorId }));
        // Another change of the same account continues under the same client id: it has to see this one.
        engine.workNow(room);
        const outcome = await taking;
        if (outcome === null || outcome.kind === 'failed') throw openedAnew();
        if (outcome.kind !== 'taken')
          throw new Error(`A change of the server's own was not taken: ${JSON.stringify(outcome)}`);
        await engine.durable(outcome.place);
        if (room.isOutdated) throw new OtherEpoch('The history was begun anew meanwhile: change it again');
        return result;
      }),

    rebuild: async (documentId, how) => {
      const epoch = await engine.rebuild(documentId, how);
      exchange?.rebuilt(documentId, epoch);
      return epoch;
    },

    epoch: async (documentId) => engine.roomOf(documentId)?.epoch ?? (await journal.epochOf(documentId)),

    diff: (documentId, stateVector, accountId) => reading.diff(documentId, stateVector, accountId),

    async receive(documentId, writer, update) {
      const { accountId } = writer;
      if (documentBytes > 0 && update.length > documentBytes) {
        refused(documentId, accountId, { kind: 'tooLarge' });
        return { kind: 'tooLarge' };
      }
      return engine.withRoom(documentId, async (room): Promise<ReceiveResult> => {
        let outcome = await putAs(room, writer, update);
        if (outcome.kind === 'missing' && exchange) {
          // It may have been posted at another node, of which this one has not heard yet.
          await exchange.refresh(room);
          outcome = await putAs(room, writer, update);
        }
        if (outcome.kind === 'taken') {
          await engine.durable(outcome.place);
          if (!room.isOutdated) return { kind: 'accepted' };
          refused(documentId, accountId, { kind: 'otherEpoch' });
          return { kind: 'otherEpoch' };
        }
        const result = resultOf(outcome);
        if (result.kind !== 'missingPredecessors') refused(documentId, accountId, result);
        return result;
      });
    },

    recheck: (filter = {}) => {
      rights.changes += 1;
      return rights.recheck(
        [...door.connections].filter(
          ({ who, documentId, state }) =>
            state.kind !== 'closed' &&
            (filter.accountId ?? who.accountId) === who.accountId &&
            (filter.documentId ?? documentId) === documentId,
        ),
      );
    },

    versions: (documentId) => journal.versions(documentId),

    nameVersion: (documentId, name, accountId) =>
      engine.withRoom(documentId, async (room) => {
        const state = room.content.diff();
        const { received, epoch } = room;
        // A version never holds what the journal does not.
        await engine.durable(received);
        return journal.addVersion({ documentId, epoch, name, by: accountId, state });
      }),

    state(documentId) {
      const room = engine.roomOf(documentId);
      if (!room) return null;
      const written = Math.min(room.received, journal.durable);
      return { connections: room.connections.size, isLive: room.content.isLive, received: room.received, written };
    },

    async close() {
      door.shut();
      engine.flush();
      const until = performance.now() + stopPatience;
      await atMost(
        stopPatience,
        journal.drained().then(() => housekeeping.stop()),
      );
      engine.flush();
      for (const connection of door.connections) {
        if (connection.state.kind !== 'closed') connection.close(closeCodes.restarting, true);
      }
      for (let waited = 0; door.connections.size > 0 && waited < hangUpPatience; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      // What was shown last: other nodes are told of it before this one says goodbye.
      await atMost(Math.max(0, until - performance.now()), journal.drained());
      for (const connection of door.connections) connection.cut();
    },
  };
  return documents;
};
