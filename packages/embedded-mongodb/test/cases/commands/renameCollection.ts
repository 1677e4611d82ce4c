import type { CommandCase, Table } from '../kinds.ts';

/** renameCollection as a command. */
export const renameCollectionCommand: Table<CommandCase>[] = [
  {
    source: 'Manual: create, drop, renameCollection, dropDatabase (database commands)',
    cases: [
      { docs: [{ _id: 1 }], command: { renameCollection: 'DB.C', to: 'DB.C2' }, gives: { ok: 1 }, after: [] },
      { command: { renameCollection: 'DB.C', to: 'DB.C2' }, fails: 26 },
      {
        docs: [{ _id: 1 }],
        before: [{ create: 'C2' }],
        command: { renameCollection: 'DB.C', to: 'DB.C2' },
        fails: 48,
      },
      {
        docs: [{ _id: 1 }],
        before: [{ create: 'C2' }],
        command: { renameCollection: 'DB.C', to: 'DB.C2', dropTarget: true },
        gives: { ok: 1 },
      },
      { docs: [{ _id: 1 }], command: { renameCollection: 'DB.C', to: 'DB.C' }, fails: 20 },
    ],
  },
];
