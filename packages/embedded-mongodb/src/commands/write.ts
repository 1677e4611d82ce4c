import { Int32 } from 'bson';
import { CommandError, located } from '../errors.ts';
import { projector } from '../query/projection.ts';
import { select } from '../query/select.ts';
import type { Selection } from '../query/select.ts';
import { HeldByTransaction } from '../storage/locks.ts';
import type { Collection } from '../storage/catalog.ts';
import { storageError } from '../storage/open.ts';
import { sqliteCode } from '../storage/sql.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { RawDoc } from '../wire/raw.ts';
import type { Command, CommandFamily, Context } from './context.ts';
import { collectionField, docField, docsField, flag, listField, refuseUnknown, requiredDoc } from './fields.ts';
import { insertBytes, modify } from './modify.ts';
import { letVariables } from './read.ts';
import { refuseRetryable } from './rules.ts';

const MOST_STATEMENTS = 100_000;

/** An error that concerns one statement; everything else ends the command. */
function statementError(error: unknown, index: number): Doc {
  const isOwn = error instanceof CommandError && !error.labels.includes('TransientTransactionError');
  if (!isOwn || error instanceof HeldByTransaction) throw error;
  if (sqliteCode(error) !== undefined) throw storageError(error);
  return { index: new Int32(index), code: new Int32(error.code), ...error.details, errmsg: error.message };
}

type Outcome = { errors: Doc[] };

/** Does statements one after another; an ordered batch stops at the first error. */
function eachStatement<T>(
  context: Context,
  statements: readonly T[],
  run: (statement: T, index: number) => void,
): Outcome {
  if (statements.length === 0 || statements.length > MOST_STATEMENTS) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements.length} operations.`,
    );
  }
  const isOrdered = context.command['ordered'] !== false;
  const errors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      errors.push(statementError(error, index));
      if (context.transaction && context.session) context.env.sessions.end(context.session, 'aborted');
      if (isOrdered || context.transaction) break;
    }
  }
  return { errors };
}

function withErrors(reply: Doc, { errors }: Outcome): Doc {
  return { ...reply, ...(errors.length > 0 ? { writeErrors: errors } : {}), ok: 1 };
}

function insert(context: Context): Doc {
  const documents = listField(context.command, 'documents');
  const collection = context.view.catalog.ensure(context.db, collectionField(context.command, 'insert'));
  const bypass = flag(context.command['bypassDocumentValidation']);
  let n = 0;
  const outcome = eachStatement(context, documents, (bytes) => {
    if (!(bytes instanceof Uint8Array)) throw new CommandError('TypeMismatch', 'documents must be objects');
    insertBytes(context, collection, bytes, bypass);
    n += 1;
  });
  return withErrors({ n: new Int32(n) }, outcome);
}

function selectionFor(context: Context, statement: Doc): Selection {
  const { collation, hint, sort } = statement;
  return { filter: requiredDoc(statement, 'q'), collation, hint, sort, variables: letVariables(context.command) };
}

const UPDATE = new Set(['q', 'u', 'c', 'upsert', 'multi', 'collation', 'arrayFilters', 'hint', 'upsertSupplied']);
const DELETE = new Set(['q', 'limit', 'collation', 'hint']);

/** Refuses the whole command for a statement that is not formed as it should be. */
function statementsOf(command: Doc, name: string, known: ReadonlySet<string>, required: readonly string[]): Doc[] {
  const statements = docsField(command, name);
  for (const statement of statements) {
    refuseUnknown(statement, known, `${name}.${name}`);
    const missing = required.find((field) => statement[field] === undefined);
    if (missing) throw located(40414, `BSON field '${name}.${name}.${missing}' is missing but a required field`);
  }
  return statements;
}

function update(context: Context): Doc {
  const statements = statementsOf(context.command, 'updates', UPDATE, ['q', 'u']);
  refuseRetryable(
    context.command,
    statements.some(({ multi }) => flag(multi)),
    'multi=true',
  );
  const name = collectionField(context.command, 'update');
  const upserted: Doc[] = [];
  let [n, nModified] = [0, 0];
  const outcome = eachStatement(context, statements, (statement, index) => {
    const selection = selectionFor(context, statement);
    const result = modify(context, name, {
      selection,
      update: statement['u'],
      arrayFilters: statement['arrayFilters'] === undefined ? undefined : listField(statement, 'arrayFilters'),
      upsert: flag(statement['upsert']),
      multi: flag(statement['multi']),
      variables: isDoc(statement['c']) ? letVariables({ let: statement['c'] }) : selection.variables,
    });
    n += result.matched + (result.upserted ? 1 : 0);
    nModified += result.modified;
    if (result.upserted) upserted.push({ index: new Int32(index), _id: result.upserted.id });
  });
  const reply = { n: new Int32(n), nModified: new Int32(nModified) };
  return withErrors(upserted.length > 0 ? { ...reply, upserted } : reply, outcome);
}

function remove(context: Context): Doc {
  const statements = statementsOf(context.command, 'deletes', DELETE, ['q', 'limit']);
  for (const { limit } of statements) {
    if (toNumber(limit) === 0 || toNumber(limit) === 1) continue;
    throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
  }
  refuseRetryable(
    context.command,
    statements.some(({ limit }) => toNumber(limit) === 0),
    'limit=0',
  );
  const collection = context.view.catalog.find(context.db, collectionField(context.command, 'delete'));
  let n = 0;
  const outcome = eachStatement(context, statements, (statement) => {
    const limit = toNumber(statement['limit']);
    const selection = { ...selectionFor(context, statement), limit };
    for (const { row, doc } of collection ? Array.from(select(context.view, collection, selection)) : []) {
      if (collection) context.view.remove(collection, row, doc);
      n += 1;
    }
  });
  return withErrors({ n: new Int32(n) }, outcome);
}

function value(context: Context, doc: Doc | undefined): unknown {
  if (!doc) return null;
  const project = projector(context.command['fields'], { variables: letVariables(context.command) });
  return project ? project(doc) : doc;
}

function findAndRemove(context: Context, collection: Collection | undefined, selection: Selection): Doc {
  const [found] = collection ? Array.from(select(context.view, collection, { ...selection, limit: 1 })) : [];
  if (!found || !collection) return { lastErrorObject: { n: new Int32(0) }, value: null, ok: 1 };
  context.view.remove(collection, found.row, found.doc);
  const isWhole = Object.keys(docField(context.command, 'fields')).length === 0;
  return {
    lastErrorObject: { n: new Int32(1) },
    value: isWhole ? new RawDoc(found.row.bytes) : value(context, found.doc),
    ok: 1,
  };
}

function findAndModify(context: Context): Doc {
  const { command } = context;
  const name = collectionField(command, context.name);
  const selection: Selection = {
    filter: docField(command, 'query'),
    sort: command['sort'],
    collation: command['collation'],
    hint: command['hint'],
    variables: letVariables(command),
  };
  if (flag(command['remove'])) {
    if (command['update'] !== undefined)
      throw new CommandError('FailedToParse', "Cannot specify both an 'update' and 'remove'=true");
    if (flag(command['upsert']))
      throw new CommandError('FailedToParse', "Cannot specify both 'upsert'=true and 'remove'=true");
    if (flag(command['new']))
      throw new CommandError('FailedToParse', "Cannot specify both 'new'=true and 'remove'=true");
    return findAndRemove(context, context.view.catalog.find(context.db, name), selection);
  }
  if (command['update'] === undefined)
    throw new CommandError('FailedToParse', "Either an update or 'remove'=true must be specified");
  const result = modify(context, name, {
    selection,
    update: command['update'],
    arrayFilters: command['arrayFilters'] === undefined ? undefined : listField(command, 'arrayFilters'),
    upsert: flag(command['upsert']),
    multi: false,
    variables: selection.variables,
  });
  const isNew = flag(command['new']);
  const lastErrorObject: Doc = {
    n: new Int32(result.matched + (result.upserted ? 1 : 0)),
    updatedExisting: result.matched > 0,
    ...(result.upserted ? { upserted: result.upserted.id } : {}),
  };
  const after = result.upserted ? result.upserted.doc : result.after;
  return { lastErrorObject, value: value(context, isNew ? after : result.before), ok: 1 };
}

const BATCH = ['ordered', 'bypassDocumentValidation', 'writeConcern', 'let'];
const FIND_AND_MODIFY: Command = {
  kind: 'write',
  inTransaction: true,
  run: findAndModify,
  fields: [
    ...BATCH,
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'collation',
    'arrayFilters',
    'hint',
  ],
};

export const writeCommands: CommandFamily = {
  insert: { kind: 'write', inTransaction: true, run: insert, fields: [...BATCH, 'documents'] },
  update: { kind: 'write', inTransaction: true, run: update, fields: [...BATCH, 'updates'] },
  delete: { kind: 'write', inTransaction: true, run: remove, fields: [...BATCH, 'deletes'] },
  findAndModify: FIND_AND_MODIFY,
  findandmodify: FIND_AND_MODIFY,
};
