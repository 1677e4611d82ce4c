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
      { docs: [{ _id: 1 }], command: { collStats: 'C', scale: 1024 }, gives: { count: 1, size: 0, scaleFactor: 1024 } },
    ],
  },
  {
    source: 'What mongosh and Compass ask of a server when they connect; Manual: Diagnostic Commands',
    cases: [
      { command: { isMaster: 1 }, gives: { ismaster: true, setName: 'samsyn', ok: 1 } },
      {
        command: { connectionStatus: 1, showPrivileges: true },
        gives: { authInfo: { authenticatedUsers: [] }, ok: 1 },
      },
      {
        command: { getParameter: 1, featureCompatibilityVersion: 1 },
        gives: { featureCompatibilityVersion: { version: '7.0' }, ok: 1 },
        admin: true,
      },
      { command: { getParameter: 1, nope: 1 }, fails: 72, admin: true },
      { command: { getCmdLineOpts: 1 }, gives: { parsed: {}, ok: 1 }, admin: true },
      { command: { getLog: 'startupWarnings' }, gives: { log: [], ok: 1 }, admin: true },
      { command: { hostInfo: 1 }, gives: { system: { cpuAddrSize: 64 }, ok: 1 } },
      { command: { serverStatus: 1 }, gives: { version: '7.0.0', repl: { isWritablePrimary: true }, ok: 1 } },
      { command: { top: 1 }, gives: { ok: 1 }, admin: true },
      { command: { currentOp: 1 }, gives: { inprog: [], ok: 1 }, admin: true },
      { command: { profile: -1 }, gives: { was: 0, ok: 1 } },
      { command: { profile: 2 }, fails: 115 },
      { command: { usersInfo: 1 }, gives: { users: [], ok: 1 } },
      { command: { replSetGetStatus: 1 }, gives: { myState: 1, ok: 1 }, admin: true },
      { command: { replSetGetConfig: 1 }, gives: { config: { members: [{ _id: 0 }] }, ok: 1 }, admin: true },
      { command: { getDefaultRWConcern: 1 }, gives: { defaultReadConcern: { level: 'local' }, ok: 1 }, admin: true },
      { command: { listDatabases: 1, nameOnly: true }, gives: { ok: 1 }, admin: true },
      { command: { listDatabases: 1 }, fails: 13 },
      { command: { replSetGetStatus: 1 }, fails: 13 },
      { command: { atlasVersion: 1 }, fails: 59, admin: true },
      { command: { isdbgrid: 1 }, fails: 59, admin: true },
      { command: { listDatabases: 1, nope: 1 }, fails: 40415, admin: true },
      {
        command: { ping: 1, comment: { why: 'x' }, maxTimeMS: 1000, $readPreference: { mode: 'secondaryPreferred' } },
        gives: { ok: 1 },
      },
    ],
  },
];
