/** The whole product in one process: what is opened in which order, and closed in the other. */
import { join } from 'node:path';
import { connect, Journal, type Models, newObjectId } from '@samsyn/models';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { SignedIn } from './accounts/accounts.ts';
import { cookieName, makeAuth } from './accounts/auth.ts';
import { SignInLimits } from './accounts/limits.ts';
import { makeAccounts } from './accounts/service.ts';
import { signInBudget } from './accounts/sharedLimits.ts';
import { Asking } from './asking.ts';
import { Claims } from './claims/claims.ts';
import type { Audit, Context } from './context.ts';
import { seedDemo } from './demo/seed.ts';
import { resolver, type Row } from './documents/access.ts';
import { Remembered } from './remembered.ts';
import { Freshness } from './documents/freshness.ts';
import { Tidying } from './documents/tidying.ts';
import { makeApp } from './http/app.ts';
import { checkAddress, listen } from './http/listen.ts';
import { originsOf } from './http/origin.ts';
import { httpsOnly, notFound } from './http/problems.ts';
import { addressOf, plainTextOf, trustOf } from './http/proxies.ts';
import { closeServer, makeServer } from './http/server.ts';
import { endWithProblem } from './http/upgrade.ts';
import { installationOf } from './nodes/installation.ts';
import { measureNodes } from './nodes/metrics.ts';
import { Nodes } from './nodes/nodes.ts';
import { type About, Notices } from './nodes/notices.ts';
import { redisBus } from './nodes/redis.ts';
import type { Notify } from './seminar/notify.ts';
import { openSeminarRooms } from './seminar/open.ts';
import { ensureDataDir } from './settings/dataDir.ts';
import { sessionSecretOf } from './settings/secret.ts';
import type { Settings } from './settings/settings.ts';
import { holdLease, openStore, type Store, StoreError } from './store.ts';
import { createSync, type LiveDocuments, type Sync, type Who } from './sync/index.ts';
import { catalogue } from './text/index.ts';
import { TooLate, within } from './within.ts';

export type Product = {
  /** whether the store held nothing and was filled with the demo, now or before */
  isDemo: boolean;
  close: () => Promise<void>;
};

/**
 * A database that goes away while it is written to can leave the driver waiting for ever: no stop waits longer than what
 * writes the journal may take. Milliseconds.
 */
const closePatience = 12_000;
/** What ends processes gives them 30 s, mostly: all together waits no longer than this, but for a moment for each. Milliseconds. */
const stopPatience = 20_000;
const moment = 1000;

type Closers = (() => Promise<void>)[];

const closeAll = async (closers: Closers, log: Logger): Promise<void> => {
  const until = Date.now() + stopPatience;
  for (const close of closers.splice(0).toReversed()) {
    const patience = Math.max(moment, Math.min(closePatience, until - Date.now()));
    try {
      await within(patience, close());
    } catch (error) {
      log.error({ err: error }, 'something could not be closed');
    }
  }
};

const openModels = async ({ uri, command }: Store): Promise<Models> => {
  try {
    return await connect(uri, command);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new StoreError(catalogue('sv').start.store(why));
  }
};

const auditOf =
  (models: Models): Audit =>
  async (act, target, detail, by) => {
    await models.auditLog.create({ at: new Date(), act, target, detail, by });
  };

/** However often it is called, the work is done once. */
const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
};

/**
 * How long who a session belongs to, and what a document is, is remembered where this process alone changes them, and forgets
 * what it changes: only what somebody writes into the database by hand is seen so late. Milliseconds.
 */
const sessionsRememberedFor = 10_000;
const rowsRememberedFor = 1000;

/** What a node's clients were shown is in the database after this long, or others are told that it is not. Milliseconds. */
const settledWithin = 1000;

/**
 * Starts everything, and listens.
 * @param givenUp the start need not come to its end: what it waits for and may never come is waited for no longer
 * @param onLost called once when the product cannot go on (the store ended, the lease went): close it
 * @throws StoreError, or SettingsError for what cannot be used; whatever was opened is closed again.
 */
export const startProduct = async (
  settings: Settings,
  log: Logger,
  givenUp: AbortSignal,
  onLost: (why: string) => void,
): Promise<Product> => {
  const closers: Closers = [];
  try {
    return await open(settings, log, givenUp, onLost, closers);
  } catch (error) {
    await closeAll(closers, log);
    throw error;
  }
};

/** The nodes as this one sees them, and the secret that they share; nobody is heard yet. */
const openNodes = async (settings: Settings, models: Models, log: Logger) => {
  const id = newObjectId();
  if (settings.redisUrl === null)
    return { bus: null, nodes: new Nodes(id, null, log), secret: await sessionSecretOf(settings) };
  const { name, secret } = await installationOf(models);
  const bus = redisBus(settings.redisUrl, `samsyn:${name}`, log);
  return { bus, nodes: new Nodes(id, bus, log), secret: settings.sessionSecret ?? secret };
};

/** @throws StoreError when the bus cannot be reached, or the start is given up meanwhile */
const meet = async (nodes: Nodes, journal: Journal, closers: Closers, givenUp: AbortSignal): Promise<void> => {
  const close = once(() => nodes.close());
  closers.push(close);
  const leave = (): void => void close();
  givenUp.addEventListener('abort', leave);
  try {
    await nodes.start(() => journal.age < settledWithin);
  } catch (error) {
    const { bus, busSilent } = catalogue('sv').start;
    if (error instanceof TooLate) throw new StoreError(busSilent);
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new StoreError(bus(why));
  } finally {
    givenUp.removeEventListener('abort', leave);
  }
};

/** What a connection keeps of its account: many are open for hours. */
const syncWho = (who: SignedIn | null): Who | null => {
  if (!who) return null;
  const { id, name, color, sessionId, expiresAt, roles, groups } = who;
  return { accountId: id, name, color, sessionId, expiresAt, actor: { id, roles, groups } };
};

/** What is only about documents does not concern the seminars' rooms, and the other way round. */
const recheckHere = async (about: About, documents: LiveDocuments, notify: Notify): Promise<void> => {
  const { accountId, documentId, seminarId } = about;
  const who = accountId === undefined ? {} : { accountId };
  const isGeneral = documentId === undefined && seminarId === undefined;
  await Promise.all([
    (isGeneral || documentId !== undefined) && documents.recheck({ ...who, ...(documentId && { documentId }) }),
    (isGeneral || seminarId !== undefined) && notify.recheck({ ...who, ...(seminarId && { seminarId }) }),
  ]);
};

const healthOf = (sync: Sync, nodes: Nodes) => (): { ok: boolean; why?: string } => {
  const health = sync.isHealthy();
  return !health.ok || nodes.isUp ? health : { ok: false, why: 'bus' };
};

const openData = async (settings: Settings, log: Logger, onLost: (why: string) => void, closers: Closers) => {
  await ensureDataDir(settings);
  const isShared = settings.redisUrl !== null;
  const store = await openStore(settings);
  closers.push(store.close);
  store.onCrash((error) => onLost(error.message));
  const models = await openModels(store);
  closers.push(models.close);
  if (settings.mongodbUri !== null) closers.push(await holdLease(models, isShared, () => onLost('the lease was lost')));
  const { bus, nodes, secret } = await openNodes(settings, models, log);
  const journal = await Journal.open({
    connection: models.connection,
    directory: join(settings.dataDir, 'log'),
    id: nodes.id,
    isShared,
    onError: (error) => log.error({ err: error }, 'the journal could not be written'),
  });
  closers.push(() => journal.close());
  return { secret, models, journal, bus, nodes };
};

const open = async (
  settings: Settings,
  log: Logger,
  givenUp: AbortSignal,
  onLost: (why: string) => void,
  closers: Closers,
): Promise<Product> => {
  await checkAddress(settings);
  const { secret, models, journal, bus, nodes } = await openData(settings, log, onLost, closers);
  // Before anything begins that would be torn down in the middle when there is no bus.
  await meet(nodes, journal, closers, givenUp);
  const metrics = new Registry();
  // The delay of the event loop is measured by waking it up: ten times a second is enough.
  collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 100 });
  measureNodes(metrics, nodes);
  const origins = originsOf(settings.publicUrl);
  const trust = trustOf(settings.trustedProxies);
  const isPlainText = plainTextOf(settings.publicUrl, trust);
  const auth = makeAuth(settings, secret, models);
  // With several nodes a right that is lowered at another would be seen too late.
  const remembered = (milliseconds: number): number => (nodes.isShared ? 0 : milliseconds);
  const rows = new Remembered<Row>(remembered(rowsRememberedFor));
  const cookie = { name: cookieName(settings), secret };
  const accounts = makeAccounts(auth, cookie, models, remembered(sessionsRememberedFor));
  const freshness = new Freshness(models, log);
  const asking = new Asking();
  const sync = createSync({
    asking,
    journal,
    authenticate: async (request) => syncWho(await accounts.sessionOf(request.headers)),
    resolve: resolver(models, rows),
    isAllowedOrigin: (origin) => origin !== undefined && origins.has(origin),
    addressOf: (request) => addressOf(request, trust),
    limits: settings.limits,
    log,
    metrics,
    onWritten: (documentId) => {
      claims.forget(documentId);
      freshness.touch(documentId);
    },
    nodes,
    knowsRights: () => notices.areKnown,
    onWrittenElsewhere: (documentId) => claims.forget(documentId),
  });
  const claims = new Claims(sync.documents, () => nodes.isUp);
  const rooms = openSeminarRooms({ accounts, models, origins, isPlainText, limits: settings.limits, nodes, log });
  const recheck = (about: About): Promise<void> => {
    accounts.forget();
    rows.forget();
    return recheckHere(about, sync.documents, rooms.notify);
  };
  const notices = new Notices({ models, nodes, log, recheck });
  const { signInsPerMinute } = settings.limits;
  const context: Context = {
    settings,
    log,
    metrics,
    models,
    documents: sync.documents,
    claims,
    accounts,
    signIns: signInBudget(signInsPerMinute, bus, new SignInLimits(signInsPerMinute)),
    audit: auditOf(models),
    lowering: (about, change) => notices.lowering(about, change),
    notify: rooms.notify,
  };
  await notices.start();
  closers.push(() => notices.close());
  if (settings.demo) await seedDemo(context);

  const isProxied = settings.trustedProxies.length > 0;
  const server = makeServer(makeApp(context, auth, healthOf(sync, nodes)), asking, isProxied);
  rooms.attachTo(server);
  server.on('upgrade', (request, socket, head) => {
    const path = request.url ?? '';
    // The seminars' library listens for itself.
    if (path.startsWith('/socket.io/')) return;
    if (isPlainText(request)) endWithProblem(socket, httpsOnly(), request);
    else if (path.startsWith('/yjs/')) sync.handleUpgrade(request, socket, head);
    else endWithProblem(socket, notFound(), request);
  });
  const closeDocuments = once(() => sync.documents.close());
  const tidying = new Tidying(journal, models, log);
  closers.push(
    () => freshness.close(),
    () => tidying.close(),
    closeDocuments,
  );
  await listen(server, settings);
  // No new requests first; the server is closed when its sockets are, and the documents close theirs with 1012.
  closers.push(async () => {
    const closed = closeServer(server);
    await rooms.close();
    await closeDocuments();
    await closed;
  });
  const isDemo = settings.demo && (await models.users.exists({ email: 'kvalitet@example.org' })) !== null;
  return { isDemo, close: () => closeAll(closers, log) };
};
