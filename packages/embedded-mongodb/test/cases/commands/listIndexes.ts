import type { CommandCase, Table } from '../kinds.ts';
import { made } from './rows.ts';

/** listIndexes as a command. */
export const listIndexesCommand: Table<CommandCase>[] = [
  {
    source:
      'Manual: createIndexes, listIndexes, dropIndexes (database commands); specifications/source/index-management',
    cases: [
      {
        before: [made({ a: 1, b: -1 }, 'ab', { unique: true, sparse: true })],
        command: { listIndexes: 'C' },
        batch: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1, b: -1 }, name: 'ab', unique: true, sparse: true },
        ],
      },
      {
        before: [made({ a: 1 }, 'a', { expireAfterSeconds: 60, partialFilterExpression: { b: { $gt: 1 } } })],
        command: { listIndexes: 'C', cursor: {} },
        batch: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1 }, name: 'a', expireAfterSeconds: 60, partialFilterExpression: { b: { $gt: 1 } } },
        ],
      },
      { command: { listIndexes: 'C' }, fails: 26 },
    ],
  },
];
