import { BSONRegExp, Double, Long, ObjectId } from 'mongodb';
import type { CommandCase, Table } from './kinds.ts';

const two = [
  { _id: 1, n: 1 },
  { _id: 2, n: 2 },
];

/** insert, update, delete and findAndModify as commands; a bulkWrite of the driver is made of them. */
export const write: Table<CommandCase>[] = [
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
    source:
      'Manual: update (database command); specifications/source/crud/tests/unified/updateOne, updateMany, replaceOne',
    cases: [
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] },
        gives: { n: 1, nModified: 1, ok: 1 },
        after: [
          { _id: 1, n: 2 },
          { _id: 2, n: 2 },
        ],
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }] },
        gives: { n: 2, nModified: 2 },
        after: [
          { _id: 1, n: 2 },
          { _id: 2, n: 3 },
        ],
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $set: { n: 1 } } }] },
        gives: { n: 1, nModified: 0 },
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 9 }, u: { $set: { n: 1 } } }] },
        gives: { n: 0, nModified: 0 },
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 9 }, u: { $set: { n: 1 } }, upsert: true }] },
        gives: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 9 }] },
        after: [...two, { _id: 9, n: 1 }],
      },
      {
        command: {
          update: 'C',
          updates: [{ q: { _id: 1, a: 5, b: { $gt: 3 }, 'c.d': 1 }, u: { $set: { n: 1 } }, upsert: true }],
        },
        gives: { n: 1 },
        after: [{ _id: 1, a: 5, c: { d: 1 }, n: 1 }],
      },
      {
        command: {
          update: 'C',
          updates: [{ q: { _id: 1 }, u: { $setOnInsert: { a: 1 }, $inc: { n: 2 } }, upsert: true }],
        },
        gives: { n: 1 },
        after: [{ _id: 1, a: 1, n: 2 }],
      },
      {
        command: { update: 'C', updates: [{ q: { _id: 1, a: 2 }, u: { b: 1 }, upsert: true }] },
        gives: { n: 1 },
        after: [{ _id: 1, b: 1 }],
        note: 'a replacement takes only the _id from the filter',
      },
      {
        command: { update: 'C', updates: [{ q: { _id: { $in: [7] } }, u: { $set: { b: 1 } }, upsert: true }] },
        gives: { upserted: [{ _id: 7 }] },
      },
      {
        command: {
          update: 'C',
          updates: [{ q: { $and: [{ _id: 7 }, { a: 1 }] }, u: { $set: { b: 1 } }, upsert: true }],
        },
        gives: { n: 1 },
        after: [{ _id: 7, a: 1, b: 1 }],
      },
      {
        command: {
          update: 'C',
          updates: [{ q: { $or: [{ a: 1 }, { a: 2 }] }, u: { $set: { _id: 1 } }, upsert: true }],
        },
        gives: { n: 1 },
        after: [{ _id: 1 }],
      },
      {
        command: { update: 'C', updates: [{ q: { a: 1, $and: [{ a: 2 }] }, u: { $set: { b: 1 } }, upsert: true }] },
        gives: { writeErrors: [{ code: 54 }] },
      },
      {
        command: { update: 'C', updates: [{ q: { _id: 1, 'a.b': 1 }, u: { $set: { 'a.c': 2 } }, upsert: true }] },
        gives: { n: 1 },
        after: [{ _id: 1, a: { b: 1, c: 2 } }],
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: {}, u: { a: 1 }, multi: true }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 9 }] },
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { _id: 5 } }] },
        gives: { n: 0, writeErrors: [{ code: 66 }] },
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $set: { a: 1 }, b: 2 } }] },
        gives: { writeErrors: [{ code: 9 }] },
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { a: 1, $set: { b: 2 } } }] },
        gives: { writeErrors: [{ code: 52 }] },
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $set: 5 } }] },
        gives: { writeErrors: [{ code: 9 }] },
      },
      { docs: two, command: { update: 'C', updates: [{ q: {}, u: { $set: { a: 1 } }, frog: 1 }] }, fails: 40415 },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { n: 1 } }] },
        fails: 40415,
      },
      { docs: two, command: { update: 'C', updates: [{ u: { $set: { a: 1 } } }] }, fails: 40414 },
      { docs: two, command: { update: 'C', updates: [{ q: {} }] }, fails: 40414 },
      { docs: two, command: { update: 'C', updates: [] }, fails: 16 },
      {
        docs: two,
        command: {
          update: 'C',
          updates: [
            { q: { _id: 1 }, u: { $set: { n: 'x' } } },
            { q: { _id: 1 }, u: { $inc: { n: 1 } } },
            { q: { _id: 2 }, u: { $inc: { n: 1 } } },
          ],
        },
        gives: { n: 1, nModified: 1, writeErrors: [{ index: 1, code: 14 }] },
      },
      {
        docs: two,
        command: {
          update: 'C',
          ordered: false,
          updates: [
            { q: { _id: 1 }, u: { $push: { n: 1 } } },
            { q: { _id: 2 }, u: { $inc: { n: 1 } } },
          ],
        },
        gives: { n: 1, nModified: 1, writeErrors: [{ index: 0, code: 2 }] },
      },
      {
        docs: two,
        command: {
          update: 'C',
          updates: [{ q: {}, u: [{ $set: { n: { $add: ['$n', '$$x'] } } }], c: { x: 5 }, multi: true }],
        },
        gives: { n: 2, nModified: 2 },
        after: [
          { _id: 1, n: 6 },
          { _id: 2, n: 7 },
        ],
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: {}, u: [{ $set: { a: 1 } }], arrayFilters: [{ x: 1 }] }] },
        gives: { writeErrors: [{ code: 9 }] },
      },
      {
        docs: [{ _id: 1, a: [1, 2] }],
        command: { update: 'C', updates: [{ q: {}, u: { $set: { 'a.$[x]': 9 } }, arrayFilters: [{ x: 2 }] }] },
        gives: { nModified: 1 },
        after: [{ _id: 1, a: [1, 9] }],
      },
      {
        docs: [{ _id: 1, a: [1, 2] }],
        command: {
          update: 'C',
          updates: [{ q: {}, u: { $set: { 'a.$[x]': 9 } }, arrayFilters: [{ x: 2 }, { y: 1 }] }],
        },
        gives: { writeErrors: [{ code: 9 }] },
        note: 'an array filter that is not used',
      },
      {
        docs: [{ _id: 1, a: [1, 2] }],
        command: { update: 'C', updates: [{ q: {}, u: { $set: { 'a.$[X]': 9 } }, arrayFilters: [{ X: 2 }] }] },
        gives: { writeErrors: [{ code: 2 }] },
        note: 'an identifier begins with a small letter',
      },
      {
        docs: [{ _id: 1, s: 'PING' }],
        command: {
          update: 'C',
          updates: [{ q: { s: 'ping' }, u: { $set: { s: 'pong' } }, collation: { locale: 'en_US', strength: 2 } }],
        },
        gives: { n: 1 },
        after: [{ _id: 1, s: 'pong' }],
      },
      {
        docs: two,
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $set: { n: 5 } }, hint: 'zzz' }] },
        gives: { writeErrors: [{ code: 2 }] },
      },
    ],
  },
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
    source: 'Manual: findAndModify (database command); specifications/source/crud/tests/unified/findOneAnd*',
    cases: [
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 1 }, update: { $inc: { n: 1 } } },
        gives: { value: { _id: 1, n: 1 }, lastErrorObject: { n: 1, updatedExisting: true }, ok: 1 },
        after: [{ _id: 1, n: 2 }, two[1] ?? {}],
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true },
        gives: { value: { _id: 1, n: 2 } },
      },
      {
        docs: two,
        command: { findAndModify: 'C', sort: { n: -1 }, update: { $inc: { n: 1 } }, fields: { n: 1, _id: 0 } },
        gives: { value: { n: 2 } },
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 9 }, update: { $inc: { n: 1 } } },
        gives: { value: null, lastErrorObject: { n: 0, updatedExisting: false } },
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 9 }, update: { $inc: { n: 1 } }, upsert: true },
        gives: { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 } },
        after: [...two, { _id: 9, n: 1 }],
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 9 }, update: { $inc: { n: 1 } }, upsert: true, new: true },
        gives: { value: { _id: 9, n: 1 } },
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 1 }, remove: true },
        gives: { value: { _id: 1, n: 1 }, lastErrorObject: { n: 1 } },
        after: [two[1] ?? {}],
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 9 }, remove: true },
        gives: { value: null, lastErrorObject: { n: 0 } },
      },
      {
        docs: two,
        command: { findAndModify: 'C', query: { _id: 1 }, update: { a: 1 }, new: true },
        gives: { value: { _id: 1, a: 1 } },
      },
      {
        docs: two,
        command: {
          findAndModify: 'C',
          query: { _id: 1 },
          update: [{ $set: { n: { $multiply: ['$n', 10] } } }],
          new: true,
        },
        gives: { value: { _id: 1, n: 10 } },
      },
      {
        docs: [{ _id: 1, a: [1, 2] }],
        command: {
          findAndModify: 'C',
          query: {},
          update: { $set: { 'a.$[x]': 9 } },
          arrayFilters: [{ x: 2 }],
          new: true,
        },
        gives: { value: { _id: 1, a: [1, 9] } },
      },
      { docs: two, command: { findAndModify: 'C', query: {} }, fails: 9 },
      { docs: two, command: { findAndModify: 'C', query: {}, update: { $set: { a: 1 } }, remove: true }, fails: 9 },
      { docs: two, command: { findAndModify: 'C', query: {}, remove: true, upsert: true }, fails: 9 },
      { docs: two, command: { findAndModify: 'C', query: {}, remove: true, new: true }, fails: 9 },
      { docs: two, command: { findAndModify: 'C', query: {}, update: { $set: { _id: 5 } } }, fails: 66 },
      { docs: two, command: { findAndModify: 'C', query: {}, update: { $frog: { a: 1 } } }, fails: 9 },
      { docs: two, command: { findAndModify: 'C', query: {}, remove: true, frog: 1 }, fails: 40415 },
      {
        before: [{ createIndexes: 'C', indexes: [{ key: { n: 1 }, name: 'n', unique: true }] }],
        docs: two,
        command: { findAndModify: 'C', query: { _id: 1 }, update: { $set: { n: 2 } } },
        fails: 11000,
      },
    ],
  },
  {
    source: 'Manual: BSON Types; numbers keep their types in updates',
    cases: [
      {
        docs: [{ _id: 1, n: new Double(1) }],
        command: { update: 'C', updates: [{ q: { n: Long.fromNumber(1) }, u: { $set: { m: 1 } } }] },
        gives: { n: 1, nModified: 1 },
      },
      {
        docs: [{ _id: 1, n: 1 }],
        command: { update: 'C', updates: [{ q: {}, u: { $set: { n: new Double(1) } } }] },
        gives: { n: 1, nModified: 1 },
        note: 'another type is another value to store',
      },
      {
        docs: [{ _id: new ObjectId('5ab9c3da31c2ab715d421285') }],
        command: { delete: 'C', deletes: [{ q: { _id: '5ab9c3da31c2ab715d421285' }, limit: 0 }] },
        gives: { n: 0 },
      },
    ],
  },
];
