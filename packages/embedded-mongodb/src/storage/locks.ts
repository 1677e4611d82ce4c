import { CommandError } from '../errors.ts';
import type { Doc } from '../values/bson.ts';
import type { Collection } from './catalog.ts';
import { indexKeys, without } from './indexKeys.ts';
import type { IndexKey } from './indexKeys.ts';
import type { Index } from './indexSpec.ts';

/** Thrown inside the store: what is written is held by an open transaction; do the command again when that has ended. */
export class HeldByTransaction extends Error {
  readonly ended: Promise<void>;

  constructor(ended: Promise<void>) {
    super('The document is written by an open transaction');
    this.ended = ended;
  }
}

/** Who holds rows: an open transaction, with a promise of its end. */
export type Holder = { readonly ended: Promise<void> };

export function writeConflict(): CommandError {
  return new CommandError(
    'WriteConflict',
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    { labels: ['TransientTransactionError'] },
  );
}

/** A row's name among the locks. */
export function rowName(collection: Collection, rid: number): string {
  return `${collection.id}:${rid}`;
}

/** A key of a unique index that a write gives to a document, or takes from it, with its name among the locks. */
export type KeyChange = IndexKey & { name: string; index: Index; isGiven: boolean };

/** The unique keys that differ between two states of a document; undefined: it is not there. */
export function* changedKeys(
  collection: Collection,
  before: Doc | undefined,
  after: Doc | undefined,
): Generator<KeyChange> {
  for (const index of collection.indexes) {
    if (!index.unique) continue;
    const had = before ? indexKeys(index, before) : [];
    const gets = after ? indexKeys(index, after) : [];
    const nameOf = ({ key }: IndexKey) => `${collection.id}.${index.id}:${key.toString('latin1')}`;
    for (const one of without(had, gets)) yield { ...one, name: nameOf(one), index, isGiven: false };
    for (const one of without(gets, had)) yield { ...one, name: nameOf(one), index, isGiven: true };
  }
}

/**
 * Which rows and unique keys are written by which open transaction. The first to write one has it until it ends: a rival
 * transaction is refused at once, an ordinary write waits.
 */
export class WriteLocks {
  private readonly held = new Map<string, Holder>();

  /** Throws HeldByTransaction when any transaction holds the row. */
  refuseHeldRow(collection: Collection, rid: number): void {
    if (this.held.size > 0) this.refuseHeld(rowName(collection, rid));
  }

  /** Throws HeldByTransaction when any transaction holds a unique key that the write changes. */
  refuseHeldKeys(collection: Collection, before: Doc | undefined, after: Doc | undefined): void {
    if (this.held.size === 0) return;
    for (const { name } of changedKeys(collection, before, after)) this.refuseHeld(name);
  }

  private refuseHeld(name: string): void {
    const holder = this.held.get(name);
    if (holder) throw new HeldByTransaction(holder.ended);
  }

  /** Throws WriteConflict when another transaction holds what is named. */
  take(name: string, holder: Holder): void {
    const other = this.held.get(name);
    if (other && other !== holder) throw writeConflict();
    this.held.set(name, holder);
  }

  release(holder: Holder): void {
    for (const [name, other] of this.held) if (other === holder) this.held.delete(name);
  }
}
