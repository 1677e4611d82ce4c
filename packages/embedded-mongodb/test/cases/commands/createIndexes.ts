import type { CommandCase, Table } from '../kinds.ts';
import { made } from './rows.ts';

/** createIndexes as a command. */
export const createIndexesCommand: Table<CommandCase>[] = [
  {
    source:
      'Manual: createIndexes, listIndexes, dropIndexes (database commands); specifications/source/index-management',
    cases: [
      {
        command: made({ a: 1 }, 'a_1'),
        gives: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true, ok: 1 },
      },
      { docs: [{}], command: made({ a: 1 }, 'a_1'), gives: { createdCollectionAutomatically: false } },
      { before: [made({ a: 1 }, 'a_1')], command: made({ a: 1 }, 'a_1'), gives: { note: 'all indexes already exist' } },
      { before: [made({ a: 1 }, 'a_1')], command: made({ a: 1 }, 'b'), fails: 85 },
      { before: [made({ a: 1 }, 'a_1')], command: made({ b: 1 }, 'a_1'), fails: 86 },
      { before: [made({ a: 1 }, 'a_1')], command: made({ a: 1 }, 'a_1', { unique: true }), fails: 86 },
      { command: made({ _id: 1 }, '_id_'), gives: { numIndexesAfter: 1 } },
      { command: made({ a: 1 }, ''), fails: 67 },
      { command: made({}, 'a'), fails: 67 },
      { command: made({ a: 0 }, 'a'), fails: 67 },
      { command: made({ $a: 1 }, 'a'), fails: 67 },
      { command: made({ 'a..b': 1 }, 'a'), fails: 67 },
      { command: made({ a: 'frog' }, 'a'), fails: 67 },
      { command: made({ a: true }, 'a'), fails: 67 },
      { command: made({ a: 1 }, 'a', { frog: true }), fails: 197 },
      { command: made({ a: 1 }, 'a', { expireAfterSeconds: -5 }), fails: 67 },
      { command: made({ a: 1 }, 'a', { expireAfterSeconds: 'x' }), fails: 67 },
      { command: made({ a: 1, b: 1 }, 'a', { expireAfterSeconds: 5 }), fails: 67 },
      { command: made({ _id: 1 }, 'x', { expireAfterSeconds: 5 }), fails: 197 },
      { command: made({ a: 1 }, 'a', { sparse: true, partialFilterExpression: { a: 1 } }), fails: 67 },
      { command: made({ a: 1 }, 'a', { partialFilterExpression: { a: { $frog: 1 } } }), fails: 2 },
      { command: made({ a: 1 }, 'a', { partialFilterExpression: { a: { $ne: 1 } } }), fails: 67 },
      { command: made({ a: 1 }, 'a', { partialFilterExpression: 5 }), fails: 14 },
      { command: { createIndexes: 'C', indexes: [] }, fails: 2 },
      { command: { createIndexes: 'C', indexes: [{ name: 'a' }] }, fails: 9 },
      { command: { createIndexes: 'C', indexes: [{ key: { a: 1 } }] }, fails: 9 },
      { command: { createIndexes: 'C' }, fails: 40414 },
      { docs: [{ a: 1 }, { a: 1 }], command: made({ a: 1 }, 'a', { unique: true }), fails: 11000 },
      { docs: [{ a: [1], b: [2] }], command: made({ a: 1, b: 1 }, 'ab'), fails: 171 },
    ],
  },
];
