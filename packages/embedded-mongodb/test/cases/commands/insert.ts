import { BSONRegExp } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';
import { made, two } from './rows.ts';

/** insert as a command. */
export const insertCommand: Table<CommandCase>[] = [
  {
    source: 'Manual: insert (database command); specifications/source/crud/tests/unified/insertMany, bulkWrite',
    cases: [
      { command: { insert: 'C', documents: [{ _id: 1 }] }, gives: { n: 1, ok: 1 }, after: [{ _id: 1 }] },
      { command: { insert: 'C', documents: [{ a: 1, _id: 5 }] }, gives: { n: 1 }, after: [{ _id: 5, a: 1 }] },
      {
        docs: two,
        command: { insert: 'C', documents: [{ _id: 3 }, { _id: 1 }, { _id: 4 }] },
        gives: { n: 1, ok: 1, writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } }] },
        after: [...two, { _id: 3 }],
      },
      {
        docs: two,
        command: { insert: 'C', documents: [{ _id: 3 }, { _id: 1 }, { _id: 4 }], ordered: false },
        gives: { n: 2, ok: 1, writeErrors: [{ index: 1, code: 11000 }] },
        after: [...two, { _id: 3 }, { _id: 4 }],
      },
      { command: { insert: 'C', documents: [] }, fails: 16 },
      { command: { insert: 'C', documents: 5 }, fails: 14 },
      { command: { insert: 'C' }, fails: 40414 },
      { command: { insert: 'C', documents: [{ _id: 1 }], frog: 1 }, fails: 40415 },
      { command: { insert: 'C', documents: [{ _id: [1] }] }, gives: { n: 0, writeErrors: [{ index: 0, code: 53 }] } },
      {
        command: { insert: 'C', documents: [{ _id: new BSONRegExp('a') }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 53 }] },
      },
      {
        command: { insert: 'C', documents: [{ _id: { $a: 1 } }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 52 }] },
      },
      { command: { insert: 'C', documents: [{ _id: null }] }, gives: { n: 1 }, after: [{ _id: null }] },
      {
        command: { insert: 'C', documents: [{ _id: 1, $a: 1, 'b.c': 2 }] },
        gives: { n: 1 },
        after: [{ _id: 1, $a: 1, 'b.c': 2 }],
        note: 'since 5.0 such names can be inserted',
      },
      { command: { insert: '', documents: [{}] }, fails: 73 },
      { command: { insert: 'a$b', documents: [{}] }, fails: 73 },
      { command: { insert: 'system.frog', documents: [{}] }, fails: 73 },
      {
        before: [{ create: 'C', validator: { n: { $gt: 5 } } }],
        command: { insert: 'C', documents: [{ n: 1 }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 121 }] },
      },
      {
        before: [{ create: 'C', validator: { n: { $gt: 5 } } }],
        command: { insert: 'C', documents: [{ _id: 1, n: 1 }], bypassDocumentValidation: true },
        gives: { n: 1 },
        after: [{ _id: 1, n: 1 }],
      },
      {
        before: [{ create: 'C', validator: { n: { $gt: 5 } }, validationAction: 'warn' }],
        command: { insert: 'C', documents: [{ _id: 1, n: 1 }] },
        gives: { n: 1 },
      },
      {
        command: { insert: 'C', documents: [{ _id: 1 }], writeConcern: { w: 'majority', j: true } },
        gives: { n: 1 },
      },
      {
        command: { insert: 'C', documents: [{ _id: 1 }], writeConcern: { w: 10 } },
        fails: 100,
        note: 'it is written, but a set of one member cannot have ten',
      },
    ],
  },
  {
    source: 'Manual: collMod (database command); specifications/source/collection-management',
    cases: [
      {
        docs: [{ _id: 1, a: 1 }],
        before: [made({ a: 1 }, 'a'), { collMod: 'C', index: { name: 'a', prepareUnique: true } }],
        command: { insert: 'C', documents: [{ a: 1 }] },
        gives: { n: 0, writeErrors: [{ code: 11000 }] },
      },
      {
        docs: [{ _id: 1, n: 1 }],
        before: [{ collMod: 'C', validator: { n: { $gt: 5 } }, validationLevel: 'off' }],
        command: { insert: 'C', documents: [{ _id: 2, n: 1 }] },
        gives: { n: 1 },
      },
    ],
  },
];
