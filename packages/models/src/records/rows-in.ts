/**
 * A model's rows as the database gives them, for what is asked whenever somebody opens something, and written whenever somebody
 * types. Mongoose's own queries cost the processor twice as much as the driver's. Where the database is a thread of this
 * process, commands go to it past the driver and its socket, which for a small one cost several times what it does itself.
 */
import type { Connection } from 'mongoose';

type Fields = Record<string, unknown>;

/** Runs a command of the database's own. @throws when it is answered with an error, or not at all */
export type RunCommand = (command: Fields) => Promise<Fields>;

type Model = { db: Connection; collection: { collectionName: string } };
type Options = { projection?: Record<string, 1>; sort?: Record<string, 1 | -1> };

const ways = new WeakMap<Connection, RunCommand>();

/** The database of this connection is a thread of this process, and this the way to it. */
export const passDriver = (connection: Connection, run: RunCommand): void => {
  ways.set(connection, run);
};

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Takes a batch of a cursor. @returns its rows, and the cursor's id; 0 when nothing is to come. @throws when it is none */
const batchIn = ({ cursor }: Fields): { rows: unknown[]; id: unknown } => {
  const rows = isFields(cursor) ? (cursor['firstBatch'] ?? cursor['nextBatch']) : null;
  if (!isFields(cursor) || !Array.isArray(rows)) throw new TypeError('The database has answered with something else');
  return { rows, id: cursor['id'] };
};

export class RowsIn<T extends { _id: unknown }> {
  readonly #model: Model;
  readonly #name: string;
  readonly #run: RunCommand | undefined;

  constructor(model: Model) {
    this.#model = model;
    this.#name = model.collection.collectionName;
    this.#run = ways.get(model.db);
  }

  /** @returns the rows of this filter. @throws what the database says */
  async find(filter: Fields, options: Options = {}): Promise<T[]> {
    if (!this.#run) return this.#named(await this.#model.db.collection(this.#name).find(filter, options).toArray());
    const { rows, id } = batchIn(await this.#run({ find: this.#name, filter, ...options }));
    for (let next = id; Number(next) !== 0;) {
      const batch = batchIn(await this.#run({ getMore: next, collection: this.#name }));
      for (const row of batch.rows) rows.push(row);
      next = batch.id;
    }
    return this.#named(rows);
  }

  /** @returns a row of this filter, or null. @throws what the database says */
  async findOne(filter: Fields, options: Options = {}): Promise<T | null> {
    if (!this.#run)
      return this.#named([await this.#model.db.collection(this.#name).findOne(filter, options)])[0] ?? null;
    const reply = await this.#run({ find: this.#name, filter, ...options, limit: 1, singleBatch: true });
    return this.#named(batchIn(reply).rows)[0] ?? null;
  }

  /**
   * Puts rows in as one command, the database's own: what the drivers' bulk writes add (casting, tries of their own) costs
   * several times the rest. Durable when it resolves; of the rows those that could not be put in are told.
   * @returns the database's reply. @throws what the database says of the whole
   */
  async insert(documents: readonly T[]): Promise<Fields> {
    const writeConcern = { w: 'majority', j: true };
    const command = { insert: this.#name, documents, ordered: false, writeConcern };
    if (this.#run) return this.#run(command);
    const { db } = this.#model.db;
    if (!db) throw new Error('The database is not connected');
    return db.command(command);
  }

  /** The caller names their type. */
  #named(rows: unknown[]): T[] {
    return rows as T[];
  }
}

/** @returns the model's rows, which the caller names the type of. */
export const rowsIn = <T extends { _id: unknown }>(model: Model): RowsIn<T> => new RowsIn<T>(model);
