import type { CommandCase, Table } from '../kinds.ts';

/** listCollections as a command. */
export const listCollectionsCommand: Table<CommandCase>[] = [
  {
    source: 'Manual: listCollections (database command); specifications/source/enumerate-collections',
    cases: [
      {
        before: [{ create: 'C', validator: { a: 1 } }],
        command: { listCollections: 1, filter: { name: 'C' }, nameOnly: true },
        batch: [{ name: 'C', type: 'collection' }],
      },
      {
        before: [{ create: 'C', validator: { a: 1 }, validationLevel: 'moderate' }],
        command: { listCollections: 1, filter: { name: 'C' } },
        gives: {
          cursor: {
            firstBatch: [
              {
                name: 'C',
                type: 'collection',
                options: { validator: { a: 1 }, validationLevel: 'moderate' },
                info: { readOnly: false },
                idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
              },
            ],
          },
        },
      },
      { command: { listCollections: 1, filter: { name: 'C' } }, batch: [] },
      { docs: [{}], command: { listCollections: 1, filter: { name: 'C', type: 'view' } }, batch: [] },
      { command: { listCollections: 1, frog: 1 }, fails: 40415 },
    ],
  },
];
