import type { CommandCase, Table } from '../kinds.ts';
import { abc, ids, only } from './rows.ts';

/** find as a command. */
export const findCommand: Table<CommandCase>[] = [
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
];
