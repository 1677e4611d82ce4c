import type { CommandCase, Table } from '../kinds.ts';
import { two } from './rows.ts';

const into = (options: object) => ({ aggregate: 'C', pipeline: [{ $merge: { into: 'C2', ...options } }], cursor: {} });
const held = { insert: 'C2', documents: [{ _id: 1, held: true }] };

/** aggregate as a command: what it writes. */
export const aggregateCommand: Table<CommandCase>[] = [
  {
    source:
      'Manual: $merge, $out; specifications/source/crud/tests/unified/aggregate-merge-errorResponse and aggregate-out',
    cases: [
      { docs: two, before: [{ ...into({}) }], command: { find: 'C2', sort: { _id: 1 } }, batch: two },
      {
        docs: two,
        before: [held, into({})],
        command: { find: 'C2', filter: { _id: 1 } },
        batch: [{ _id: 1, held: true, n: 1 }],
      },
      {
        docs: two,
        before: [held, into({ whenMatched: 'replace', whenNotMatched: 'discard' })],
        command: { find: 'C2' },
        batch: [{ _id: 1, n: 1 }],
      },
      {
        docs: two,
        before: [held, into({ whenMatched: 'keepExisting', whenNotMatched: 'discard' })],
        command: { find: 'C2' },
        batch: [{ _id: 1, held: true }],
      },
      { docs: two, before: [held], command: into({ whenMatched: 'fail' }), fails: 11000 },
      { docs: two, before: [held], command: into({ whenNotMatched: 'fail' }), fails: 13113 },
      { docs: two, before: [held], command: into({ on: 'n' }), fails: 51183 },
      { docs: two, before: [held], command: into({ whenMatched: 'nope' }), fails: 2 },
      {
        docs: two,
        before: [
          { createIndexes: 'C2', indexes: [{ key: { n: 1 }, name: 'n', unique: true }] },
          { insert: 'C2', documents: [{ _id: 7, n: 2 }] },
          {
            aggregate: 'C',
            pipeline: [
              { $match: { n: 2 } },
              { $unset: '_id' },
              { $set: { x: 1 } },
              { $merge: { into: 'C2', on: 'n' } },
            ],
            cursor: {},
          },
        ],
        command: { find: 'C2' },
        batch: [{ _id: 7, n: 2, x: 1 }],
      },
      {
        docs: two,
        before: [held, { aggregate: 'C', pipeline: [{ $out: 'C2' }], cursor: {} }],
        command: { find: 'C2', sort: { _id: 1 } },
        batch: two,
      },
      { docs: two, command: { aggregate: 'C', pipeline: [{ $out: 'C2' }, { $match: {} }], cursor: {} }, fails: 40601 },
      { docs: two, command: { aggregate: 'C', pipeline: [{ $match: {} }] }, fails: 9 },
    ],
  },
];
