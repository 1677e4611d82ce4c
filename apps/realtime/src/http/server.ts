/** The HTTP server below the app: its budgets, what it refuses by itself, and how it stops. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Asking } from '../asking.ts';
import { badRequest, ProblemError, tooLarge, writeProblem } from './problems.ts';
import { asksForSocket, endWithProblem } from './upgrade.ts';

/** The state vector of a document that thousands of clients have written in goes in an address. Bytes. */
const maxHeaderSize = 128 * 1024;
/** Who connects has so long to say what it wants; how often that is looked after. Milliseconds. */
const headersTimeout = 10_000;
const connectionsCheckingInterval = 2000;
/**
 * How long a connection stays open behind its last answer. Proxies keep theirs idle for a minute, and answer 502 when the next
 * request meets one that is just being closed: they are to let go first. Milliseconds.
 */
const idleTimeout = { visitors: 5000, proxies: 75_000 };
/** Requests that are under way at a stop get this long to end. Milliseconds. */
const patience = 3000;

/** What Node's parser says of a request that it cannot read, as a problem. */
const problemOf = (error: NodeJS.ErrnoException): ProblemError => {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError(431, 'headersTooLarge');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return tooLarge();
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError(408, 'tooSlow');
    default:
      return badRequest();
  }
};

/** Requests that never reach the app are answered like all others. */
const answerUnreadable = (server: Server): void => {
  const answers = new WeakMap<Duplex, ServerResponse>();
  const ended = new WeakSet<Duplex>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error, socket) => {
    // What still comes after a refusal is not listened to.
    if (ended.has(socket)) return;
    ended.add(socket);
    const answer = answers.get(socket);
    const isAnswering = answer !== undefined && answer.headersSent && !answer.writableFinished;
    // Who has hung up hears nothing; into an answer that has begun nothing is written.
    if (!socket.writable || isAnswering) socket.destroy();
    else endWithProblem(socket, problemOf(error), null);
  });
  server.on('checkExpectation', (request, response) =>
    writeProblem(request, response, new ProblemError(417, 'expectation')),
  );
};

/**
 * Only websockets are upgraded to: who offers HTTP/2 along with a plain request is answered the request. A missing Host
 * is the app's to refuse.
 * @param asking knows of each request until it is answered
 * @param isProxied whether proxies that are trusted stand in front of it
 */
export const makeServer = (app: RequestListener, asking: Asking, isProxied: boolean): Server => {
  const server = createServer(
    {
      maxHeaderSize,
      headersTimeout,
      keepAliveTimeout: isProxied ? idleTimeout.proxies : idleTimeout.visitors,
      connectionsCheckingInterval,
      requireHostHeader: false,
      shouldUpgradeCallback: asksForSocket,
    },
    (request, response) => {
      response.once('close', asking.begin());
      app(request, response);
    },
  );
  answerUnreadable(server);
  return server;
};

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
