/** The way in: who (session cookie, Origin), how many, what they may; then the room. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@samsyn/document';
import { HistoryMissing } from '@samsyn/models';
import type { WebSocket } from 'ws';
import type { Asking } from '../asking.ts';
import { notSignedIn, ProblemError, tooMany, unavailable } from '../http/problems.ts';
import { endWithProblem, Handshakes } from '../http/upgrade.ts';
import { within } from '../within.ts';
import { Connection } from './connection.ts';
import type { Engine } from './engine.ts';
import { hearMessages } from './incoming.ts';
import type { Claimed, SyncOptions, Who } from './live-documents.ts';
import type { SyncMetrics } from './metrics.ts';
import type { Rights } from './rights.ts';
import type { Sessions } from './sessions.ts';

/** A frame up to four times too large is told so; beyond that the socket library hangs up. */
const hangUpFactor = 4;
/** How long a session is looked up before the door stays shut. Milliseconds. */
const lookUpPatience = 5000;
/** Upgrades of one address whose session is being looked up. */
const mostLookUps = 200;

type Parts = { engine: Engine; sessions: Sessions; rights: Rights; metrics: SyncMetrics; asking: Asking };

type Wanted = {
  documentId: string;
  /** whom the client takes itself for; null when it does not say */
  accountId: string | null;
  claimed: Claimed;
  wantsAcknowledgements: boolean;
};

const numberIn = (query: URLSearchParams, name: string): number | null => {
  const value = query.get(name);
  // What is no number is no current number either.
  return value === null ? null : /^\d{1,9}$/.test(value) ? Number(value) : -1;
};

/** @returns what a request asks for: /yjs/DOCUMENT_ID?ack=1&account=ID&epoch=N&schema=N */
const wantedBy = (request: IncomingMessage): Wanted => {
  const [path = '', search] = (request.url ?? '').split('?');
  const query = new URLSearchParams(search);
  // A copy: a part of the address would keep all of it for as long as the connection is open.
  const documentId = Buffer.from(path.slice('/yjs/'.length)).toString();
  const claimed = { epoch: numberIn(query, 'epoch'), schema: numberIn(query, 'schema') };
  const accountId = query.get('account');
  return { documentId, accountId, claimed, wantsAcknowledgements: query.get('ack') === '1' };
};

const isDocumentId = (id: string): boolean => /^[0-9a-f]{24}$/.test(id);

/** How many there are of each. */
class Tally {
  readonly #counts = new Map<string, number>();
  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
  add(key: string, by: 1 | -1): void {
    const count = this.of(key) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}

const isOver = (limit: number, count: number): boolean => limit > 0 && count > limit;

export class Door {
  readonly connections = new Set<Connection>();
  readonly #options: SyncOptions;
  readonly #engine: Engine;
  readonly #sessions: Sessions;
  readonly #rights: Rights;
  readonly #metrics: SyncMetrics;
  readonly #asking: Asking;
  readonly #server: Handshakes;
  readonly #lookUps = new Tally();
  readonly #accounts = new Tally();
  readonly #addresses = new Tally();
  #isShut = false;

  constructor(options: SyncOptions, { engine, sessions, rights, metrics, asking }: Parts) {
    this.#options = options;
    this.#engine = engine;
    this.#sessions = sessions;
    this.#rights = rights;
    this.#metrics = metrics;
    this.#asking = asking;
    this.#server = new Handshakes({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: options.limits.frameBytes * hangUpFactor,
    });
  }

  /** Lets nobody in any more. */
  shut(): void {
    this.#isShut = true;
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until the socket library has it, nobody else hears its errors.
    const ignore = (): void => {
      socket.destroy();
    };
    socket.on('error', ignore);
    const { changes } = this.#rights;
    this.#identify(request, socket).then(
      (who) => {
        if (!who) return;
        socket.off('error', ignore);
        this.#server.handleUpgrade(request, socket, head, (ws) => this.welcome(ws, request, socket, who, changes));
      },
      (error: unknown) => {
        this.#options.log.error({ err: error }, 'A session could not be looked up');
        endWithProblem(socket, unavailable('database'), request);
      },
    );
  }

  /** @returns whose request it is, or null when it was turned away. */
  async #identify(request: IncomingMessage, socket: Duplex): Promise<Who | null> {
    const address = this.#options.addressOf(request);
    const problem = this.#problemAt(request, address);
    if (problem) return this.#refuse(request, socket, problem);
    const answered = this.#asking.begin();
    this.#lookUps.add(address, 1);
    try {
      const who = await within(lookUpPatience, this.#options.authenticate(request));
      const { accountId } = wantedBy(request);
      if (!who || (accountId !== null && accountId !== who.accountId))
        return this.#refuse(request, socket, notSignedIn());
      return socket.destroyed ? null : who;
    } finally {
      this.#lookUps.add(address, -1);
      answered();
    }
  }

  /** What is wrong with a request before it is asked whose it is. */
  #problemAt({ headers }: IncomingMessage, address: string): ProblemError | null {
    if (this.#isShut) return unavailable('restarting');
    if (!this.#options.isAllowedOrigin(headers.origin)) return new ProblemError(403, 'foreignOrigin');
    return this.#lookUps.of(address) >= mostLookUps ? tooMany(1) : null;
  }

  #refuse(request: IncomingMessage, socket: Duplex, problem: ProblemError): null {
    this.#metrics.refusals.inc({ reason: `upgrade ${problem.status}` });
    endWithProblem(socket, problem, request);
    return null;
  }

  /**
   * Takes an open socket of somebody whose session was looked up.
   * @param changes how often rights had been lowered when it was
   */
  welcome(ws: WebSocket, request: IncomingMessage, socket: Duplex, who: Who, changes = this.#rights.changes): void {
    const wanted = wantedBy(request);
    const address = this.#options.addressOf(request);
    const { limits } = this.#options;
    const { documentId, wantsAcknowledgements } = wanted;
    const about = { ws, socket, request, who, address, documentId, wantsAcknowledgements, limits };
    const connection = new Connection(about, this.#engine.now());
    this.#attach(ws, socket, connection);
    if (this.#isShut) connection.close(closeCodes.restarting, false);
    else if (this.#isOverLimit(connection)) this.#sessions.end(connection, closeCodes.limit, 'too many connections');
    else if (this.#engine.reads.secondsOwed(who.accountId) > 0) this.#sessions.hasReadTooMuch(connection);
    else if (!isDocumentId(documentId)) this.#sessions.end(connection, closeCodes.notFound, 'no such id');
    else {
      this.#open(connection, wanted.claimed, changes).catch((error: unknown) => {
        const isMissing = error instanceof HistoryMissing;
        this.#options.log.error({ documentId, err: error }, 'A document could not be opened');
        if (connection.state.kind !== 'closed') {
          connection.close(isMissing ? closeCodes.notFound : closeCodes.restarting, true);
        }
      });
    }
  }

  #attach(ws: WebSocket, socket: Duplex, connection: Connection): void {
    const { accountId } = connection.who;
    this.connections.add(connection);
    this.#accounts.add(accountId, 1);
    this.#addresses.add(connection.address, 1);
    const hear = (message: Buffer): void => this.#sessions.receive(connection, message);
    hearMessages(ws, socket, hear, this.#options.limits.frameBytes || Infinity);
    ws.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) hear(data);
      else this.#sessions.end(connection, closeCodes.invalid, 'a text frame');
    });
    ws.on('ping', () => this.#sessions.pinged(connection));
    ws.on('pong', () => {
      connection.lastHeard = this.#engine.now();
    });
    ws.on('error', (error: Error) => this.#options.log.debug({ err: error, accountId }, 'A sync socket failed'));
    ws.on('close', () => {
      this.connections.delete(connection);
      this.#accounts.add(accountId, -1);
      this.#addresses.add(connection.address, -1);
      this.#sessions.left(connection);
    });
  }

  #isOverLimit(connection: Connection): boolean {
    const { connectionsPerAccount, connectionsPerAddress } = this.#options.limits;
    return (
      isOver(connectionsPerAccount, this.#accounts.of(connection.who.accountId)) ||
      isOver(connectionsPerAddress, this.#addresses.of(connection.address))
    );
  }

  async #open(connection: Connection, claimed: Claimed, changes: number): Promise<void> {
    const answered = this.#asking.begin();
    try {
      // Its session may have ended after it was looked up and before the connection could be found here.
      if (changes !== this.#rights.changes) await this.#rights.recheck([connection]);
      await this.#letIn(connection, claimed);
    } finally {
      answered();
    }
  }

  /** The document is read while the right is looked up: nobody is in it before that is granted. */
  async #letIn(connection: Connection, claimed: Claimed): Promise<void> {
    const asking = this.#rights.ask(connection, claimed);
    const opening = this.#engine.withRoom(connection.documentId, async (room) => {
      if (await asking) this.#sessions.join(connection, room, claimed);
    });
    const [asked, opened] = await Promise.allSettled([asking, opening]);
    if (asked.status === 'rejected') throw asked.reason;
    // What is refused may well not be there: nobody is told of it.
    if (opened.status === 'rejected' && asked.value) throw opened.reason;
  }
}
