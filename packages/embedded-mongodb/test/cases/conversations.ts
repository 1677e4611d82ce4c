import { BSONRegExp, Long, Timestamp } from 'bson';
import type { Doc, Table } from './kinds.ts';

/** One command of a conversation and what its answer holds, or its error's code. */
type Step = { command: Doc; gives?: Doc; fails?: number; labels?: string[] };

/**
 * Commands past the driver, one after another in one session: what a driver would never send, or does by itself. 'C' stands
 * for the collection, which holds `{_id: 1}`, and `{_id: 2}`; 'CURSOR' for the cursor that an answer before has opened.
 */
export type Conversation = { title: string; steps: Step[] };

const number = (txnNumber: number): Doc => ({ lsid: 'LSID', txnNumber: Long.fromNumber(txnNumber) });
const begin = (txnNumber: number): Doc => ({ ...number(txnNumber), startTransaction: true, autocommit: false });
const within = (txnNumber: number): Doc => ({ ...number(txnNumber), autocommit: false });
const commit = (txnNumber: number): Doc => ({ commitTransaction: 1, ...within(txnNumber), $db: 'admin' });
const abort = (txnNumber: number): Doc => ({ abortTransaction: 1, ...within(txnNumber), $db: 'admin' });
const insert = (_id: unknown): Doc => ({ insert: 'C', documents: [{ _id }] });
const many: Doc = { insert: 'C', documents: Array.from({ length: 500 }, (_, n) => ({ n })) };
const pipeline = (...stages: Doc[]): Doc => ({ aggregate: 'C', pipeline: stages, cursor: {} });
const TRANSIENT = ['TransientTransactionError'];

export const conversations: Table<Conversation>[] = [
  {
    source: 'specifications/source/transactions; Manual: Transactions, operations that are restricted',
    cases: [
      { title: '$out in a transaction', steps: [{ command: { ...pipeline({ $out: 'o' }), ...begin(1) }, fails: 263 }] },
      {
        title: '$merge in a transaction, which it ends',
        steps: [
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: { ...pipeline({ $merge: 'o' }), ...within(1) }, fails: 263 },
          { command: commit(1), fails: 251 },
        ],
      },
      {
        title: '$unionWith in a transaction',
        steps: [{ command: { ...pipeline({ $unionWith: 'o' }), ...begin(1) }, fails: 263 }],
      },
      { title: 'count in a transaction', steps: [{ command: { count: 'C', ...begin(1) }, fails: 263 }] },
      {
        title: 'a write concern in a transaction',
        steps: [{ command: { ...insert(3), ...begin(1), writeConcern: { w: 1 } }, fails: 72 }],
      },
      {
        title: 'a read concern in its second command',
        steps: [
          { command: { find: 'C', ...begin(1), readConcern: { level: 'snapshot' } }, gives: { ok: 1 } },
          { command: { find: 'C', ...within(1), readConcern: { level: 'snapshot' } }, fails: 72 },
        ],
      },
      {
        title: 'a read concern that no transaction has',
        steps: [{ command: { find: 'C', ...begin(1), readConcern: { level: 'available' } }, fails: 72 }],
      },
      {
        title: 'the same number twice',
        steps: [
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: { ...insert(4), ...begin(1) }, fails: 50911 },
        ],
      },
      {
        title: 'the number of one that was aborted, begun again',
        steps: [
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: abort(1), gives: { ok: 1 } },
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: commit(1), gives: { ok: 1 } },
        ],
      },
      {
        title: 'an older number',
        steps: [
          { command: { ...insert(3), ...begin(2) }, gives: { n: 1 } },
          { command: { ...insert(4), ...begin(1) }, fails: 225 },
        ],
      },
      {
        title: 'a commit that is repeated',
        steps: [
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: commit(1), gives: { ok: 1 } },
          { command: commit(1), gives: { ok: 1 } },
          { command: { find: 'C', ...within(1) }, fails: 256 },
          { command: abort(1), fails: 256 },
        ],
      },
      {
        title: 'a commit after the abort',
        steps: [
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: abort(1), gives: { ok: 1 } },
          { command: commit(1), fails: 251, labels: TRANSIENT },
        ],
      },
      {
        title: 'a command of one that was never begun',
        steps: [{ command: { find: 'C', ...within(1) }, fails: 251, labels: TRANSIENT }],
      },
      {
        title: 'a commit in another database',
        steps: [
          { command: { ...insert(3), ...begin(1) }, gives: { n: 1 } },
          { command: { ...commit(1), $db: 'samsyn' }, fails: 13 },
        ],
      },
    ],
  },
  {
    source: 'specifications/source/sessions and retryable-writes',
    cases: [
      { title: 'a number without a session', steps: [{ command: { ...insert(3), txnNumber: Long.ONE }, fails: 72 }] },
      { title: 'autocommit without a number', steps: [{ command: { ...insert(3), autocommit: false }, fails: 72 }] },
      {
        title: 'autocommit that is true',
        steps: [{ command: { ...insert(3), ...number(1), autocommit: true }, fails: 72 }],
      },
      {
        title: 'startTransaction without autocommit',
        steps: [{ command: { ...insert(3), ...number(1), startTransaction: true }, fails: 72 }],
      },
      { title: 'a read with a number', steps: [{ command: { find: 'C', ...number(1) }, fails: 50768 }] },
      { title: 'a ping with a number', steps: [{ command: { ping: 1, ...number(1) }, fails: 50768 }] },
      {
        title: 'a retryable update of many',
        steps: [
          {
            command: { update: 'C', updates: [{ q: {}, u: { $set: { n: 1 } }, multi: true }], ...number(1) },
            fails: 72,
          },
        ],
      },
      {
        title: 'a retryable removal of many',
        steps: [{ command: { delete: 'C', deletes: [{ q: {}, limit: 0 }], ...number(1) }, fails: 72 }],
      },
      {
        title: 'an insert that is sent twice is done once',
        steps: [
          { command: { ...insert(3), ...number(1) }, gives: { n: 1 } },
          { command: { ...insert(3), ...number(1) }, gives: { n: 1 } },
          { command: { ...insert(3), ...number(2) }, gives: { n: 0, writeErrors: [{ index: 0, code: 11000 }] } },
        ],
      },
      { title: 'the end of sessions', steps: [{ command: { endSessions: [{ id: 'UUID' }] }, gives: { ok: 1 } }] },
      { title: 'a refresh of sessions', steps: [{ command: { refreshSessions: [{ id: 'UUID' }] }, gives: { ok: 1 } }] },
    ],
  },
  {
    source: 'Manual: getMore, sessions; specifications/source/find_getmore_killcursors_commands',
    cases: [
      {
        title: 'a batch of none opens a cursor',
        steps: [
          { command: { find: 'C', batchSize: 0, lsid: 'LSID' }, gives: { cursor: { firstBatch: [] } } },
          {
            command: { getMore: 'CURSOR', collection: 'C', lsid: 'LSID' },
            gives: { cursor: { nextBatch: [{ _id: 1 }, { _id: 2 }] } },
          },
        ],
      },
      {
        title: 'a batch of none tells what is wrong with the pipeline',
        steps: [{ command: { ...pipeline({ $match: { $nope: 1 } }), cursor: { batchSize: 0 } }, fails: 2 }],
      },
      {
        title: 'another session, or none, cannot have it',
        steps: [
          { command: { find: 'C', batchSize: 1, lsid: 'LSID' }, gives: { ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'C' }, fails: 50737 },
          { command: { getMore: 'CURSOR', collection: 'C', lsid: { id: 'UUID' } }, fails: 50738 },
        ],
      },
      {
        title: 'a session cannot have one that was opened without any',
        steps: [
          { command: { find: 'C', batchSize: 1 }, gives: { ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'C', lsid: 'LSID' }, fails: 50736 },
        ],
      },
      {
        title: 'outside of its transaction',
        steps: [
          { command: { find: 'C', batchSize: 1, ...begin(1) }, gives: { ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'C', lsid: 'LSID' }, fails: 50740 },
        ],
      },
      {
        title: 'for another collection',
        steps: [
          { command: { find: 'C', batchSize: 1 }, gives: { ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'other' }, fails: 13 },
        ],
      },
      {
        title: 'of a collection that was dropped',
        steps: [
          { command: many, gives: { n: 500 } },
          { command: { find: 'C', batchSize: 1 }, gives: { ok: 1 } },
          { command: { drop: 'C' }, gives: { ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'C' }, fails: 175 },
        ],
      },
      {
        title: 'over an index that was dropped',
        steps: [
          { command: { createIndexes: 'C', indexes: [{ key: { n: 1 }, name: 'n' }] }, gives: { ok: 1 } },
          { command: many, gives: { n: 500 } },
          { command: { find: 'C', sort: { n: 1 }, batchSize: 1 }, gives: { ok: 1 } },
          { command: { dropIndexes: 'C', index: 'n' }, gives: { ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'C' }, fails: 175 },
        ],
      },
      {
        title: 'killed',
        steps: [
          { command: { find: 'C', batchSize: 1 }, gives: { ok: 1 } },
          { command: { killCursors: 'C', cursors: ['CURSOR'] }, gives: { cursorsNotFound: [], ok: 1 } },
          { command: { getMore: 'CURSOR', collection: 'C' }, fails: 43 },
        ],
      },
    ],
  },
  {
    source: 'specifications/source/read-write-concern and causal-consistency; Manual: Read Concern, Write Concern',
    cases: [
      ...['local', 'available', 'majority', 'linearizable'].map((level) => ({
        title: `the level ${level}`,
        steps: [{ command: { find: 'C', readConcern: { level } }, gives: { ok: 1 } }],
      })),
      { title: 'a level that is none', steps: [{ command: { find: 'C', readConcern: { level: 'x' } }, fails: 9 }] },
      {
        title: 'after a time of the cluster',
        steps: [
          {
            command: { find: 'C', lsid: 'LSID', readConcern: { afterClusterTime: new Timestamp({ t: 1, i: 1 }) } },
            gives: { ok: 1 },
          },
        ],
      },
      {
        title: '$out of what must be the newest',
        steps: [{ command: { ...pipeline({ $out: 'o' }), readConcern: { level: 'linearizable' } }, fails: 72 }],
      },
      {
        title: '$merge of what must be the newest',
        steps: [{ command: { ...pipeline({ $merge: 'o' }), readConcern: { level: 'linearizable' } }, fails: 72 }],
      },
      {
        title: 'more members than there are: written, and told',
        steps: [
          {
            command: { ...insert(3), writeConcern: { w: 2 } },
            gives: { n: 1, writeConcernError: { code: 100, codeName: 'UnsatisfiableWriteConcern' } },
          },
          { command: { find: 'C', filter: { _id: 3 } }, gives: { cursor: { firstBatch: [{ _id: 3 }] } } },
        ],
      },
      {
        title: 'a mode that nobody has named',
        steps: [
          { command: { ...insert(3), writeConcern: { w: 'three' } }, gives: { n: 1, writeConcernError: { code: 79 } } },
        ],
      },
      {
        title: 'more members than a set can have',
        steps: [{ command: { ...insert(3), writeConcern: { w: 51 } }, fails: 9 }],
      },
      {
        title: 'journaled by the majority',
        steps: [
          { command: { ...insert(3), writeConcern: { w: 'majority', j: true, wtimeout: 100 } }, gives: { n: 1 } },
        ],
      },
    ],
  },
  {
    source: 'specifications/source/versioned-api; Manual: Stable API',
    cases: [
      {
        title: 'version 1, strictly',
        steps: [
          { command: { find: 'C', apiVersion: '1', apiStrict: true, apiDeprecationErrors: true }, gives: { ok: 1 } },
        ],
      },
      { title: 'another version', steps: [{ command: { find: 'C', apiVersion: '2' }, fails: 322 }] },
      { title: 'strict about no version', steps: [{ command: { find: 'C', apiStrict: true }, fails: 4886600 }] },
      {
        title: 'a command that is not in it',
        steps: [{ command: { distinct: 'C', key: 'a', apiVersion: '1', apiStrict: true }, fails: 323 }],
      },
      {
        title: 'a stage that is not in it',
        steps: [{ command: { ...pipeline({ $indexStats: {} }), apiVersion: '1', apiStrict: true }, fails: 323 }],
      },
    ],
  },
  {
    source: 'specifications/source/bson-corpus (regex); Manual: $regex',
    cases: [
      {
        title: 'a stored regex with options that none has',
        steps: [
          { command: { insert: 'C', documents: [{ _id: 3, r: oddRegex() }] }, gives: { n: 1 } },
          { command: { find: 'C', filter: { r: { $exists: true } } }, gives: { cursor: { firstBatch: [{ _id: 3 }] } } },
        ],
      },
      {
        title: 'a filter by a regex with options that none has',
        steps: [
          { command: { find: 'C', filter: { s: oddRegex() } }, fails: 51108 },
          { command: { ping: 1 }, gives: { ok: 1 } },
        ],
      },
    ],
  },
];

/** The library itself makes no such regex. */
function oddRegex(): BSONRegExp {
  const regex = new BSONRegExp('a');
  regex.options = 'q';
  return regex;
}
