import type { CommandCase, Table } from '../kinds.ts';

/** create as a command. */
export const createCommand: Table<CommandCase>[] = [
  {
    source: 'Manual: create, drop, renameCollection, dropDatabase (database commands)',
    cases: [
      { command: { create: 'C' }, gives: { ok: 1 } },
      {
        before: [{ create: 'C' }],
        command: { create: 'C' },
        gives: { ok: 1 },
        note: 'since 7.0 the same once more is no error',
      },
      { before: [{ create: 'C' }], command: { create: 'C', validator: { a: 1 } }, fails: 48 },
      { command: { create: '' }, fails: 73 },
      { command: { create: 'a$b' }, fails: 73 },
      { command: { create: 'C', frog: 1 }, fails: 40415 },
      { command: { create: 'C', validator: { $frog: 1 } }, fails: 2 },
      { command: { create: 'C', validator: 5 }, fails: 14 },
      { command: { create: 'C', validationLevel: 'frog' }, fails: 2 },
      { command: { create: 'C', validationAction: 'frog' }, fails: 2 },
      { command: { create: 'C', collation: { locale: 'frog' } }, fails: 2 },
      { command: { create: 'C', capped: true, size: 1000 }, fails: 115 },
      { command: { create: 'C', viewOn: 'x', pipeline: [] }, fails: 115 },
      { command: { create: 'C', timeseries: { timeField: 't' } }, fails: 115 },
      { command: { create: 'C', clusteredIndex: { key: { _id: 1 }, unique: true } }, fails: 115 },
    ],
  },
];
