/** What a connection says, message by message: budgets, frames, and where each kind of message goes. */
import { closeCodes, type CloseCode, decodeMessage, type SyncMessage } from '@samsyn/document';
import type { Logger } from 'pino';
import * as Y from 'yjs';
import { closeReasons, type Connection } from './connection.ts';
import type { Engine } from './engine.ts';
import type { Inbound, Outcome } from './inbound.ts';
import type { Claimed, SyncLimits } from './live-documents.ts';
import type { SyncMetrics } from './metrics.ts';
import type { Room } from './room.ts';

/** How much a connection's updates may hold that wait for what they build on. Bytes, with a little for each. */
const mostHeld = 1024 * 1024;
const heldOverhead = 200;
/** What a connection that is being opened may say meanwhile. Messages. */
const mostWaiting = 2000;
/** How much longer a state vector may be than the document's own: one's own ids, and those of a few colleagues. Bytes. */
const moreStateVector = 16 * 1024;
/** Up to here nobody looks: twenty thousand clients. Bytes. */
const usualStateVector = 256 * 1024;
/** A refused message is logged this many times a connection; metrics count them all. */
const loggedRefusals = 5;

const isTooLong = ({ length }: Uint8Array, { content }: Room): boolean =>
  length > usualStateVector && length > content.stateVector.length + moreStateVector;

export type SessionsOptions = { engine: Engine; limits: SyncLimits; log: Logger; metrics: SyncMetrics };

export class Sessions {
  readonly #engine: Engine;
  readonly #limits: SyncLimits;
  readonly #log: Logger;
  readonly #metrics: SyncMetrics;

  constructor(options: SessionsOptions) {
    this.#engine = options.engine;
    this.#limits = options.limits;
    this.#log = options.log;
    this.#metrics = options.metrics;
  }

  /** A frame has come. */
  receive(connection: Connection, frame: Buffer): void {
    const now = this.#engine.now();
    connection.lastHeard = now;
    if (connection.state.kind === 'closed') return;
    this.#metrics.traffic.in += frame.length;
    if (this.#limits.frameBytes > 0 && frame.length > this.#limits.frameBytes) {
      this.end(connection, closeCodes.frameTooLarge, `a frame of ${frame.length} bytes`);
    } else if (!connection.bytes.spend(frame.length, now) || !connection.messages.spend(1, now)) {
      this.end(connection, closeCodes.limit, 'over its budget');
    } else if (connection.state.kind === 'open') this.#handle(connection, connection.state.room, frame);
    else if (connection.state.waiting.push(frame) > mostWaiting) {
      this.end(connection, closeCodes.limit, 'too much before it was opened');
    }
  }

  /** A ping has come: it is answered, and costs what a message costs. */
  pinged(connection: Connection): void {
    const now = this.#engine.now();
    connection.lastHeard = now;
    if (!connection.messages.spend(1, now)) this.end(connection, closeCodes.limit, 'too many pings');
  }

  /** The connection joins its room, and what it has said meanwhile is heard. */
  join(connection: Connection, room: Room, { epoch }: Claimed): void {
    if (connection.state.kind !== 'opening') return;
    if (epoch !== null && epoch !== room.epoch) return this.end(connection, closeCodes.otherEpoch, `epoch ${epoch}`);
    const { waiting } = connection.state;
    connection.state = { kind: 'open', room };
    room.connections.add(connection);
    room.outgoing.greet(connection, this.#engine.now());
    for (const frame of waiting) if (connection.state.kind === 'open') this.#handle(connection, room, frame);
  }

  /** The socket is closed, by whomever. */
  left(connection: Connection): void {
    const { room } = connection;
    if (connection.state.kind !== 'closed') connection.state = { kind: 'closed', room, isBarred: false };
    if (!room) return;
    room.leave(connection);
    this.#engine.schedule(room);
  }

  /** Ends a connection for what it did or may not; logged with account and reason, and counted. */
  end(connection: Connection, code: CloseCode, why: string): void {
    if (connection.state.kind === 'closed') return;
    const { documentId, who } = connection;
    const reason = closeReasons[code] ?? String(code);
    this.#metrics.refusals.inc({ reason });
    this.#log.warn({ documentId, accountId: who.accountId, code, why }, 'A sync connection is ended');
    connection.close(code, true);
  }

  /** Its account is in debt for what it has had read of documents. */
  hasReadTooMuch(connection: Connection): void {
    this.end(connection, closeCodes.limit, 'its account has had too much read');
  }

  #handle(connection: Connection, room: Room, frame: Buffer): void {
    connection.heard += 1;
    let message: SyncMessage;
    try {
      message = decodeMessage(frame);
      this.#act(connection, room, message);
    } catch (error) {
      this.end(connection, closeCodes.invalid, error instanceof Error ? error.message : 'malformed');
    }
  }

  #act(connection: Connection, room: Room, message: SyncMessage): void {
    switch (message.type) {
      case 'syncStep1':
        if (isTooLong(message.stateVector, room)) throw new RangeError('A state vector too long');
        // Two histories in one Y.Doc would be double: nothing is sent to who holds the other.
        if (room.former.isHeldBy(message.stateVector)) {
          return this.end(connection, closeCodes.otherEpoch, 'holds a former epoch');
        }
        Y.decodeStateVector(message.stateVector);
        if (!connection.states.spend(1, this.#engine.now())) {
          return this.end(connection, closeCodes.limit, 'asks for the whole too often');
        }
        room.outgoing.ask(connection, message.stateVector, () => this.hasReadTooMuch(connection));
        return this.#engine.schedule(room);
      case 'syncStep2':
      case 'update':
        connection.number += 1;
        room.intake.enqueue(this.#inbound(connection, room, message, connection.number));
        return this.#engine.schedule(room);
      case 'awareness':
        room.present(connection, message.update);
        if (room.hasNews || room.clientIds.hasFresh) this.#engine.schedule(room);
        return;
      case 'queryAwareness':
        if (connection.states.spend(1, this.#engine.now())) room.outgoing.greetPresence(connection, this.#engine.now());
        return;
      case 'permissionDenied':
      case 'acknowledged':
      case 'refused':
      case 'unknown':
        return;
    }
  }

  #inbound(
    connection: Connection,
    room: Room,
    { type, update }: Extract<SyncMessage, { type: 'syncStep2' | 'update' }>,
    number: number,
  ): Inbound {
    let isHeld = false;
    return {
      update,
      at: this.#engine.now(),
      from: connection,
      mayWait: true,
      author: () => {
        // What came before the sender left counts; what waited for something is brought again.
        if (connection.isBarred || (isHeld && connection.state.kind === 'closed')) return null;
        const { access, shows, who } = connection;
        return { kind: 'account', accountId: who.accountId, access, shows };
      },
      settle: (outcome) => {
        const wasHeld = isHeld;
        isHeld = outcome.kind === 'missing';
        // The answer to what the server asked when it came: all that the server lacked of it.
        if (type === 'syncStep2' && outcome.kind === 'taken' && !connection.hasBroughtAll) {
          connection.hasBroughtAll = true;
          room.presence.broughtAll(connection);
        }
        this.#settle(connection, room, { update, number, wasHeld }, outcome);
      },
    };
  }

  #settle(
    connection: Connection,
    room: Room,
    message: { update: Uint8Array; number: number; wasHeld: boolean },
    outcome: Outcome,
  ): void {
    const { number, wasHeld } = message;
    if (wasHeld && outcome.kind !== 'missing') this.#unhold(connection, number);
    switch (outcome.kind) {
      case 'taken':
        if (wasHeld) connection.acknowledgements?.release(number, outcome.place, room.beatAt);
        else connection.acknowledgements?.expect(number, outcome.place, room.beatAt);
        return this.#engine.settle(room, connection);
      case 'missing':
        if (!wasHeld) this.#hold(connection, message.update.length, number);
        return;
      case 'refused':
        return this.#refuse(connection, outcome.code, number);
      case 'invalid':
        return this.end(connection, closeCodes.invalid, outcome.why);
      case 'otherEpoch':
        return this.end(connection, closeCodes.otherEpoch, 'brings what a former epoch knew');
      case 'owing':
        return this.end(connection, closeCodes.limit, outcome.why);
      case 'full':
        return this.end(connection, closeCodes.frameTooLarge, 'the document is full');
      case 'failed':
        return;
    }
  }

  #hold(connection: Connection, bytes: number, number: number): void {
    connection.acknowledgements?.hold(number);
    connection.held.set(number, { bytes, since: this.#engine.now() });
    connection.heldBytes += bytes + heldOverhead;
    if (connection.heldBytes > mostHeld) this.end(connection, closeCodes.limit, 'builds on too much that is missing');
  }

  #unhold(connection: Connection, number: number): void {
    const held = connection.held.get(number);
    if (!held) return;
    connection.heldBytes -= held.bytes + heldOverhead;
    connection.held.delete(number);
  }

  #refuse(connection: Connection, code: string, number: number): void {
    this.#metrics.refusals.inc({ reason: code });
    connection.refusals += 1;
    if (connection.refusals <= loggedRefusals) {
      const { documentId, who } = connection;
      this.#log.warn({ documentId, accountId: who.accountId, code, number }, 'A message is refused');
    }
    connection.refuse(code, number, this.#engine.now());
  }
}
