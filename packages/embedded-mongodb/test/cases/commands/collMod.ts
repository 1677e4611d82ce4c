import { Long } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';
import { made } from './rows.ts';

/** collMod as a command. */
export const collModCommand: Table<CommandCase>[] = [
  {
    source: 'Manual: collMod (database command); specifications/source/collection-management',
    cases: [
      { docs: [{}], command: { collMod: 'C', validator: { n: { $gt: 5 } } }, gives: { ok: 1 } },
      { command: { collMod: 'C', validator: {} }, fails: 26 },
      { docs: [{}], command: { collMod: 'C', frog: 1 }, fails: 40415 },
      { docs: [{}], command: { collMod: 'C', validationLevel: 'frog' }, fails: 2 },
      {
        before: [made({ a: 1 }, 'a', { expireAfterSeconds: 60 })],
        command: { collMod: 'C', index: { name: 'a', expireAfterSeconds: Long.fromNumber(100) } },
        gives: { expireAfterSeconds_old: 60, expireAfterSeconds_new: 100, ok: 1 },
      },
      {
        before: [made({ a: 1 }, 'a')],
        command: { collMod: 'C', index: { keyPattern: { a: 1 }, hidden: true } },
        gives: { hidden_old: false, hidden_new: true },
      },
      { before: [made({ a: 1 }, 'a')], command: { collMod: 'C', index: { name: 'zzz', hidden: true } }, fails: 27 },
      { before: [made({ a: 1 }, 'a')], command: { collMod: 'C', index: { name: 'a' } }, fails: 72 },
      { before: [made({ a: 1 }, 'a')], command: { collMod: 'C', index: { hidden: true } }, fails: 72 },
      {
        docs: [{ a: 1 }, { a: 1 }],
        before: [made({ a: 1 }, 'a'), { collMod: 'C', index: { name: 'a', prepareUnique: true } }],
        command: { collMod: 'C', index: { name: 'a', unique: true } },
        fails: 359,
      },
      {
        docs: [{ _id: 1, a: 1 }],
        before: [made({ a: 1 }, 'a'), { collMod: 'C', index: { name: 'a', prepareUnique: true } }],
        command: { collMod: 'C', index: { name: 'a', unique: true } },
        gives: { unique_new: true, ok: 1 },
      },
    ],
  },
];
