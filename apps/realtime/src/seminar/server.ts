/** The Socket.IO server: who may come in, by the same session and Origin rules as everywhere. */
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '@samsyn/domain';
import type { Logger } from 'pino';
import { badRequest, httpsOnly, notSignedIn, ProblemError, unavailable, writeProblem } from '../http/problems.ts';
import { asksForSocket, endWithProblem, Handshakes } from '../http/upgrade.ts';
import type { Accounts, SignedIn } from '../accounts/accounts.ts';

export type SocketData = { who: SignedIn; seminars: Set<string> };
export type SeminarServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type SeminarSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;

const largestMessage = 64 * 1024;

const refuse = (request: IncomingMessage, response: ServerResponse, problem: ProblemError): void => {
  if (asksForSocket(request)) endWithProblem(request.socket, problem, request);
  else writeProblem(request, response, problem);
};

export type Doors = {
  accounts: Accounts;
  origins: ReadonlySet<string>;
  isPlainText: (request: IncomingMessage) => boolean;
  log: Logger;
};

/** Whose request opened a connection: asked for once, at its first request. */
const visitors = new WeakMap<IncomingMessage, SignedIn>();
export const visitorOf = (request: IncomingMessage): SignedIn | undefined => visitors.get(request);

/** What is wrong with a request before it is asked whose it is. Polling is plain HTTP, where a browser leaves its own Origin out. */
const problemAt = (request: IncomingMessage, { origins, isPlainText }: Doors): ProblemError | null => {
  if (isPlainText(request)) return httpsOnly();
  const { origin } = request.headers;
  const mayCome = origin === undefined ? !asksForSocket(request) : origins.has(origin);
  return mayCome ? null : new ProblemError(403, 'foreignOrigin');
};

/**
 * A foreign Origin is refused, and a missing one at an upgrade. The session is asked for when a connection begins, not at each of its polls.
 */
const admit = async (request: IncomingMessage, response: ServerResponse, doors: Doors): Promise<boolean> => {
  if (!asksForSocket(request)) response.setHeader('X-Content-Type-Options', 'nosniff');
  const problem = problemAt(request, doors);
  if (problem) {
    refuse(request, response, problem);
    return false;
  }
  if (/[?&]sid=/.test(request.url ?? '')) return true;
  try {
    const who = await doors.accounts.sessionOf(request.headers);
    if (who) visitors.set(request, who);
    else refuse(request, response, notSignedIn());
    return who !== null;
  } catch (error) {
    doors.log.error({ err: error }, 'a session could not be asked for');
    refuse(request, response, unavailable('database'));
    return false;
  }
};

/** Attach it to the HTTP server last, with `attachTo`: it takes /socket.io/ before the app sees it. */
export const makeSeminarServer = (doors: Doors): { io: SeminarServer; attachTo: (server: HttpServer) => void } => {
  const io: SeminarServer = new Server({
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: largestMessage,
    perMessageDeflate: false,
    wsEngine: Handshakes,
  });
  // Nothing is said in the nameless namespace.
  io.of('/').use((_socket, next) => next(new Error('notFound')));
  const attachTo = (server: HttpServer): void => {
    io.attach(server);
    // What its own library refuses at an upgrade is answered before it does; polls are answered in its own words.
    io.engine.on('connection_error', ({ req }: { req?: IncomingMessage }) => {
      if (req && asksForSocket(req)) endWithProblem(req.socket, badRequest(), req);
    });
    io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
      void admit(request, response, doors).then((may) => may && next());
    });
  };
  return { io, attachTo };
};
