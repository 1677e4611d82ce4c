import { arch, availableParallelism, hostname, platform, release, totalmem, type } from 'node:os';
import { Int32, Long, ObjectId } from 'bson';
import { MECHANISM } from '../server/auth.ts';
import { CommandError, located, notOffered } from '../errors.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { MAX_DOCUMENT, MAX_MESSAGE } from '../wire/message.ts';
import type { CommandFamily, Context } from './context.ts';

/** What a server tells of itself: hello and its relatives. */

export const VERSION = '7.0.0';
const WIRE_VERSION = 21;
const SET_NAME = 'samsyn';
const ELECTION = new ObjectId('7fffffff0000000000000001');

function hello({ env, connection, name, command }: Context): Doc {
  const ts = env.clock.time;
  const opTime = { ts, t: Long.fromNumber(1) };
  const written = new Date(ts.getHighBits() * 1000);
  if ((command['topologyVersion'] === undefined) !== (command['maxAwaitTimeMS'] === undefined))
    throw located(31368, "A request with a 'topologyVersion' must include 'maxAwaitTimeMS', and the other way round");
  return {
    helloOk: true,
    topologyVersion: env.clock.topologyVersion,
    ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    secondary: false,
    setName: SET_NAME,
    setVersion: new Int32(1),
    hosts: [env.address],
    primary: env.address,
    me: env.address,
    electionId: ELECTION,
    lastWrite: {
      opTime,
      lastWriteDate: written,
      majorityOpTime: opTime,
      majorityWriteDate: written,
    },
    maxBsonObjectSize: new Int32(MAX_DOCUMENT),
    maxMessageSizeBytes: new Int32(MAX_MESSAGE),
    maxWriteBatchSize: new Int32(100_000),
    localTime: new Date(),
    logicalSessionTimeoutMinutes: new Int32(30),
    connectionId: new Int32(connection.id),
    minWireVersion: new Int32(0),
    maxWireVersion: new Int32(WIRE_VERSION),
    readOnly: false,
    ...(command['saslSupportedMechs'] === undefined ? {} : { saslSupportedMechs: [MECHANISM] }),
    ok: 1,
  };
}

function buildInfo(): Doc {
  return {
    version: VERSION,
    versionArray: [7, 0, 0, 0].map((part) => new Int32(part)),
    gitVersion: 'embedded',
    modules: ['embedded'],
    bits: new Int32(64),
    debug: false,
    maxBsonObjectSize: new Int32(MAX_DOCUMENT),
    storageEngines: ['sqlite'],
    ok: 1,
  };
}

function serverStatus({ env }: Context): Doc {
  const uptime = (Date.now() - env.startedAt) / 1000;
  const { rss, heapUsed } = process.memoryUsage();
  return {
    host: hostname(),
    version: VERSION,
    process: 'embedded',
    pid: Long.fromNumber(process.pid),
    uptime,
    localTime: new Date(),
    mem: { resident: new Int32(Math.round(rss / 1_048_576)), heapUsed: new Int32(Math.round(heapUsed / 1_048_576)) },
    repl: { setName: SET_NAME, isWritablePrimary: true, secondary: false, hosts: [env.address], me: env.address },
    storageEngine: { name: 'sqlite', persistent: true, supportsCommittedReads: true },
    ok: 1,
  };
}

function getParameter({ command }: Context): Doc {
  const known: Doc = { featureCompatibilityVersion: { version: '7.0' }, authenticationMechanisms: ['SCRAM-SHA-256'] };
  if (command['getParameter'] === '*') return { ...known, ok: 1 };
  const found = Object.entries(known).filter(([name]) => name in command);
  if (found.length === 0) throw new CommandError('InvalidOptions', 'no option found to get');
  return { ...Object.fromEntries(found), ok: 1 };
}

function replSetGetStatus({ env }: Context): Doc {
  const member = {
    _id: new Int32(0),
    name: env.address,
    health: 1,
    state: new Int32(1),
    stateStr: 'PRIMARY',
    self: true,
  };
  return { set: SET_NAME, date: new Date(), myState: new Int32(1), members: [member], ok: 1 };
}

function replSetGetConfig({ env }: Context): Doc {
  const members = [{ _id: new Int32(0), host: env.address, arbiterOnly: false, priority: 1, votes: new Int32(1) }];
  return { config: { _id: SET_NAME, version: new Int32(1), term: new Int32(1), members, settings: {} }, ok: 1 };
}

function hostInfo(): Doc {
  return {
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: new Int32(64),
      memSizeMB: Long.fromNumber(Math.round(totalmem() / 1_048_576)),
      numCores: new Int32(availableParallelism()),
      cpuArch: arch(),
    },
    os: { type: type(), name: platform(), version: release() },
    extra: {},
    ok: 1,
  };
}

/** The profiler is off; to switch it on is to ask for what is not offered. */
function profile({ command }: Context): Doc {
  if ((toNumber(command['profile']) ?? 0) > 0) throw notOffered('The profiler');
  return { was: new Int32(0), slowms: new Int32(100), sampleRate: 1, ok: 1 };
}

const plain = (reply: Doc) => ({ kind: 'read', run: () => ({ ...reply, ok: 1 }) }) as const;

export const serverCommands: CommandFamily = {
  hello: { kind: 'greeting', run: hello },
  ismaster: { kind: 'greeting', run: hello },
  isMaster: { kind: 'greeting', run: hello },
  ping: plain({}),
  saslStart: { kind: 'greeting', run: ({ command, connection }) => connection.gate.start(command) },
  saslContinue: { kind: 'greeting', run: ({ command, connection }) => connection.gate.continue(command) },
  buildInfo: { kind: 'read', run: buildInfo },
  buildinfo: { kind: 'read', run: buildInfo },
  serverStatus: { kind: 'read', run: serverStatus },
  connectionStatus: plain({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  getParameter: { kind: 'read', run: getParameter },
  getCmdLineOpts: plain({ argv: [], parsed: {} }),
  hostInfo: { kind: 'read', run: hostInfo },
  profile: { kind: 'read', run: profile },
  top: plain({ totals: { note: 'all times in microseconds' } }),
  currentOp: plain({ inprog: [] }),
  usersInfo: plain({ users: [] }),
  rolesInfo: plain({ roles: [] }),
  logout: plain({}),
  getDefaultRWConcern: plain({
    defaultReadConcern: { level: 'local' },
    defaultWriteConcern: { w: 'majority', wtimeout: new Int32(0) },
    defaultWriteConcernSource: 'implicit',
    defaultReadConcernSource: 'implicit',
  }),
  getLog: plain({ totalLinesWritten: new Int32(0), log: [] }),
  replSetGetConfig: { kind: 'read', run: replSetGetConfig },
  replSetGetStatus: { kind: 'read', run: replSetGetStatus },
  whatsmyuri: plain({ you: '' }),
};
