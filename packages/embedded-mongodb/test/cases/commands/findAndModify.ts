import type { CommandCase, Table } from '../kinds.ts';
import { two } from './rows.ts';

/** findAndModify as a command. */
export const findAndModifyCommand: Table<CommandCase>[] = [
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
      {
        before: [{ findAndModify: 'C2', query: { _id: 1 }, update: { $set: { n: 2 } } }],
        command: { listCollections: 1, filter: { name: 'C2' } },
        batch: [],
        note: 'Manual: Database Methods, upsert: only an insert makes the collection',
      },
      { command: { findAndModify: 'C2', query: { $nope: 1 }, update: { $set: { n: 2 } } }, fails: 2 },
      { command: { findAndModify: 'C2', query: {}, update: { $frog: { a: 1 } } }, fails: 9 },
    ],
  },
];
