import type { CommandCase, Table } from '../kinds.ts';

/** What tells of the server, the database and a collection. */
export const server: Table<CommandCase>[] = [
  {
    source: 'Manual: Database Commands; specifications/source/handshake and mongodb-handshake; Stable API',
    cases: [
      { command: { ping: 1 }, gives: { ok: 1 } },
      {
        command: { hello: 1 },
        gives: { isWritablePrimary: true, secondary: false, maxBsonObjectSize: 16777216, ok: 1 },
      },
      { command: { buildInfo: 1 }, gives: { version: '7.0.0', ok: 1 } },
      { command: { dbStats: 1 }, gives: { ok: 1 } },
      { docs: [{ _id: 1 }], command: { collStats: 'C' }, gives: { count: 1, nindexes: 1, ok: 1 } },
      { docs: [{ _id: 1 }], command: { validate: 'C' }, gives: { nrecords: 1, valid: true, ok: 1 } },
      { command: { validate: 'C' }, fails: 26 },
    ],
  },
];
