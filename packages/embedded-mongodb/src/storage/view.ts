import type { Doc } from '../values/bson.ts';
import type { Collection, Collections } from './catalog.ts';
import type { Plan } from './plan.ts';

/** A stored document: its row number in the collection's table and its bytes. Rows of an open transaction are below 0. */
export type Row = { rid: number; bytes: Uint8Array };

/** What a command reads and writes: the store as it is now, or as one transaction sees it. */
export type View = {
  readonly catalog: Collections;
  /**
   * The rows that a plan finds, none twice. They may change or go while they are read. `wanted`: how many the reader will
   * probably take.
   */
  rows: (collection: Collection, plan: Plan, wanted?: number) => Iterable<Row>;
  byId: (collection: Collection, id: Uint8Array) => Row | undefined;
  /** How many documents there are. */
  count: (collection: Collection) => number;
  /** How many rows an exact plan finds; only where `follows` says that the plan holds. */
  countPlanned: (collection: Collection, plan: Plan) => number;
  /** Whether a plan's promises (its order, its exactness) hold; not where a transaction's own writes are mixed in. */
  follows: (collection: Collection, plan: Plan) => boolean;
  /** Throws DuplicateKey, as `replace` does. */
  insert: (collection: Collection, doc: Doc, bytes: Uint8Array) => void;
  replace: (collection: Collection, row: Row, before: Doc, after: Doc, bytes: Uint8Array) => void;
  remove: (collection: Collection, row: Row, doc: Doc) => void;
  /**
   * Makes an index over what the collection holds. Throws DuplicateKey, and in a transaction
   * OperationNotSupportedInTransaction for any collection but a new, empty one.
   */
  addIndex: (collection: Collection, spec: Doc) => void;
};
