/** One websocket of one account on one document. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type CloseCode, closeCodes } from '@samsyn/document';
import type { Access } from '@samsyn/domain';
import type { WebSocket } from 'ws';
import { Acknowledgements } from './acknowledgements.ts';
import { Budget } from './budget.ts';
import { acknowledgementFrame, messageFrame } from './frames.ts';
import type { Credentials, SyncLimits, Who } from './live-documents.ts';
import type { Presenter } from './presence.ts';
import type { Person } from './presence-states.ts';
import type { Room } from './room.ts';
import { SocketWriter } from './socket-writer.ts';

/**
 * opening: accepted, while its right and its document are looked up; what it sends waits.
 * open: in its room.
 * closed: by either side. `isBarred`: we closed it for what it sent, so the rest of what it sent does not count. `room`: the
 * one that it was in, and leaves when its socket is gone.
 */
export type SessionState =
  | { kind: 'opening'; waiting: Buffer[] }
  | { kind: 'open'; room: Room }
  | { kind: 'closed'; room: Room | null; isBarred: boolean };

/** An update that waits for what it builds on. */
export type Held = { bytes: number; since: number };

/** What a client may leave unread before it is cut off and has to sync anew. Bytes, beside its last whole state. */
const mostUnread = 4 * 1024 * 1024;
/** How often a connection may ask for the whole document, or for everybody who is there: five times at once. */
const statesPerSecond = 0.5;
/** Up to here one write of a copy is cheaper than two writes. Bytes. */
const worthCopying = 16 * 1024;
/** A client's own first announcement comes with its first two messages; what comes later may be an echo. */
const firstMessages = 2;

export type ConnectionOptions = {
  ws: WebSocket;
  socket: Duplex;
  request: IncomingMessage;
  who: Who;
  address: string;
  documentId: string;
  wantsAcknowledgements: boolean;
  limits: SyncLimits;
};

export class Connection implements Presenter {
  readonly #ws: WebSocket;
  readonly #socket: SocketWriter;
  /** What its session is asked for by again. The request itself would cost kilobytes for as long as it is open. */
  readonly credentials: Credentials;
  readonly address: string;
  readonly documentId: string;
  readonly acknowledgements: Acknowledgements | null;
  readonly bytes: Budget;
  readonly messages: Budget;
  /** step 1 is answered with the document: dear, and rarely asked for */
  readonly states: Budget;
  who: Who;
  access: Access = 'none';
  state: SessionState = { kind: 'opening', waiting: [] };
  shows: number | null = null;
  stamp: Buffer | null = null;
  hasBroughtAll = false;
  /** how many messages came, and how many of them were sync step 2 or updates */
  heard = 0;
  number = 0;
  /** by their numbers, the oldest first */
  readonly held = new Map<number, Held>();
  heldBytes = 0;
  refusals = 0;
  /**
   * When it was last sent an acknowledgement, and when anything else: milliseconds since it is there. Small whole numbers stand
   * in the object itself, where a moment would be a piece of memory of its own, written at each beat.
   */
  #acknowledged = 0;
  #shown = 0;
  readonly #born: number;
  lastHeard: number;
  /** rights are asked for more than once: only the newest answer counts */
  asked = 0;
  isAcknowledgementDue = false;
  #unreadAllowance = mostUnread;

  constructor(options: ConnectionOptions, now: number) {
    this.#ws = options.ws;
    this.#socket = new SocketWriter(options.socket);
    const { cookie } = options.request.headers;
    this.credentials = { headers: cookie === undefined ? {} : { cookie } };
    this.who = options.who;
    this.address = options.address;
    this.documentId = options.documentId;
    this.acknowledgements = options.wantsAcknowledgements ? new Acknowledgements() : null;
    this.bytes = new Budget(options.limits.bytesPerSecond, now);
    this.messages = new Budget(options.limits.messagesPerSecond, now);
    this.states = new Budget(statesPerSecond, now);
    this.#born = now;
    this.lastHeard = now;
  }

  get person(): Person {
    return { id: this.who.accountId, name: this.who.name, color: this.who.color };
  }
  /** The room that it is in, or was in as long as it was open. */
  get room(): Room | null {
    return this.state.kind === 'opening' ? null : this.state.room;
  }
  get isNew(): boolean {
    return this.heard <= firstMessages;
  }
  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  /** When it was last sent anything. */
  get lastSent(): number {
    return this.#born + Math.max(this.#shown, this.#acknowledged);
  }
  /** When it was last sent anything but an acknowledgement. */
  get lastShown(): number {
    return this.#born + this.#shown;
  }

  /** Writes frames, and with them the acknowledgement that is due. A client that does not read is cut off. */
  write(frames: Buffer, now: number): void {
    if (!this.#mayWrite(now)) return;
    if (!this.isAcknowledgementDue) this.#socket.write(frames);
    else if (frames.length > worthCopying) this.#writeAll([frames]);
    else this.#socket.write(Buffer.concat([frames, this.#acknowledgement()]));
  }

  /**
   * Answers with a state of the document, which may be large: in pieces, so that nobody copies it. Who asks again and has not
   * read the last one yet is cut off: each keeps a document in memory. @returns its bytes
   */
  writeState(pieces: readonly Buffer[], now: number): number {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (this.#socket.unread > mostUnread) {
      this.cut();
      return 0;
    }
    this.#unreadAllowance = Math.max(this.#unreadAllowance, mostUnread + length);
    if (length <= worthCopying) this.write(Buffer.concat(pieces), now);
    else if (this.#mayWrite(now)) this.#writeAll(pieces);
    return length;
  }

  /** Sends the acknowledgement that found nothing to ride on. */
  acknowledge(now: number): void {
    if (!this.isAcknowledgementDue || !this.isOpen) return;
    this.#acknowledged = now - this.#born;
    this.#socket.write(this.#acknowledgement());
  }

  /** Refuses a message; the connection stays, its count stands still. */
  refuse(code: string, number: number, now: number): void {
    this.acknowledgements?.freeze(number);
    this.write(messageFrame({ type: 'refused', code, number }), now);
  }

  ping(): void {
    if (this.isOpen) this.#ws.ping();
  }

  /** Closes with a code of the contract. `isBarred`: nothing more of what it sent counts. */
  close(code: CloseCode, isBarred: boolean): void {
    this.state = { kind: 'closed', room: this.room, isBarred };
    this.held.clear();
    this.#ws.close(code);
  }

  /** Cuts it off at once: it does not read, or it is gone. It comes again and syncs whole. */
  cut(): void {
    this.#ws.terminate();
  }

  get isBarred(): boolean {
    return this.state.kind === 'closed' && this.state.isBarred;
  }

  #mayWrite(now: number): boolean {
    if (!this.isOpen) return false;
    if (this.#socket.unread > this.#unreadAllowance) {
      this.cut();
      return false;
    }
    this.#shown = now - this.#born;
    return true;
  }

  /** One behind the other, the acknowledgement behind them. */
  #writeAll(pieces: readonly Buffer[]): void {
    for (const piece of pieces) this.#socket.write(piece);
    if (this.isAcknowledgementDue) this.#socket.write(this.#acknowledgement());
  }

  #acknowledgement(): Buffer {
    this.isAcknowledgementDue = false;
    return acknowledgementFrame(this.acknowledgements?.count ?? 0);
  }
}

/** Why a message ended the connection, as metrics name it. */
export const closeReasons: Partial<Record<CloseCode, string>> = {
  [closeCodes.frameTooLarge]: 'frameTooLarge',
  [closeCodes.invalid]: 'invalid',
  [closeCodes.limit]: 'limit',
  [closeCodes.notFound]: 'notFound',
  [closeCodes.otherEpoch]: 'otherEpoch',
  [closeCodes.sessionEnded]: 'sessionEnded',
};
