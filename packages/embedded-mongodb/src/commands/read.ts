import { Int32, Long } from 'bson';
import { runPipeline } from '../aggregate/pipeline.ts';
import { CommandError, located, notOffered } from '../errors.ts';
import { collationOf, textKeys } from '../query/collation.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Variables } from '../expression/scope.ts';
import { compile } from '../query/matcher.ts';
import { projector } from '../query/projection.ts';
import { countSelected, planSelection, select } from '../query/select.ts';
import type { Found, Selection } from '../query/select.ts';
import { takeBatch } from '../server/cursors.ts';
import type { Cursor } from '../server/cursors.ts';
import { explainPlan } from '../storage/plan.ts';
import { matchedIndex } from '../update/positions.ts';
import { encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { keyText } from '../values/key.ts';
import { toNumber } from '../values/numbers.ts';
import { splitPath, walk } from '../values/paths.ts';
import { RawCursor } from '../wire/raw.ts';
import type { CommandFamily, Context } from './context.ts';
import { collectionField, countField, docField, docsField, flag, listField, textField } from './fields.ts';

const FIRST_BATCH = 101;

/** The `let` of a command, computed. */
export function letVariables(command: Doc): Variables | undefined {
  const given = command['let'];
  if (!isDoc(given)) return undefined;
  return Object.fromEntries(Object.entries(given).map(([name, spec]) => [name, compileExpression(spec)({})]));
}

/** Answers the first batch and keeps the rest as a cursor. */
export function openCursor(
  context: Context,
  collection: string,
  source: Iterator<Uint8Array>,
  batchSize: number,
  single = false,
): Doc {
  const namespace = `${context.db}.${collection}`;
  const { cursors } = context.env;
  const cursor = cursors.make(namespace, source, context);
  const { batch, isDone } = takeBatch(cursor, batchSize);
  const isOpen = !isDone && !single;
  if (isOpen) cursors.keep(cursor);
  return { cursor: new RawCursor('firstBatch', batch, isOpen ? cursor.id : 0n, namespace), ok: 1 };
}

function selectionOf(command: Doc, filterName: string): Selection {
  return {
    filter: docField(command, filterName),
    sort: command['sort'],
    skip: countField(command, 'skip'),
    limit: countField(command, 'limit'),
    collation: command['collation'],
    hint: command['hint'],
    variables: letVariables(command),
  };
}

const NOT_OFFERED = ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max', 'oplogReplay'];

function refuseNotOffered(command: Doc): void {
  for (const name of NOT_OFFERED) {
    const value = command[name];
    if (flag(value) || isDoc(value)) throw notOffered(`find with '${name}'`);
  }
}

function* projected(found: Iterable<Found>, project: ((doc: Doc) => Doc) | undefined): Generator<Uint8Array> {
  for (const one of found) yield project ? encode(project(one.doc)) : one.row.bytes;
}

function find(context: Context): Doc {
  const { command, db, view } = context;
  const name = collectionField(command, 'find');
  refuseNotOffered(command);
  docField(command, 'projection');
  const collection = view.catalog.find(db, name);
  const selection = selectionOf(command, 'filter');
  const position = (doc: Doc) => {
    const path = Object.keys(docField(command, 'projection')).find((one) => one.endsWith('.$'));
    return path ? matchedIndex(doc, selection.filter, path.slice(0, -2)) : undefined;
  };
  const project = projector(command['projection'], { variables: selection.variables, position });
  if (!collection) compile(selection.filter, { collation: collationOf(selection.collation) });
  const size = countField(command, 'batchSize') ?? FIRST_BATCH;
  const found = collection ? select(view, collection, selection, size) : [];
  return openCursor(context, name, projected(found, project), size, flag(command['singleBatch']));
}

/** A cursor belongs to the session and the transaction that it was opened in. The numbers are MongoDB's. */
function refuseForeign({ id, session, owner }: Cursor, { session: ownSession, transaction }: Context): void {
  const wrong = (kinds: readonly [number, number, number], what: string, made: unknown, own: unknown) => {
    if (made === own) return;
    const code = kinds[made === undefined ? 0 : own === undefined ? 1 : 2];
    throw located(code, `Cannot run getMore on cursor ${id}, which was created in another ${what}, or in none`);
  };
  wrong([50736, 50737, 50738], 'session', session, ownSession);
  wrong([50739, 50740, 50741], 'transaction', owner, transaction);
}

function getMore(context: Context): Doc {
  const { command, db, env } = context;
  const namespace = `${db}.${textField(command, 'collection')}`;
  const size = countField(command, 'batchSize');
  if (!(command['getMore'] instanceof Long)) {
    throw new CommandError('TypeMismatch', `BSON field 'getMore.getMore' must be of type long`);
  }
  const cursor = env.cursors.get(command['getMore'], namespace);
  refuseForeign(cursor, context);
  try {
    const { batch, isDone } = takeBatch(cursor, size === undefined || size === 0 ? Infinity : size);
    if (isDone) env.cursors.kill(cursor.id);
    return { cursor: new RawCursor('nextBatch', batch, isDone ? 0n : cursor.id, namespace), ok: 1 };
  } catch (error) {
    env.cursors.kill(cursor.id);
    throw error;
  }
}

function killCursors({ command, env }: Context): Doc {
  const ids = listField(command, 'cursors');
  const killed = ids.filter((id) => id instanceof Long && env.cursors.kill(id.toBigInt()));
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
}

function count(context: Context): Doc {
  const { command, db, view } = context;
  const collection = view.catalog.find(db, collectionField(command, 'count'));
  const limit = command['limit'];
  const selection = selectionOf(
    { ...command, limit: limit === undefined ? 0 : Math.abs(toNumber(limit) ?? NaN) },
    'query',
  );
  compile(selection.filter, { collation: collationOf(selection.collation) });
  if (!collection) return { n: new Int32(0), ok: 1 };
  return { n: new Int32(countSelected(view, collection, selection)), ok: 1 };
}

function distinct(context: Context): Doc {
  const { command, db, view } = context;
  const collection = view.catalog.find(db, collectionField(command, 'distinct'));
  const path = splitPath(textField(command, 'key'));
  const selection = selectionOf(command, 'query');
  const collation = selection.collation ?? collection?.options['collation'];
  const textKey = textKeys(collation);
  const values = new Map<string, unknown>();
  for (const { doc } of collection ? select(view, collection, selection) : []) {
    walk(doc, path, 0, (value, isElement) => {
      if (value === undefined || (Array.isArray(value) && !isElement)) return false;
      const key = keyText(textKey && typeof value === 'string' ? textKey(value) : value);
      if (!values.has(key)) values.set(key, value);
      return false;
    });
  }
  return { values: [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), ok: 1 };
}

function* encoded(docs: Iterable<Doc>): Generator<Uint8Array> {
  for (const doc of docs) yield encode(doc);
}

const NOT_IN_TRANSACTION = new Set(['$out', '$merge', '$unionWith', '$collStats', '$indexStats']);

/** Stages that go neither with a transaction nor with a read that waits until it is the newest. */
function refuseStages(pipeline: readonly Doc[], { command, transaction }: Context): void {
  const names = pipeline.flatMap((stage) => Object.keys(stage));
  const inTransaction = transaction && names.find((name) => NOT_IN_TRANSACTION.has(name));
  if (inTransaction) {
    throw new CommandError(
      'OperationNotSupportedInTransaction',
      `Stage not supported inside of a multi-document transaction: ${inTransaction}`,
    );
  }
  const writing = names.find((name) => name === '$out' || name === '$merge');
  if (writing && docField(command, 'readConcern')['level'] === 'linearizable')
    throw new CommandError(
      'InvalidOptions',
      `Aggregation stage ${writing} cannot run with a readConcern of linearizable`,
    );
}

function aggregate(context: Context): Doc {
  const { command, db } = context;
  const target = command['aggregate'];
  const pipeline = docsField(command, 'pipeline');
  const name = typeof target === 'string' ? target : '$cmd.aggregate';
  refuseStages(pipeline, context);
  if (flag(command['explain'])) return explain({ ...context, command: { explain: { ...command, explain: false } } });
  if (command['cursor'] === undefined) {
    const message = "The 'cursor' option is required, except for aggregate with the explain argument";
    throw new CommandError('FailedToParse', message);
  }
  const docs = runPipeline(pipeline, {
    env: context.env,
    view: context.view,
    db,
    collection: typeof target === 'string' ? target : undefined,
    variables: letVariables(command),
    collation: command['collation'],
    hint: command['hint'],
  });
  const size = countField(docField(command, 'cursor'), 'batchSize') ?? FIRST_BATCH;
  return openCursor(context, name, encoded(docs), size);
}

function explain(context: Context): Doc {
  const inner = docField(context.command, 'explain');
  const [name = ''] = Object.keys(inner);
  const collection = context.view.catalog.find(context.db, String(inner[name]));
  const selection = explained(name, inner);
  const plan = collection ? explainPlan(planSelection(collection, selection)) : { stage: 'EOF' };
  const namespace = `${context.db}.${String(inner[name])}`;
  const stats: Doc = {};
  if (context.command['verbosity'] !== 'queryPlanner' && collection) {
    let n = 0;
    for (const _ of select(context.view, collection, selection)) n += 1;
    stats['executionStats'] = { executionSuccess: true, nReturned: n };
  }
  return {
    explainVersion: '1',
    queryPlanner: { namespace, parsedQuery: selection.filter, winningPlan: plan, rejectedPlans: [] },
    ...stats,
    command: inner,
    ok: 1,
  };
}

function explained(name: string, inner: Doc): Selection {
  if (name === 'find') return selectionOf(inner, 'filter');
  if (name === 'count' || name === 'distinct') return selectionOf(inner, 'query');
  if (name === 'findAndModify' || name === 'findandmodify')
    return { filter: docField(inner, 'query'), sort: inner['sort'] };
  const first = Array.isArray(inner['pipeline'] ?? inner['updates'] ?? inner['deletes'])
    ? listField(inner, name === 'aggregate' ? 'pipeline' : `${name}s`)[0]
    : {};
  return { filter: isDoc(first) ? docField(first, name === 'aggregate' ? '$match' : 'q') : {} };
}

const QUERY = ['hint', 'collation', 'readPreference', 'allowDiskUse', 'let'];

export const readCommands: CommandFamily = {
  find: {
    kind: 'read',
    inTransaction: true,
    run: find,
    fields: [
      ...QUERY,
      ...NOT_OFFERED,
      'filter',
      'projection',
      'sort',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'noCursorTimeout',
      'allowPartialResults',
    ],
  },
  getMore: { kind: 'read', inTransaction: true, run: getMore, fields: ['collection', 'batchSize', 'term'] },
  killCursors: { kind: 'read', inTransaction: true, run: killCursors, fields: ['cursors'] },
  count: { kind: 'read', run: count, fields: [...QUERY, 'query', 'skip', 'limit', 'fields'] },
  distinct: { kind: 'read', inTransaction: true, run: distinct, fields: [...QUERY, 'key', 'query'] },
  aggregate: {
    kind: 'read',
    inTransaction: true,
    run: aggregate,
    fields: [...QUERY, 'pipeline', 'explain', 'cursor', 'bypassDocumentValidation', 'writeConcern'],
  },
  explain: { kind: 'read', run: explain, fields: ['verbosity'] },
};
