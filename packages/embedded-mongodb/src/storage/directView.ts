import { decode } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import type { Catalog, Collection } from './catalog.ts';
import { WHOLE } from './plan.ts';
import type { Plan } from './plan.ts';
import type { WriteLocks } from './locks.ts';
import { countPlanned, readById, scan } from './scan.ts';
import type { Row, View } from './view.ts';
import { fillIndex, insertRow, removeRow, replaceRow } from './write.ts';
import type { Target } from './write.ts';

/** The store as it is now. What an open transaction has written makes a writer wait (WriteLocks throws). */
export class DirectView implements View {
  readonly catalog: Catalog;
  private readonly target: Target;
  private readonly locks: WriteLocks;

  constructor(target: Target, locks: WriteLocks) {
    this.target = target;
    this.catalog = target.catalog;
    this.locks = locks;
  }

  rows(collection: Collection, plan: Plan, wanted?: number): Iterable<Row> {
    return scan(this.target.sql, collection, plan, wanted);
  }

  byId(collection: Collection, id: Uint8Array): Row | undefined {
    return readById(this.target.sql, collection, id);
  }

  count(collection: Collection): number {
    return Number(this.target.sql.get(`SELECT count(*) AS n FROM c${collection.id}`)?.['n'] ?? 0);
  }

  countPlanned(collection: Collection, plan: Plan): number {
    return countPlanned(this.target.sql, collection, plan);
  }

  follows(): boolean {
    return true;
  }

  insert(collection: Collection, doc: Doc, bytes: Uint8Array): void {
    this.locks.refuseHeldKeys(collection, undefined, doc);
    insertRow(this.target, collection, doc, bytes);
  }

  replace(collection: Collection, row: Row, before: Doc, after: Doc, bytes: Uint8Array): void {
    this.locks.refuseHeldRow(collection, row.rid);
    this.locks.refuseHeldKeys(collection, before, after);
    replaceRow(this.target, collection, row.rid, before, after, bytes);
  }

  remove(collection: Collection, row: Row, doc: Doc): void {
    this.locks.refuseHeldRow(collection, row.rid);
    removeRow(this.target, collection, row.rid, doc);
  }

  addIndex(collection: Collection, spec: Doc): void {
    const index = this.catalog.addIndex(collection, spec);
    fillIndex(this.target, collection, index, this.documents(collection));
  }

  private *documents(collection: Collection): Generator<{ rid: number; doc: Doc }> {
    for (const { rid, bytes } of this.rows(collection, WHOLE)) yield { rid, doc: decode(bytes) };
  }
}
