import { UUID } from 'bson';
import type { Doc } from '../values/bson.ts';
import { checkNamespace } from './catalog.ts';
import type { Catalog, Collection, Collections } from './catalog.ts';
import { makeIndex, primaryIndex } from './indexSpec.ts';
import { writeConflict } from './locks.ts';

/**
 * The collections as one transaction sees them: those that it has made, which nobody else knows until the commit stores
 * them, before those of the store. What it has made has ids below 0, none used twice in the store.
 */
export class OwnCatalog implements Collections {
  private readonly shared: Catalog;
  private readonly own = new Map<string, Collection>();

  constructor(shared: Catalog) {
    this.shared = shared;
  }

  get isEmpty(): boolean {
    return this.own.size === 0;
  }

  /** Whether the transaction has made the collection. */
  isOwn(collection: Collection): boolean {
    return this.own.get(`${collection.db}.${collection.name}`) === collection;
  }

  find(db: string, name: string): Collection | undefined {
    return this.own.get(`${db}.${name}`) ?? this.shared.find(db, name);
  }

  create(db: string, name: string, options: Doc = {}): Collection {
    checkNamespace(db, name);
    const id = this.shared.provisionalId();
    const collection: Collection = { id, db, name, uuid: new UUID(), options, indexes: [primaryIndex()] };
    this.own.set(`${db}.${name}`, collection);
    return collection;
  }

  ensure(db: string, name: string): Collection {
    return this.find(db, name) ?? this.create(db, name);
  }

  /** Gives an index to a collection that the transaction has made. */
  addIndex(collection: Collection, spec: Doc): void {
    collection.indexes = [...collection.indexes, makeIndex(this.shared.provisionalId(), spec, false)];
  }

  /** Stores what was made. Answers the stored collection for each id. Throws WriteConflict where a rival was earlier. */
  store(): Map<number, Collection> {
    return new Map([...this.own.values()].map((made) => [made.id, this.storeOne(made)]));
  }

  private storeOne({ db, name, options, indexes }: Collection): Collection {
    if (this.shared.find(db, name)) throw writeConflict();
    const stored = this.shared.create(db, name, options);
    for (const { primary, spec } of indexes) if (!primary) this.shared.addIndex(stored, spec);
    return stored;
  }
}
