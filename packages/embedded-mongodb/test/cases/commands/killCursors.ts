import { Long } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';

/** killCursors as a command. */
export const killCursorsCommand: Table<CommandCase>[] = [
  {
    source:
      'Manual: getMore and killCursors (database commands); specifications/source/find_getmore_killcursors_commands',
    cases: [
      {
        command: { killCursors: 'C', cursors: [Long.fromNumber(12345)] },
        gives: { cursorsKilled: [], cursorsNotFound: [12345], cursorsAlive: [], ok: 1 },
      },
      { command: { killCursors: 'C' }, fails: 40414 },
      { command: { killCursors: 'C', cursors: 5 }, fails: 14 },
    ],
  },
];
