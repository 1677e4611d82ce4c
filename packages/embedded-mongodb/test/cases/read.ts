import { Double, Long } from 'mongodb';
import type { CommandCase, Table } from './kinds.ts';

const abc = [
  { _id: 1, n: 3, s: 'a', tags: ['x', 'y'] },
  { _id: 2, n: 1, s: 'b', tags: ['y'] },
  { _id: 3, n: 2, s: 'c', tags: [] },
];
const ids = (...list: number[]) => list.map((_id) => ({ _id }));
const only = { projection: { _id: 1 } };

/** find, count and distinct as commands. */
export const read: Table<CommandCase>[] = [
  {
    source: 'Manual: find (database command)',
    cases: [
      { docs: abc, command: { find: 'C' }, batch: abc },
      { docs: abc, command: { find: 'C', filter: { n: 2 } }, batch: [abc[2]] },
      { docs: abc, command: { find: 'C', sort: { n: 1 }, ...only }, batch: ids(2, 3, 1) },
      { docs: abc, command: { find: 'C', sort: { n: -1 }, skip: 1, ...only }, batch: ids(3, 2) },
      { docs: abc, command: { find: 'C', sort: { n: -1 }, limit: 1, ...only }, batch: ids(1) },
      { docs: abc, command: { find: 'C', limit: 0, ...only }, batch: ids(1, 2, 3) },
      { docs: abc, command: { find: 'C', batchSize: 2, singleBatch: true, ...only }, batch: ids(1, 2) },
      { docs: abc, command: { find: 'C', batchSize: 0, singleBatch: true }, batch: [] },
      { docs: abc, command: { find: 'C', sort: { $natural: -1 }, ...only }, batch: ids(3, 2, 1) },
      { docs: abc, command: { find: 'C', hint: '_id_', ...only }, batch: ids(1, 2, 3) },
      { docs: abc, command: { find: 'C', hint: { _id: 1 }, ...only }, batch: ids(1, 2, 3) },
      { docs: abc, command: { find: 'C', hint: { zzz: 1 } }, fails: 2 },
      { docs: abc, command: { find: 'C', comment: 'why', ...only }, batch: ids(1, 2, 3) },
      { docs: abc, command: { find: 'C', readConcern: { level: 'majority' }, ...only }, batch: ids(1, 2, 3) },
      { docs: abc, command: { find: 'C', allowDiskUse: true, maxTimeMS: 10_000, ...only }, batch: ids(1, 2, 3) },
      { docs: abc, command: { find: 'C', noCursorTimeout: true, ...only }, batch: ids(1, 2, 3) },
      {
        docs: abc,
        command: { find: 'C', filter: { $expr: { $eq: ['$n', '$$x'] } }, let: { x: 2 }, ...only },
        batch: ids(3),
      },
      { command: { find: 'C' }, batch: [], note: 'a collection that is not there is empty' },
      { docs: abc, command: { find: 'C', limit: -1 }, fails: 51024 },
      { docs: abc, command: { find: 'C', skip: -1 }, fails: 51024 },
      { docs: abc, command: { find: 'C', batchSize: -1 }, fails: 51024 },
      { docs: abc, command: { find: 'C', filter: 5 }, fails: 14 },
      { docs: abc, command: { find: 'C', sort: 5 }, fails: 14 },
      { docs: abc, command: { find: 'C', sort: { n: 2 } }, fails: 2 },
      { docs: abc, command: { find: 'C', sort: { n: 'x' } }, fails: 2 },
      { docs: abc, command: { find: 'C', projection: 5 }, fails: 14 },
      { docs: abc, command: { find: 'C', limit: 'x' }, fails: 14 },
      { docs: abc, command: { find: 5 }, fails: 73 },
      { docs: abc, command: { find: '' }, fails: 73 },
      { docs: abc, command: { find: 'C', frog: 1 }, fails: 40415 },
      { docs: abc, command: { find: 'C', collation: { locale: 'frog' } }, fails: 2 },
      { docs: abc, command: { find: 'C', collation: {} }, fails: 40414 },
      { docs: abc, command: { find: 'C', tailable: true }, fails: 115 },
      { docs: abc, command: { find: 'C', min: { _id: 1 }, hint: { _id: 1 } }, fails: 115 },
    ],
  },
  {
    source: 'Manual: count (database command); specifications/source/crud: countDocuments, estimatedDocumentCount',
    cases: [
      { docs: abc, command: { count: 'C' }, gives: { n: 3, ok: 1 } },
      { docs: abc, command: { count: 'C', query: { n: { $gt: 1 } } }, gives: { n: 2 } },
      { docs: abc, command: { count: 'C', query: {}, limit: 2 }, gives: { n: 2 } },
      { docs: abc, command: { count: 'C', limit: -2 }, gives: { n: 2 }, note: 'a negative limit counts as its size' },
      { docs: abc, command: { count: 'C', skip: 2 }, gives: { n: 1 } },
      { docs: abc, command: { count: 'C', skip: 5 }, gives: { n: 0 } },
      { docs: abc, command: { count: 'C', query: { tags: 'y' } }, gives: { n: 2 } },
      {
        docs: abc,
        command: { count: 'C', query: { s: 'A' }, collation: { locale: 'sv', strength: 2 } },
        gives: { n: 1 },
      },
      { docs: abc, command: { count: 'C', hint: '_id_' }, gives: { n: 3 } },
      { docs: abc, command: { count: 'C', hint: 'zzz' }, fails: 2 },
      { command: { count: 'C' }, gives: { n: 0 } },
      { docs: abc, command: { count: 'C', skip: -1 }, fails: 51024 },
      { docs: abc, command: { count: 'C', query: { $frog: 1 } }, fails: 2 },
      { docs: abc, command: { count: 'C', frog: 1 }, fails: 40415 },
      {
        before: [{ insert: 'C', documents: [{ _id: null }] }],
        command: { count: 'C', query: { _id: null } },
        gives: { n: 1 },
      },
    ],
  },
  {
    source: 'Manual: distinct (database command)',
    cases: [
      { docs: abc, command: { distinct: 'C', key: 'n' }, gives: { values: [1, 2, 3], ok: 1 } },
      {
        docs: abc,
        command: { distinct: 'C', key: 'tags' },
        gives: { values: ['x', 'y'] },
        note: 'elements, not arrays',
      },
      { docs: abc, command: { distinct: 'C', key: 'n', query: { s: 'a' } }, gives: { values: [3] } },
      { docs: abc, command: { distinct: 'C', key: 'zzz' }, gives: { values: [] } },
      { command: { distinct: 'C', key: 'a' }, gives: { values: [] } },
      { docs: [{ a: { b: 1 } }, { a: { b: 2 } }], command: { distinct: 'C', key: 'a.b' }, gives: { values: [1, 2] } },
      { docs: [{ a: [{ b: 1 }, { b: 2 }] }], command: { distinct: 'C', key: 'a.b' }, gives: { values: [1, 2] } },
      { docs: [{ a: [1, 2] }], command: { distinct: 'C', key: 'a.0' }, gives: { values: [1] } },
      { docs: [{ a: null }, { a: 1 }, {}], command: { distinct: 'C', key: 'a' }, gives: { values: [null, 1] } },
      {
        docs: [{ a: 1 }, { a: new Double(1) }, { a: Long.fromNumber(1) }],
        command: { distinct: 'C', key: 'a' },
        gives: { values: [1] },
        note: 'numbers that are equal are one',
      },
      {
        docs: [{ a: 'ping' }, { a: 'PING' }],
        command: { distinct: 'C', key: 'a', collation: { locale: 'en_US', strength: 2 } },
        gives: { values: ['ping'] },
      },
      { docs: abc, command: { distinct: 'C' }, fails: 40414 },
      { docs: abc, command: { distinct: 'C', key: 5 }, fails: 14 },
      { docs: abc, command: { distinct: 'C', key: 'a', query: 5 }, fails: 14 },
    ],
  },
  {
    source:
      'Manual: getMore and killCursors (database commands); specifications/source/find_getmore_killcursors_commands',
    cases: [
      { command: { getMore: Long.fromNumber(12345), collection: 'C' }, fails: 43 },
      { command: { getMore: 5, collection: 'C' }, fails: 14 },
      { command: { getMore: Long.fromNumber(5) }, fails: 40414 },
      { command: { getMore: Long.fromNumber(5), collection: 'C', batchSize: -1 }, fails: 51024 },
      {
        command: { killCursors: 'C', cursors: [Long.fromNumber(12345)] },
        gives: { cursorsKilled: [], cursorsNotFound: [12345], cursorsAlive: [], ok: 1 },
      },
      { command: { killCursors: 'C' }, fails: 40414 },
      { command: { killCursors: 'C', cursors: 5 }, fails: 14 },
    ],
  },
];
