import { CommandError, located } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';

/**
 * What a command may say about its session, its transaction and its concerns, in MongoDB's words:
 * src/mongo/db/session/logical_session_id_helpers and transaction_validation, and the driver specifications for
 * sessions, transactions, retryable writes and the versioned API.
 */

function invalid(message: string): CommandError {
  return new CommandError('InvalidOptions', message);
}

const ENDS = new Set(['commitTransaction', 'abortTransaction']);
const OF_ADMIN = new Set(
  `commitTransaction abortTransaction listDatabases renameCollection getParameter getCmdLineOpts getLog top currentOp
  replSetGetStatus replSetGetConfig getDefaultRWConcern`.split(/\s+/),
);
const RETRYABLE = new Set(['insert', 'update', 'delete', 'findAndModify', 'findandmodify']);

function checkNumber(name: string, command: Doc): void {
  const { txnNumber, autocommit, startTransaction, lsid } = command;
  if (txnNumber !== undefined && lsid === undefined)
    throw invalid('Transaction number requires a session ID to also be specified');
  if (autocommit !== undefined && txnNumber === undefined)
    throw invalid("'autocommit' field requires a transaction number to also be specified");
  if (autocommit !== undefined && autocommit !== false) throw invalid('Specifying autocommit=true is not allowed.');
  if (startTransaction !== undefined && autocommit === undefined)
    throw invalid("'startTransaction' field requires 'autocommit' field to also be specified");
  if (startTransaction !== undefined && startTransaction !== true)
    throw invalid('Specifying startTransaction=false is not allowed.');
  if (txnNumber !== undefined && autocommit === undefined && !RETRYABLE.has(name)) {
    throw new CommandError(
      'NotARetryableWriteCommand',
      `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${name} is not a retryable write command.`,
    );
  }
  if (OF_ADMIN.has(name) && command['$db'] !== 'admin')
    throw new CommandError('Unauthorized', `${name} may only be run against the admin database.`);
}

const LEVELS = new Set<unknown>(['local', 'majority', 'linearizable', 'available', 'snapshot']);
const LEVELS_IN_TRANSACTION = new Set<unknown>([undefined, 'local', 'majority', 'snapshot']);

function checkConcernsIn(name: string, command: Doc): void {
  const { readConcern, writeConcern, startTransaction, autocommit } = command;
  const level = isDoc(readConcern) ? readConcern['level'] : undefined;
  if (level !== undefined && !LEVELS.has(level)) {
    throw new CommandError(
      'FailedToParse',
      "readConcern.level must be either 'local', 'majority', 'linearizable', 'available', or 'snapshot'",
    );
  }
  if (autocommit !== false) return;
  if (writeConcern !== undefined && !ENDS.has(name))
    throw invalid('writeConcern is not allowed within a multi-statement transaction');
  if (readConcern !== undefined && startTransaction !== true)
    throw invalid('Only the first command in a transaction may specify a readConcern');
  if (!LEVELS_IN_TRANSACTION.has(level)) {
    throw invalid(
      "The readConcern level must be either 'local' (default), 'majority' or 'snapshot' in order to run in a transaction",
    );
  }
}

const VERSION_1 = new Set(
  `abortTransaction aggregate authenticate collMod commitTransaction count create createIndexes delete drop dropDatabase
  dropIndexes endSessions explain find findAndModify getMore hello insert killCursors listCollections listDatabases
  listIndexes ping refreshSessions saslContinue saslStart update`.split(/\s+/),
);
const STAGES_BEYOND_1 = new Set([
  '$currentOp',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
]);

/** https://www.mongodb.com/docs/manual/reference/stable-api/ */
function checkApi(name: string, { apiVersion, apiStrict, apiDeprecationErrors, pipeline }: Doc): void {
  if (apiVersion === undefined && (apiStrict !== undefined || apiDeprecationErrors !== undefined))
    throw located(4886600, 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
  if (apiVersion !== undefined && apiVersion !== '1')
    throw new CommandError('APIVersionError', 'API version must be "1"');
  if (apiStrict !== true) return;
  const stages = Array.isArray(pipeline) ? pipeline.filter(isDoc).flatMap((stage) => Object.keys(stage)) : [];
  const beyond = VERSION_1.has(name) ? stages.find((stage) => STAGES_BEYOND_1.has(stage)) : `the command ${name}`;
  if (beyond)
    throw new CommandError('APIStrictError', `Provided apiStrict:true, but ${beyond} is not in API Version 1`);
}

/** Throws for what does not go together in any command. */
export function checkRules(name: string, command: Doc): void {
  checkNumber(name, command);
  checkConcernsIn(name, command);
  checkApi(name, command);
}

/** Writes to many documents are not done again by themselves. */
export function refuseRetryable({ txnNumber, autocommit }: Doc, isMany: boolean, what: string): void {
  if (isMany && txnNumber !== undefined && autocommit === undefined)
    throw invalid(`Cannot use (or request) retryable writes with ${what}`);
}
