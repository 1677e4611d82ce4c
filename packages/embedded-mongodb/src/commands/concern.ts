import { Int32 } from 'bson';
import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { refuseUnknown } from './fields.ts';
import type { Command } from './context.ts';

/** What every command may have. */
const GENERIC = [
  '$db',
  '$clusterTime',
  '$readPreference',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'autocommit',
  'comment',
  'lsid',
  'maxTimeMS',
  'readConcern',
  'startTransaction',
  'txnNumber',
  'stmtId',
  'stmtIds',
  'rawData',
];

const known = new Map<string, ReadonlySet<string>>();

/** Refuses a command with a field that it does not know: an option that is not heeded must not be passed over. */
export function checkFields(name: string, { fields }: Command, command: Doc): void {
  if (!fields) return;
  let all = known.get(name);
  if (!all) known.set(name, (all = new Set([name, ...GENERIC, ...fields])));
  refuseUnknown(command, all, name);
}

const MOST_MEMBERS = 50;

/** The answer to a write, which says so when more members should have it than there are. */
export function withConcern(command: Doc, reply: Doc): Doc {
  const concern = command['writeConcern'];
  const w = isDoc(concern) ? concern['w'] : undefined;
  if (w === undefined || w === 'majority') return reply;
  const number = toNumber(w);
  if (number !== undefined && number <= 1) return reply;
  const error =
    number === undefined
      ? {
          code: new Int32(79),
          codeName: 'UnknownReplWriteConcern',
          errmsg: `No write concern mode named '${String(w)}'`,
        }
      : { code: new Int32(100), codeName: 'UnsatisfiableWriteConcern', errmsg: 'Not enough data-bearing nodes' };
  return { ...reply, writeConcernError: error };
}

/** Throws FailedToParse for a write concern that no set could meet. */
export function checkConcern(command: Doc): void {
  const concern = command['writeConcern'];
  const w = isDoc(concern) ? toNumber(concern['w']) : undefined;
  if (w !== undefined && (w < 0 || w > MOST_MEMBERS)) {
    throw new CommandError(
      'FailedToParse',
      `w has to be a non-negative number and not greater than ${MOST_MEMBERS}; found: ${w}`,
    );
  }
}
