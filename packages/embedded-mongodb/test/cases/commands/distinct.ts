import { Double, Long } from 'mongodb';
import type { CommandCase, Table } from '../kinds.ts';
import { abc } from './rows.ts';

/** distinct as a command. */
export const distinctCommand: Table<CommandCase>[] = [
  {
    source: 'Manual: distinct (database command)',
    cases: [
      { docs: abc, command: { distinct: 'C', key: 'n' }, gives: { values: [1, 2, 3], ok: 1 } },
      {
        docs: abc,
        command: { distinct: 'C', key: 'tags' },
        gives: { values: ['x', 'y'] },
        note: 'elements, not arrays',
      },
      { docs: abc, command: { distinct: 'C', key: 'n', query: { s: 'a' } }, gives: { values: [3] } },
      { docs: abc, command: { distinct: 'C', key: 'zzz' }, gives: { values: [] } },
      { command: { distinct: 'C', key: 'a' }, gives: { values: [] } },
      { docs: [{ a: { b: 1 } }, { a: { b: 2 } }], command: { distinct: 'C', key: 'a.b' }, gives: { values: [1, 2] } },
      { docs: [{ a: [{ b: 1 }, { b: 2 }] }], command: { distinct: 'C', key: 'a.b' }, gives: { values: [1, 2] } },
      { docs: [{ a: [1, 2] }], command: { distinct: 'C', key: 'a.0' }, gives: { values: [1] } },
      { docs: [{ a: null }, { a: 1 }, {}], command: { distinct: 'C', key: 'a' }, gives: { values: [null, 1] } },
      {
        docs: [{ a: 1 }, { a: new Double(1) }, { a: Long.fromNumber(1) }],
        command: { distinct: 'C', key: 'a' },
        gives: { values: [1] },
        note: 'numbers that are equal are one',
      },
      {
        docs: [{ a: 'ping' }, { a: 'PING' }],
        command: { distinct: 'C', key: 'a', collation: { locale: 'en_US', strength: 2 } },
        gives: { values: ['ping'] },
      },
      { docs: abc, command: { distinct: 'C' }, fails: 40414 },
      { docs: abc, command: { distinct: 'C', key: 5 }, fails: 14 },
      { docs: abc, command: { distinct: 'C', key: 'a', query: 5 }, fails: 14 },
    ],
  },
];
