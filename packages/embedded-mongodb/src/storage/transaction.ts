import { CommandError } from '../errors.ts';
import type { Doc } from '../values/bson.ts';
import { decode } from '../values/bson.ts';
import { keyOf } from '../values/key.ts';
import type { Collection } from './catalog.ts';
import type { Index } from './indexSpec.ts';
import { changedKeys, rowName, writeConflict } from './locks.ts';
import type { KeyChange, WriteLocks } from './locks.ts';
import { OwnCatalog } from './ownCatalog.ts';
import type { Plan } from './plan.ts';
import { countPlanned, readById, readRow, scan } from './scan.ts';
import type { Sql } from './sql.ts';
import type { Row, View } from './view.ts';
import { duplicateKey, holderOf, insertRow, removeRow, replaceRow } from './write.ts';
import type { Target } from './write.ts';

/** A row as the transaction has it: `before` is what the snapshot holds, `after` what the commit shall leave. */
type Change = { before: Uint8Array | undefined; after: Uint8Array | undefined };

/**
 * A multi-document transaction. It reads from a snapshot (a read transaction of SQLite on a connection of its own) under
 * its own writes, which wait in memory until the commit puts them into the store in one go. The first to write a row or a
 * unique key has it; who comes later is refused at once with WriteConflict, as is a write of what others wrote since the
 * snapshot.
 */
export class Transaction implements View {
  readonly ended: Promise<void>;
  private end: () => void = () => undefined;
  readonly catalog: OwnCatalog;
  private readonly snapshot: Sql;
  private readonly target: Target;
  private readonly locks: WriteLocks;
  private readonly changes = new Map<number, { collection: Collection; rows: Map<number, Change> }>();
  /** Whether a unique key that it has written belongs to a document now, or to none any more. */
  private readonly keys = new Map<string, boolean>();
  private nextRow = -1;
  private readonly giveBack: () => void;

  /** `giveBack` is called when the snapshot's connection is free again. */
  constructor(snapshot: Sql, target: Target, locks: WriteLocks, giveBack: () => void) {
    this.giveBack = giveBack;
    this.snapshot = snapshot;
    this.target = target;
    this.catalog = new OwnCatalog(target.catalog);
    this.locks = locks;
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    snapshot.exec('BEGIN');
    snapshot.get('SELECT count(*) FROM meta');
  }

  private changesOf(collection: Collection): Map<number, Change> {
    let own = this.changes.get(collection.id);
    if (!own) this.changes.set(collection.id, (own = { collection, rows: new Map() }));
    return own.rows;
  }

  /** Whether the collection was there when the snapshot was taken. */
  private isInSnapshot(collection: Collection): boolean {
    return this.snapshot.get('SELECT 1 FROM collections WHERE id = ?', collection.id) !== undefined;
  }

  private hasIndex(index: Index): boolean {
    return this.snapshot.get('SELECT 1 FROM indexes WHERE id = ?', index.id) !== undefined;
  }

  /** An index that is younger than the snapshot is not in it. */
  private readable(plan: Plan): Plan {
    if (plan.kind === 'union') {
      return plan.plans.every((part) => this.readable(part) === part) ? plan : { kind: 'collection', backward: false };
    }
    if (plan.kind === 'collection' || plan.index.primary) return plan;
    return this.hasIndex(plan.index) ? plan : { kind: 'collection', backward: false };
  }

  *rows(collection: Collection, plan: Plan, wanted?: number): Generator<Row> {
    const changes = this.changesOf(collection);
    if (this.isInSnapshot(collection)) {
      const found = scan(this.snapshot, collection, this.readable(plan), wanted);
      for (const row of found) if (!changes.has(row.rid)) yield row;
    }
    for (const [rid, { after }] of Array.from(changes)) if (after) yield { rid, bytes: after };
  }

  byId(collection: Collection, id: Uint8Array): Row | undefined {
    const wanted = Buffer.from(id);
    for (const [rid, { after }] of this.changesOf(collection)) {
      if (after && keyOf(decode(after)['_id']).equals(wanted)) return { rid, bytes: after };
    }
    const row = this.isInSnapshot(collection) ? readById(this.snapshot, collection, id) : undefined;
    return row && !this.changesOf(collection).has(row.rid) ? row : undefined;
  }

  count(collection: Collection): number {
    const base = this.isInSnapshot(collection)
      ? Number(this.snapshot.get(`SELECT count(*) AS n FROM c${collection.id}`)?.['n'] ?? 0)
      : 0;
    const changes = [...this.changesOf(collection).values()];
    return base + changes.reduce((sum, { before, after }) => sum + Number(Boolean(after)) - Number(Boolean(before)), 0);
  }

  countPlanned(collection: Collection, plan: Plan): number {
    return countPlanned(this.snapshot, collection, plan);
  }

  follows(collection: Collection, plan: Plan): boolean {
    return this.isInSnapshot(collection) && this.changesOf(collection).size === 0 && this.readable(plan) === plan;
  }

  /** Whether a document has the key already. Throws WriteConflict when that is another one than in the snapshot. */
  private isTaken(collection: Collection, { name, index, key }: KeyChange): boolean {
    if (this.keys.has(name)) return this.keys.get(name) === true;
    if (this.catalog.isOwn(collection)) return false;
    const now = holderOf(this.target.sql, collection, index, key, 0);
    const then =
      this.isInSnapshot(collection) && (index.primary || this.hasIndex(index))
        ? holderOf(this.snapshot, collection, index, key, 0)
        : undefined;
    if (now !== then) throw writeConflict();
    return now !== undefined;
  }

  /** Takes the unique keys that a write changes. Throws WriteConflict and DuplicateKey. */
  private claim(collection: Collection, before: Doc | undefined, after: Doc | undefined): void {
    for (const change of changedKeys(collection, before, after)) {
      this.locks.take(change.name, this);
      if (change.isGiven && this.isTaken(collection, change)) {
        throw duplicateKey(collection, change.index, change.values);
      }
      this.keys.set(change.name, change.isGiven);
    }
  }

  insert(collection: Collection, doc: Doc, bytes: Uint8Array): void {
    this.claim(collection, undefined, doc);
    this.changesOf(collection).set(this.nextRow--, { before: undefined, after: Uint8Array.from(bytes) });
  }

  private touch(collection: Collection, row: Row): Change {
    const own = this.changesOf(collection).get(row.rid);
    if (own) return own;
    this.locks.take(rowName(collection, row.rid), this);
    const now = readRow(this.target.sql, collection, row.rid);
    if (!now || Buffer.compare(now.bytes, row.bytes) !== 0) throw writeConflict();
    return { before: row.bytes, after: row.bytes };
  }

  replace(collection: Collection, row: Row, before: Doc, after: Doc, bytes: Uint8Array): void {
    const change = this.touch(collection, row);
    this.claim(collection, before, after);
    this.changesOf(collection).set(row.rid, { before: change.before, after: bytes });
  }

  remove(collection: Collection, row: Row, doc: Doc): void {
    const change = this.touch(collection, row);
    this.claim(collection, doc, undefined);
    if (row.rid < 0) this.changesOf(collection).delete(row.rid);
    else this.changesOf(collection).set(row.rid, { before: change.before, after: undefined });
  }

  addIndex(collection: Collection, spec: Doc): void {
    if (!this.catalog.isOwn(collection) || this.count(collection) > 0) {
      throw new CommandError(
        'OperationNotSupportedInTransaction',
        `Cannot create new indexes on existing collection ${collection.db}.${collection.name} in a multi-document transaction.`,
      );
    }
    this.catalog.addIndex(collection, spec);
  }

  get isEmpty(): boolean {
    return this.catalog.isEmpty && [...this.changes.values()].every(({ rows }) => rows.size === 0);
  }

  /**
   * Puts the writes into the store, inside the store's open SQLite transaction. What goes is taken out first, so that a
   * unique value may wander from one document to another. Throws WriteConflict where the collection or an
   * index was changed meanwhile so that a write has no place any more.
   */
  apply(): void {
    const made = this.catalog.store();
    const all = [...this.changes.values()].flatMap(({ collection: { db, name, id }, rows }) => {
      const collection = made.get(id) ?? this.target.catalog.find(db, name);
      if (!collection || (collection.id !== id && !made.has(id))) throw writeConflict();
      return [...rows].map(([rid, change]) => ({ collection, rid, ...change }));
    });
    try {
      for (const { collection, rid, before, after } of all) {
        if (before && !after) removeRow(this.target, collection, rid, decode(before));
      }
      for (const { collection, rid, before, after } of all) {
        if (before && after) replaceRow(this.target, collection, rid, decode(before), decode(after), after);
      }
      for (const { collection, before, after } of all) {
        if (!before && after) insertRow(this.target, collection, decode(after), after);
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 11000) throw writeConflict();
      throw error;
    }
  }

  /** Lets go of the snapshot and of the rows; who waited for them goes on. */
  finish(): void {
    this.snapshot.exec('ROLLBACK');
    this.locks.release(this);
    this.changes.clear();
    this.giveBack();
    this.end();
  }
}
