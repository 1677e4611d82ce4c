/**
 * Documents that are read over HTTP. To build and to send a large one is work, which is its reader's: those of one account are
 * read one after the other, with a turn of the loop between two of them, as long as it owes nothing.
 */
import type { Logger } from 'pino';
import * as Y from 'yjs';
import { tooMany } from '../http/problems.ts';
import type { Content } from './content.ts';
import type { Engine } from './engine.ts';
import { Former, OtherEpoch } from './former.ts';
import { Work } from './inspection/work.ts';
import { MalformedStateVector } from './live-documents.ts';
import type { SyncMetrics } from './metrics.ts';
import type { Room } from './room.ts';
import { Stored } from './stored.ts';
import { Unmerged } from './unmerged.ts';

export type ReadingOptions = {
  engine: Engine;
  /** uses the room with all in it that the database holds */
  upToDate: <T>(documentId: string, use: (room: Room) => T) => Promise<T>;
  log: Logger;
  metrics: SyncMetrics;
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const stateVectorOf = (bytes: Uint8Array): Uint8Array => {
  try {
    Y.decodeStateVector(bytes);
    return bytes;
  } catch {
    throw new MalformedStateVector('Not a state vector');
  }
};

/** @throws OtherEpoch */
const diffOf = (former: Former, content: Pick<Content, 'diff'>, since: Uint8Array, work: Work): Uint8Array => {
  if (former.isHeldBy(since)) throw new OtherEpoch('The state vector is of a former epoch');
  const update = content.diff(since, work);
  work.pass(update.length);
  return update;
};

export class Reading {
  readonly #options: ReadingOptions;
  /** the last one of each account that reads */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /** @throws what `LiveDocuments.diff` does */
  async diff(documentId: string, stateVector: Uint8Array | null, accountId?: string): Promise<Uint8Array> {
    const since = stateVector ? stateVectorOf(stateVector) : Y.encodeStateVector(new Map());
    if (accountId === undefined) return this.#diff(documentId, since, new Work());
    return this.#inTurn(accountId, () => this.#charged(documentId, since, accountId));
  }

  async #inTurn<T>(accountId: string, read: () => Promise<T>): Promise<T> {
    const reading = (this.#turns.get(accountId) ?? Promise.resolve()).then(read);
    const turn = reading.then(nextTurn, nextTurn);
    this.#turns.set(accountId, turn);
    void turn.then(() => {
      if (this.#turns.get(accountId) === turn) this.#turns.delete(accountId);
    });
    return reading;
  }

  async #charged(documentId: string, since: Uint8Array, accountId: string): Promise<Uint8Array> {
    const { engine, log, metrics } = this.#options;
    const seconds = engine.reads.secondsOwed(accountId);
    if (seconds > 0) {
      metrics.refusals.inc({ reason: 'owing' });
      log.warn(
        { documentId, accountId, seconds },
        'A document is not read over HTTP: its account has had too much read',
      );
      throw tooMany(seconds);
    }
    const work = new Work();
    try {
      return await this.#diff(documentId, since, work);
    } finally {
      engine.reads.charge(accountId, work.looked);
    }
  }

  async #diff(documentId: string, since: Uint8Array, work: Work): Promise<Uint8Array> {
    const { engine, upToDate } = this.#options;
    const openDiff = () => upToDate(documentId, ({ former, content }) => diffOf(former, content, since, work));
    if (engine.roomOf(documentId)) return openDiff();
    const history = await engine.journal.load(documentId);
    const stored = new Stored(history);
    work.pass(stored.length);
    // What is there in many rows is put together aside, as at every opening.
    if (new Unmerged(history, engine.now()).isWorthOpening) return openDiff();
    return diffOf(new Former(history.formerClientIds), stored, since, work);
  }
}
