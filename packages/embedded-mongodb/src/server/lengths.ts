import { isCount, leading } from '../aggregate/pipeline.ts';
import { planSelection } from '../query/select.ts';
import type { Selection } from '../query/select.ts';
import type { Collection } from '../storage/catalog.ts';
import type { IndexPlan } from '../storage/plan.ts';
import type { Store } from '../storage/store.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';

/** So many documents are read in about a tenth of a second: below it a read is done where it comes. */
const MANY = 20_000;
/** So many rows are counted without being read in about as long. */
const MANY_TO_COUNT = 500_000;

/** How long a guess of a collection's size serves. Milliseconds. */
const FRESH = 1000;
const sizes = new WeakMap<Collection, { rows: number; at: number }>();

/** How many rows there are at most: rows are numbered as they come. Asked of the file once a second. */
function mostRows({ sql }: Store, collection: Collection): number {
  const known = sizes.get(collection);
  const now = performance.now();
  if (known && now - known.at < FRESH) return known.rows;
  const rows = Number(sql.get(`SELECT max(rid) AS n FROM c${collection.id}`)?.['n'] ?? 0);
  sizes.set(collection, { rows, at: now });
  return rows;
}

/** Whether the filter names one value of an index's first field, which is what most commands do. */
function hasPoint({ indexes }: Collection, filter: Doc): boolean {
  return indexes.some(({ fields: [first] }) => {
    const value = first && filter[first.name];
    return value !== undefined && !isDoc(value);
  });
}

/** Whether an index finds that many, counted no further than that. */
function findsMany({ sql }: Store, { id }: Collection, { index, ranges }: IndexPlan): boolean {
  const [table, key] = index.primary ? [`c${id}`, 'id'] : [`i${index.id}`, 'k'];
  const text = `SELECT count(*) AS n FROM (SELECT 1 FROM ${table} WHERE ${key} >= ? AND ${key} < ? LIMIT ${MANY})`;
  let n = 0;
  return ranges.some(({ lower, upper }) => (n += Number(sql.get(text, lower, upper)?.['n'] ?? 0)) >= MANY);
}

/** Whether all that a selection has to look at is many. */
function looksAtMany(store: Store, collection: Collection, selection: Selection): boolean {
  const plan = planSelection(collection, selection);
  if (plan.kind === 'collection') return true;
  const plans = plan.kind === 'union' ? plan.plans : [plan];
  return plans.some((part) => part.kind !== 'index' || findsMany(store, collection, part));
}

function filterOf(value: unknown): Doc {
  return isDoc(value) ? value : {};
}

/** A find stops at its first batch, unless few match or all have to be there to be sorted. */
function isShortFind(collection: Collection, { filter, sort }: Doc): boolean {
  const asked = filterOf(filter);
  return sort === undefined && (Object.keys(asked).length === 0 || hasPoint(collection, asked));
}

function isLongFind(store: Store, collection: Collection, { filter, sort, hint, collation }: Doc): boolean {
  const selection = { filter: filterOf(filter), sort, hint, collation };
  const plan = planSelection(collection, selection);
  if (plan.kind === 'collection') return true;
  return sort !== undefined && !(plan.kind === 'index' && plan.sorted) && looksAtMany(store, collection, selection);
}

function isLongCount(store: Store, collection: Collection, selection: Selection, rows: number): boolean {
  const plan = planSelection(collection, selection);
  const isCounted = Object.keys(selection.filter).length === 0 || (plan.kind === 'index' && plan.exact);
  return isCounted ? rows >= MANY_TO_COUNT : looksAtMany(store, collection, selection);
}

const ELSEWHERE = ['$lookup', '$graphLookup', '$unionWith'];

/** Whether a pipeline reads another collection that is large. */
function joinsMany(store: Store, db: string, stages: readonly Doc[]): boolean {
  const joined = stages.flatMap((stage) => ELSEWHERE.map((name) => stage[name])).filter((one) => one !== undefined);
  return joined.some((one) => {
    const from: unknown = isDoc(one) ? (one['from'] ?? one['coll']) : one;
    const other = typeof from === 'string' ? store.catalog.find(db, from) : undefined;
    return other !== undefined && mostRows(store, other) >= MANY;
  });
}

function isLongAggregate(
  store: Store,
  collection: Collection,
  { pipeline, hint, collation }: Doc,
  rows: number,
): boolean {
  const stages = Array.isArray(pipeline) ? pipeline.filter(isDoc) : [];
  const { selection, taken } = leading(stages);
  const all = { ...selection, hint, collation };
  if (isCount(stages.at(-1)) && taken === stages.length - 1) return isLongCount(store, collection, all, rows);
  const isShort =
    selection.limit !== undefined && selection.sort === undefined && Object.keys(selection.filter).length === 0;
  return !isShort && looksAtMany(store, collection, all);
}

/** Whether a read (find, count, distinct or aggregate) would make others wait for long. Throws as the command would. */
export function isLong(store: Store, name: string, command: Doc): boolean {
  const { $db: db, [name]: own } = command;
  if (typeof db !== 'string' || typeof own !== 'string') return false;
  const { pipeline } = command;
  if (Array.isArray(pipeline) && joinsMany(store, db, pipeline.filter(isDoc))) return true;
  const collection = store.catalog.find(db, own);
  // What most finds are is told without asking the file.
  if (!collection || (name === 'find' && isShortFind(collection, command))) return false;
  const rows = mostRows(store, collection);
  if (rows < MANY) return false;
  if (name === 'find') return isLongFind(store, collection, command);
  if (name === 'aggregate') return isLongAggregate(store, collection, command, rows);
  const selection = { filter: filterOf(command['query']), hint: command['hint'], collation: command['collation'] };
  return name === 'count' ? isLongCount(store, collection, selection, rows) : looksAtMany(store, collection, selection);
}
