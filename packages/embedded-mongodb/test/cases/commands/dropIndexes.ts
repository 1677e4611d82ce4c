import type { CommandCase, Table } from '../kinds.ts';
import { made } from './rows.ts';

/** dropIndexes as a command. */
export const dropIndexesCommand: Table<CommandCase>[] = [
  {
    source:
      'Manual: createIndexes, listIndexes, dropIndexes (database commands); specifications/source/index-management',
    cases: [
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: 'a' }, gives: { nIndexesWas: 2, ok: 1 } },
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: { a: 1 } }, gives: { nIndexesWas: 2 } },
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: ['a'] }, gives: { nIndexesWas: 2 } },
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: '*' }, gives: { nIndexesWas: 2 } },
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: 'zzz' }, fails: 27 },
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: { zzz: 1 } }, fails: 27 },
      { before: [made({ a: 1 }, 'a')], command: { dropIndexes: 'C', index: '_id_' }, fails: 72 },
      { command: { dropIndexes: 'C', index: '*' }, fails: 26 },
    ],
  },
];
