import { select } from '../query/select.ts';
import { HeldByTransaction } from '../storage/locks.ts';
import { storageError } from '../storage/open.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/indexSpec.ts';
import type { Store } from '../storage/store.ts';

const AT_ONCE = 500;

function expireIndex(store: Store, collection: Collection, index: Index, now: number): void {
  const [field] = index.fields;
  if (!field || index.expireAfterSeconds === undefined) return;
  const before = new Date(now - index.expireAfterSeconds * 1000);
  const filter = { [field.name]: { $lt: before } };
  const found = Array.from(select(store.view, collection, { filter, limit: AT_ONCE }));
  if (found.length === 0) return;
  store.committer.write(() => {
    for (const { row, doc } of found) {
      if (index.partial && !index.partial(doc)) continue;
      try {
        store.view.remove(collection, row, doc);
      } catch (error) {
        if (!(error instanceof HeldByTransaction)) throw error;
      }
    }
  });
}

/** Removes what TTL indexes say is over, and the answers to retryable writes that nobody will repeat any more. */
export function expire(store: Store, now: number): void {
  try {
    for (const collection of store.catalog.list()) {
      for (const index of collection.indexes) expireIndex(store, collection, index, now);
    }
    if (store.retries.hasStale(now)) store.committer.write(() => store.retries.dropStale(now));
  } catch (error) {
    // A full disk or a damaged row: it is tried again at the next turn, and every command tells of it.
    storageError(error);
  }
}
