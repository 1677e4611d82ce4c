import type { CommandCase, Table } from '../kinds.ts';

/** Commands that are not offered are refused by name. */
export const notOffered: Table<CommandCase>[] = [
  {
    source: 'Manual: Database Commands; specifications/source/handshake and mongodb-handshake; Stable API',
    cases: [
      { command: { frog: 1 }, fails: 59 },
      { command: { mapReduce: 'C', map: 'x', reduce: 'x', out: 'y' }, fails: 115 },
      { command: { eval: 'x' }, fails: 59 },
      { command: { geoNear: 'C' }, fails: 59 },
      { command: { cloneCollectionAsCapped: 'C', toCollection: 'x', size: 5 }, fails: 115 },
      { command: { convertToCapped: 'C', size: 5 }, fails: 115 },
      { command: { bulkWrite: 1, ops: [], nsInfo: [] }, fails: 59, note: 'it came with 8.0' },
    ],
  },
];
