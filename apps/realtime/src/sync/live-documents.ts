/** What the rest of the process sees of the sync engine: documents as they are now, and the door for websockets. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RefusalCode } from '@samsyn/document';
import type { Access, Actor, DocumentVersion } from '@samsyn/domain';
import type { Journal, Rebuild } from '@samsyn/models';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type * as Y from 'yjs';
import type { Asking } from '../asking.ts';
import type { Clock } from './clock.ts';
import type { Nodes } from '../nodes/nodes.ts';

/** What became of an update that came over HTTP. */
export type ReceiveResult =
  /** durable, or it changed nothing that was not durable already */
  | { kind: 'accepted' }
  | { kind: 'refused'; code: RefusalCode }
  /** it builds on edits that the server does not have: ask for the whole state and send again */
  | { kind: 'missingPredecessors' }
  /** it is of a history that has been begun anew since */
  | { kind: 'otherEpoch' }
  /** malformed or forged; `why` is for the log and for programmers */
  | { kind: 'invalid'; why: string }
  | { kind: 'tooLarge' }
  /** what the account has had of the server lately is too much: come again in so many seconds */
  | { kind: 'owing'; seconds: number; why: string };

export type LiveDocuments = {
  /**
   * Gives a document its first content: durable when it resolves.
   * @throws HistoryExists when the document has a history already (nothing is changed).
   */
  create(documentId: string, seed: Uint8Array, authorId: string | null): Promise<void>;
  /**
   * Reads the document as it is now, edits that are not journalled yet included. The reader runs at once and must
   * not write; what it returns must not hold on to the Y.Doc.
   * @throws HistoryMissing when the document was never created.
   */
  read<T>(documentId: string, reader: (doc: Y.Doc) => T): Promise<T>;
  /**
   * Changes the document in one transaction that everybody sees, and resolves when it is durable. The change works on
   * a copy: when it throws, nothing has happened. It may write the server's own roots. What it returns must not hold
   * on to the Y.Doc.
   * @throws HistoryMissing; `unavailable` when the document had to be opened anew: nothing has happened
   */
  change<T>(documentId: string, authorId: string | null, change: (doc: Y.Doc) => T): Promise<T>;
  /**
   * Begins the document's history anew, in the next epoch: erasure of personal data, restore of a backup. The change works
   * on a copy; what it deletes is nowhere in the new epoch. Whoever has it open is closed with 4409 and told so again
   * while it brings what the former epoch knew. `remove` takes rows and versions of former epochs away at once.
   * @returns the new epoch. @throws HistoryMissing, or what the change throws: then nothing has happened
   */
  rebuild(documentId: string, how: Rebuild): Promise<number>;
  /** @returns the number of the document's history: it counts up when that is begun anew. @throws HistoryMissing */
  epoch(documentId: string): Promise<number>;
  /**
   * @returns what a holder of this state vector lacks (null: everything), as one update.
   * @param accountId whose what is read for it is; nobody's when absent
   * @throws HistoryMissing; MalformedStateVector; OtherEpoch when the state vector is of a former epoch; `tooMany` when the
   * account has had too much read
   */
  diff(documentId: string, stateVector: Uint8Array | null, accountId?: string): Promise<Uint8Array>;
  /**
   * An update over HTTP: through the same inspection, room and journal as one over a socket. Durable when accepted.
   * @throws HistoryMissing; `unavailable` when the document had to be opened anew: nothing of it is kept
   */
  receive(documentId: string, who: Writer, update: Uint8Array): Promise<ReceiveResult>;
  /** Rights or sessions may have changed: open connections that match are asked about again, now. */
  recheck(filter?: { accountId?: string; documentId?: string }): Promise<void>;
  /** @returns named and automatic versions, newest first. */
  versions(documentId: string): Promise<DocumentVersion[]>;
  /** Keeps the document as it is now under a name. */
  nameVersion(documentId: string, name: string, accountId: string | null): Promise<DocumentVersion>;
  /** @returns what is known of an open room, or null when the document is closed. */
  state(documentId: string): RoomState | null;
  /** Takes nothing in any more, writes what is queued, closes every connection with 1012. */
  close(): Promise<void>;
};

export type Writer = {
  accountId: string;
  access: Access;
  /** asks once more what the account may, right before its update has its turn. @throws when it may nothing any more */
  askAgain?: () => Promise<Access>;
  /** the client id that it writes under, as presence says it of a connection */
  clientId?: number | undefined;
};

export type RoomState = {
  connections: number;
  /** whether it has been built in memory, or is served as it is stored */
  isLive: boolean;
  /** journal positions: what came in, and what of it is durable */
  received: number;
  written: number;
};

/** What of a request tells whose it is. */
export type Credentials = Pick<IncomingMessage, 'headers'>;

/** Who a request's session belongs to, with roles and groups as they were then; `expiresAt` in milliseconds since 1970. */
export type Who = {
  accountId: string;
  name: string;
  color: string;
  sessionId: string;
  expiresAt: number;
  actor: Actor;
};

/** What a client says it holds; null when it says nothing. Its epoch is judged by the room that it joins. */
export type Claimed = { epoch: number | null; schema: number | null };

/** What an account may do with a document, and which schema is the current one. */
export type Resolved = { access: Access; schemaVersion: number };

/** Budgets; 0 lifts that one. */
export type SyncLimits = {
  connectionsPerAccount: number;
  connectionsPerAddress: number;
  /** bytes a second and connection, sustained; ten seconds' worth may come at once */
  bytesPerSecond: number;
  messagesPerSecond: number;
  frameBytes: number;
  documentBytes: number;
};

export type SyncOptions = {
  journal: Journal;
  /** @returns who sent the request, or null without a valid session. */
  authenticate(request: Credentials): Promise<Who | null>;
  /** @returns null when there is no such document, or none for this account. It is asked with what `authenticate` just said. */
  resolve(who: Pick<Who, 'accountId' | 'actor'>, documentId: string): Promise<Resolved | null>;
  isAllowedOrigin(origin: string | undefined): boolean;
  addressOf(request: IncomingMessage): string;
  limits: SyncLimits;
  log: Logger;
  metrics: Registry;
  /** Called when edits have become durable. */
  onWritten?(documentId: string, authorIds: readonly string[]): void;
  /** Date.now when absent; a test puts it forward */
  now?: Clock;
  /** Who waits for an answer, in and outside of the engine; nobody else when absent. */
  asking?: Asking;
  /** Other nodes that open documents of the same journal; alone when absent. */
  nodes?: Nodes;
  /** Whether every lowering of a right on any node until a moment ago has been heard of here; alone it has. */
  knowsRights?(): boolean;
  /** Called when edits of other nodes have become durable; null: of any document. */
  onWrittenElsewhere?(documentId: string | null): void;
};

export type Sync = {
  documents: LiveDocuments;
  /** Takes an upgrade of /yjs/DOCUMENT_ID. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  isHealthy(): { ok: boolean; why?: string };
};

/** The state vector of a request is no state vector. */
export class MalformedStateVector extends Error {
  override name = 'MalformedStateVector';
}
