import type { CommandCase, Table } from '../kinds.ts';

/** drop as a command. */
export const drops: Table<CommandCase>[] = [
  {
    source: 'Manual: create, drop, renameCollection, dropDatabase (database commands)',
    cases: [
      { docs: [{}], command: { drop: 'C' }, gives: { nIndexesWas: 1, ok: 1 }, after: [] },
      { command: { drop: 'C' }, gives: { ok: 1 }, note: 'since 7.0 dropping what is not there is no error' },
    ],
  },
];
