/** Upgrades to websockets: the library that takes them, and the end of those that are not taken. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, WebSocketServer } from 'ws';
import { languageOf } from '../text/index.ts';
import { badRequest, problemMessage, type ProblemError } from './problems.ts';

/** Whether a request asks for a websocket: what else may be upgraded to (HTTP/2) is not spoken here. */
export const asksForSocket = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';

/** How long who was turned away may take to hang up. Milliseconds. */
const patience = 1000;

/**
 * Answers and hangs up. The HTTP server leaves its sockets half open, and after an upgrade nobody looks after them: who
 * never hangs up is hung up on.
 * @param request null when it could not be read
 */
export const endWithProblem = (socket: Duplex, error: ProblemError, request: IncomingMessage | null): void => {
  // Who hangs up first is no news.
  socket.on('error', () => socket.destroy());
  const { headers, body } = problemMessage(error, request === null ? 'sv' : languageOf(request));
  const lines = Object.entries({
    ...headers,
    'X-Content-Type-Options': 'nosniff',
    Date: new Date().toUTCString(),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  const { status } = error;
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  setTimeout(() => socket.destroy(), patience).unref();
};

/** The socket library, whose own answer to a handshake that makes no sense is a problem like all others. */
export class Handshakes extends WebSocketServer {
  constructor(options: ServerOptions) {
    super(options);
    this.on('wsClientError', (_error, socket, request) => endWithProblem(socket, badRequest(), request));
  }
}
