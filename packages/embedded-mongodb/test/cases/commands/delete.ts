import { ObjectId } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';
import { two } from './rows.ts';

/** delete as a command. */
export const deletes: Table<CommandCase>[] = [
  {
    source: 'Manual: delete (database command)',
    cases: [
      {
        docs: two,
        command: { delete: 'C', deletes: [{ q: { n: 1 }, limit: 1 }] },
        gives: { n: 1, ok: 1 },
        after: [two[1] ?? {}],
      },
      { docs: two, command: { delete: 'C', deletes: [{ q: {}, limit: 0 }] }, gives: { n: 2 }, after: [] },
      { docs: two, command: { delete: 'C', deletes: [{ q: {}, limit: 1 }] }, gives: { n: 1 } },
      { command: { delete: 'C', deletes: [{ q: {}, limit: 1 }] }, gives: { n: 0 } },
      { docs: two, command: { delete: 'C', deletes: [{ q: {}, limit: 2 }] }, fails: 9 },
      { docs: two, command: { delete: 'C', deletes: [{ q: {} }] }, fails: 40414 },
      { docs: two, command: { delete: 'C', deletes: [{ limit: 1 }] }, fails: 40414 },
      { docs: two, command: { delete: 'C', deletes: [] }, fails: 16 },
      { docs: two, command: { delete: 'C', deletes: [{ q: {}, limit: 1, frog: 1 }] }, fails: 40415 },
      {
        docs: two,
        command: { delete: 'C', deletes: [{ q: { $frog: 1 }, limit: 1 }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 2 }] },
      },
      {
        docs: [{ _id: 1, s: 'PING' }],
        command: {
          delete: 'C',
          deletes: [{ q: { s: 'ping' }, limit: 1, collation: { locale: 'en_US', strength: 2 } }],
        },
        gives: { n: 1 },
      },
    ],
  },
  {
    source: 'Manual: BSON Types; numbers keep their types in updates',
    cases: [
      {
        docs: [{ _id: new ObjectId('5ab9c3da31c2ab715d421285') }],
        command: { delete: 'C', deletes: [{ q: { _id: '5ab9c3da31c2ab715d421285' }, limit: 0 }] },
        gives: { n: 0 },
      },
    ],
  },
];
