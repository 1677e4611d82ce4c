import { CommandError } from '../errors.ts';
import type { Collection } from './catalog.ts';

/** Thrown inside the store: the row is written by an open transaction; do the command again when that has ended. */
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

/** Which rows are written by which open transaction. The first to write a row has it until it ends. */
export class RowLocks {
  private readonly held = new Map<string, Holder>();

  private static name(collection: Collection, rid: number): string {
    return `${collection.id}:${rid}`;
  }

  /** Throws HeldByTransaction when any transaction holds the row. */
  refuseHeld(collection: Collection, rid: number): void {
    const holder = this.held.size > 0 ? this.held.get(RowLocks.name(collection, rid)) : undefined;
    if (holder) throw new HeldByTransaction(holder.ended);
  }

  /** Throws WriteConflict when another transaction holds the row. */
  take(collection: Collection, rid: number, holder: Holder): void {
    const name = RowLocks.name(collection, rid);
    const other = this.held.get(name);
    if (other && other !== holder) throw writeConflict();
    this.held.set(name, holder);
  }

  release(holder: Holder): void {
    for (const [name, other] of this.held) if (other === holder) this.held.delete(name);
  }
}
