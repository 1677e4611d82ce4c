import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { CommandError } from '../errors.ts';

/** The documents that are still to come of a find or an aggregate, as bytes. */
export type Cursor = {
  readonly id: bigint;
  readonly namespace: string;
  readonly source: Iterator<Uint8Array>;
  /** The transaction it was opened in; it goes when that ends. */
  readonly owner: object | undefined;
  readonly session: object | undefined;
  pending: Uint8Array | undefined;
  usedAt: number;
};

const BATCH_BYTES = 16 * 1024 * 1024 - 64 * 1024;
const LIFE = 10 * 60_000;
const MOST = 10_000;

/** The next documents of a cursor, at most `count` and at most what fits into a reply, and whether more may come. */
export function takeBatch(cursor: Cursor, count: number): { batch: Uint8Array[]; isDone: boolean } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  // Also where none is asked for: what is wrong with the command is said now, not with the next batch.
  cursor.pending ??= nextOf(cursor.source);
  while (batch.length < count) {
    const next = cursor.pending ?? nextOf(cursor.source);
    cursor.pending = undefined;
    if (!next) return { batch, isDone: true };
    bytes += next.length + 16;
    if (bytes > BATCH_BYTES && batch.length > 0) {
      cursor.pending = next;
      return { batch, isDone: false };
    }
    batch.push(next);
  }
  return { batch, isDone: false };
}

function nextOf(source: Iterator<Uint8Array>): Uint8Array | undefined {
  const { done, value } = source.next();
  return done ? undefined : value;
}

let ids = Buffer.alloc(0);

/**
 * A number that nobody guesses; random bytes are fetched for many at a time. It is beyond what a client may take for a number
 * of JavaScript, and give back as a double.
 */
function newId(): bigint {
  if (ids.length < 8) ids = randomBytes(4096);
  const id = ids.readBigInt64LE() & 0x3fff_ffff_ffff_ffffn;
  ids = ids.subarray(8);
  return id | 0x4000_0000_0000_0000n;
}

/** The open cursors. */
export class Cursors {
  private readonly cursors = new Map<bigint, Cursor>();

  make(
    namespace: string,
    source: Iterator<Uint8Array>,
    { transaction: owner, session }: { transaction: object | undefined; session: object | undefined },
  ): Cursor {
    return { id: newId(), namespace, source, owner, session, pending: undefined, usedAt: Date.now() };
  }

  keep(cursor: Cursor): void {
    if (this.cursors.size >= MOST) throw new CommandError('InternalError', 'Too many open cursors');
    this.cursors.set(cursor.id, cursor);
  }

  has(id: unknown): boolean {
    return id instanceof Long && this.cursors.has(id.toBigInt());
  }

  get count(): number {
    return this.cursors.size;
  }

  /** Throws CursorNotFound, and Unauthorized for another collection's cursor. */
  get(id: unknown, namespace: string): Cursor {
    const number = id instanceof Long ? id.toBigInt() : undefined;
    const cursor = number === undefined ? undefined : this.cursors.get(number);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${String(number)} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAt = Date.now();
    return cursor;
  }

  /** Whether there was such a cursor. */
  kill(id: bigint): boolean {
    const cursor = this.cursors.get(id);
    cursor?.source.return?.();
    return this.cursors.delete(id);
  }

  sweep(now: number): void {
    for (const [id, cursor] of this.cursors) if (now - cursor.usedAt > LIFE) this.kill(id);
  }

  /** Cursors of a transaction that has ended. */
  killOwned(owner: object): void {
    for (const [id, cursor] of this.cursors) if (cursor.owner === owner) this.kill(id);
  }
}
