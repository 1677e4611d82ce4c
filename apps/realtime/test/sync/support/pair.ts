/**
 * Both ends of a connection whose messages move when the test says so: what TCP does, without its haste. In order within
 * a connection; between connections in whatever order they are moved; lost together when the connection is cut.
 */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { decodeMessage, encodeMessage, type SyncMessage } from '@samsyn/document';
import type { WebSocket } from 'ws';
import type { Who } from '../../../src/sync/live-documents.ts';
import type { Door } from '../../../src/sync/door.ts';
import { frameAt } from './frames.ts';

/** @returns the payloads of whole frames. */
const payloadsOf = (bytes: Buffer): Uint8Array[] => {
  const payloads: Uint8Array[] = [];
  for (let frame = frameAt(bytes, 0); frame; frame = frameAt(bytes, frame.end))
    payloads.push(new Uint8Array(frame.payload));
  return payloads;
};

/** What the server sees of the socket: as much of ws and of the stream below as it uses. */
class ServerEnd extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly writableLength = 0;
  readonly #pair: Pair;

  constructor(pair: Pair) {
    super();
    this.#pair = pair;
  }
  write(bytes: Buffer): boolean {
    this.#pair.toClient.push(...payloadsOf(bytes));
    return true;
  }
  cork(): void {}
  uncork(): void {}
  ping(): void {}
  close(code: number): void {
    this.#pair.end(code);
  }
  terminate(): void {
    this.#pair.end(1006);
  }
}

export class Pair {
  readonly toClient: Uint8Array[] = [];
  readonly #toServer: Uint8Array[] = [];
  readonly #server = new ServerEnd(this);
  readonly #hear: (message: SyncMessage) => void;
  closedWith: number | null = null;

  constructor(door: Door, path: string, who: Who, hear: (message: SyncMessage) => void) {
    this.#hear = hear;
    const request = { url: path, headers: { cookie: who.accountId }, socket: { remoteAddress: '127.0.0.1' } };
    door.welcome(
      this.#server as unknown as WebSocket,
      request as unknown as IncomingMessage,
      this.#server as unknown as Duplex,
      who,
    );
  }

  say(message: SyncMessage): void {
    if (this.isOpen) this.#toServer.push(encodeMessage(message));
  }

  get isOpen(): boolean {
    return this.closedWith === null;
  }
  get isQuiet(): boolean {
    return this.toClient.length === 0 && this.#toServer.length === 0;
  }

  /** Moves up to so many messages to the server. */
  up(count = Infinity): void {
    for (const frame of this.#toServer.splice(0, count)) {
      if (this.isOpen) this.#server.emit('message', Buffer.from(frame), true);
    }
  }

  /** Moves up to so many messages to the client; also after the server has closed. */
  down(count = Infinity): void {
    for (const frame of this.toClient.splice(0, count)) this.#hear(decodeMessage(frame));
  }

  /** The connection is gone, and what was on its way with it. */
  cut(): void {
    this.toClient.length = 0;
    this.end(1006);
  }

  end(code: number): void {
    if (!this.isOpen) return;
    this.closedWith = code;
    this.#toServer.length = 0;
    this.#server.readyState = 3;
    this.#server.emit('close');
  }
}
