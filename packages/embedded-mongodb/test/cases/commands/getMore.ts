import { Long } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';

/** getMore as a command. */
export const getMoreCommand: Table<CommandCase>[] = [
  {
    source:
      'Manual: getMore and killCursors (database commands); specifications/source/find_getmore_killcursors_commands',
    cases: [
      { command: { getMore: Long.fromNumber(12345), collection: 'C' }, fails: 43 },
      { command: { getMore: 5, collection: 'C' }, fails: 14 },
      { command: { getMore: Long.fromNumber(5) }, fails: 40414 },
      { command: { getMore: Long.fromNumber(5), collection: 'C', batchSize: -1 }, fails: 51024 },
    ],
  },
];
