import { Double, Long } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';
import { two } from './rows.ts';

/** update as a command. */
export const updateCommand: Table<CommandCase>[] = [
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
    ],
  },
  {
    source: 'Manual: collMod (database command); specifications/source/collection-management',
    cases: [
      {
        docs: [{ _id: 1, n: 1 }],
        before: [{ collMod: 'C', validator: { n: { $gt: 5 } } }],
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $set: { n: 2 } } }] },
        gives: { n: 0, writeErrors: [{ code: 121 }] },
        note: 'validationLevel strict: every change is checked',
      },
      {
        docs: [{ _id: 1, n: 1 }],
        before: [{ collMod: 'C', validator: { n: { $gt: 5 } }, validationLevel: 'moderate' }],
        command: { update: 'C', updates: [{ q: { _id: 1 }, u: { $set: { n: 2 } } }] },
        gives: { n: 1, nModified: 1 },
        note: 'validationLevel moderate: what did not conform before may stay so',
      },
      {
        before: [{ update: 'C2', updates: [{ q: { _id: 1 }, u: { $set: { n: 2 } }, multi: true }] }],
        command: { listCollections: 1, filter: { name: 'C2' } },
        batch: [],
      },
      {
        before: [{ update: 'C2', updates: [{ q: { _id: 1 }, u: { $set: { n: 2 } }, upsert: true }] }],
        command: { find: 'C2' },
        batch: [{ _id: 1, n: 2 }],
      },
      {
        command: { update: 'C2', updates: [{ q: {}, u: [{ $nope: 1 }] }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 40324 }] },
        note: 'specifications/source/command-logging-and-monitoring/tests/logging/operation-id',
      },
      {
        command: { update: 'C2', updates: [{ q: {}, u: [{ $group: { _id: 1 } }] }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 72 }] },
      },
      {
        command: { update: 'C2', updates: [{ q: { $nope: 1 }, u: { $set: { n: 1 } } }] },
        gives: { n: 0, writeErrors: [{ index: 0, code: 2 }] },
      },
    ],
  },
];
