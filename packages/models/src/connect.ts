/** The way into the database: one connection, whose client the sign-in library and the journal share. */
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { answered } from './journal/answered.ts';
import { analysisSchema } from './records/analysis.ts';
import { leadershipGroupSchema, schoolUnitSchema, schoolYearSchema, settingsSchema } from './records/authority.ts';
import { documentSchema } from './records/document.ts';
import { evidenceSchema, referenceSchema } from './records/evidence.ts';
import { installationSchema, noticeSchema } from './records/notice.ts';
import { annualCycleSchema, assignmentSchema, initiativeSchema, pageSchema } from './records/pages.ts';
import { auditSchema, leaseSchema, membershipSchema, sessionSchema, userSchema } from './records/people.ts';
import { passDriver, type RunCommand } from './records/rows-in.ts';
import { seminarSchema } from './records/seminar.ts';
import { seminarRoomSchema } from './records/seminarRoom.ts';

const collections = (connection: Connection) => ({
  settings: connection.model('Settings', settingsSchema),
  leadershipGroups: connection.model('LeadershipGroup', leadershipGroupSchema),
  schoolUnits: connection.model('SchoolUnit', schoolUnitSchema),
  schoolYears: connection.model('SchoolYear', schoolYearSchema),
  memberships: connection.model('Membership', membershipSchema),
  users: connection.model('User', userSchema),
  sessions: connection.model('Session', sessionSchema),
  auditLog: connection.model('AuditEntry', auditSchema),
  leases: connection.model('Lease', leaseSchema),
  notices: connection.model('Notice', noticeSchema),
  installation: connection.model('Installation', installationSchema),
  seminars: connection.model('Seminar', seminarSchema),
  seminarRooms: connection.model('SeminarRoom', seminarRoomSchema),
  analyses: connection.model('Analysis', analysisSchema),
  documents: connection.model('Document', documentSchema),
  evidence: connection.model('Evidence', evidenceSchema),
  references: connection.model('Reference', referenceSchema),
  pages: connection.model('Page', pageSchema),
  annualCycles: connection.model('AnnualCycle', annualCycleSchema),
  assignments: connection.model('Assignment', assignmentSchema),
  initiatives: connection.model('Initiative', initiativeSchema),
});

const { MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError } = mongoose.mongo;
const away = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoOperationTimeoutError,
  mongoose.Error.MongooseServerSelectionError,
];

/** Whether an error says that the database could not be reached, and nothing of what it was asked. */
export const isAway = (error: unknown): boolean =>
  away.some((kind) => error instanceof kind) || (error instanceof Error && error.name === 'StoreEndedError');

/** Every collection, the connection itself, and what goes over several collections. */
export type Models = ReturnType<typeof collections> & {
  connection: Connection;
  /** Runs the work in one transaction, again when the database asks for it; every call in it passes the session on. */
  transaction: <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;
  /** @throws when the database does not answer within the time. */
  ping: (milliseconds: number) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Opens the database at a `mongodb://` address (default database `samsyn`) and makes its indexes.
 * Acknowledged means durable: every write waits for the majority's journal.
 * @param run a way past the driver, where the database is a thread of this process
 * @throws when there is no database there within ten seconds.
 */
export const connect = async (uri: string, run?: RunCommand): Promise<Models> => {
  const named = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri);
  const connection = await mongoose
    .createConnection(uri, {
      ...(!named && { dbName: 'samsyn' }),
      writeConcern: { w: 'majority', journal: true },
      // A database that was away is found again within a second or so, not ten.
      ...(!/heartbeatFrequencyMS=/i.test(uri) && { heartbeatFrequencyMS: 1000 }),
      ...(!/serverSelectionTimeoutMS=/i.test(uri) && { serverSelectionTimeoutMS: 10_000 }),
    })
    .asPromise();
  if (run) passDriver(connection, run);
  const made = collections(connection);
  for (const model of Object.values(made)) await model.createIndexes();
  return {
    ...made,
    connection,
    transaction: async (work) =>
      connection.getClient().withSession((session) => session.withTransaction(() => work(session))),
    ping: async (milliseconds) => {
      // The driver's own limit does not hold while it looks for a database that is gone.
      await answered(connection.getClient().db('admin').command({ ping: 1 }), milliseconds);
    },
    close: () => connection.close(),
  };
};
