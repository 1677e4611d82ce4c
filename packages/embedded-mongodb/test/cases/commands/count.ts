import type { CommandCase, Table } from '../kinds.ts';
import { abc } from './rows.ts';

/** count as a command. */
export const countCommand: Table<CommandCase>[] = [
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
];
