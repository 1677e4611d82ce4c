/**
 * The way of frames from a socket (RFC 6455, 5.2). Nearly all are short binary messages that came whole: those are taken from
 * the socket's bytes as they are. The rest (long ones, fragments, control frames, whatever is wrong) is the library's, which
 * gets its bytes in order and is never left within a frame. What it refuses it tells of too late to keep what stands behind
 * that from being heard: from a frame on that it might refuse, all is the library's.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { readPast } from './socket-reader.ts';

/** The first byte of a binary message in one frame. */
const wholeBinary = 0x82;
const isLast = 0x80;
const isMasked = 0x80;
/** First bytes: how binary messages begin, how those go on that come in pieces, a ping and a pong. */
const beginnings: readonly number[] = [0x02, wholeBinary];
const continuations: readonly number[] = [0x00, 0x80];
const controls: readonly number[] = [0x89, 0x8a];
const mostControlBytes = 125;
/** Browsers send long messages in pieces of tens of kilobytes. */
const mostPieces = 1000;
const maskLength = 4;

/** @returns how many bytes stand before what a frame holds. @param second its second byte */
const headLength = (second: number): number => {
  const short = second & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  return second < isMasked ? head : head + maskLength;
};

/** @returns how many bytes a frame holds, by its whole head. */
const payloadLength = (bytes: Buffer, at: number): number => {
  const short = bytes.readUInt8(at + 1) & 0x7f;
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
};

/** Takes the mask, whose four bytes stand before `start`, off what follows. @returns that */
const unmask = (bytes: Buffer, start: number, end: number): Buffer => {
  const payload = bytes.subarray(start, end);
  const mask = bytes.subarray(start - maskLength, start);
  for (let index = 0; index < payload.length; index += 1)
    payload[index] = (payload[index] ?? 0) ^ (mask[index & 3] ?? 0);
  return payload;
};

class Incoming {
  readonly #hear: (message: Buffer) => void;
  readonly #library: (bytes: Buffer) => void;
  readonly #longest: number;
  /** the beginning of a head, whose rest is to come */
  #begun: Buffer | null = null;
  /** bytes of the library's that are to come: of a frame, or all */
  #passing = 0;
  /** of the message that is coming: pieces, when more are to come, and bytes */
  #pieces = 0;
  #length = 0;
  #isOver = false;

  /**
   * @param hear is given whole binary messages. @param library whatever else comes
   * @param longest what is longer is the library's. Bytes
   */
  constructor(hear: (message: Buffer) => void, library: (bytes: Buffer) => void, longest: number) {
    this.#hear = hear;
    this.#library = library;
    this.#longest = longest;
  }

  /** The library has given up: it takes nothing any more. */
  stop(): void {
    this.#isOver = true;
  }

  take(came: Buffer): void {
    if (this.#isOver) return;
    const bytes = this.#begun ? Buffer.concat([this.#begun, came]) : came;
    this.#begun = null;
    for (let at = 0; at < bytes.length;) {
      if (this.#passing > 0) at = this.#pass(bytes, at);
      else if (bytes.length - at < 2 || bytes.length - at < headLength(bytes.readUInt8(at + 1))) {
        this.#begun = bytes.subarray(at);
        return;
      } else at = this.#frame(bytes, at);
    }
  }

  /** @returns where the next frame begins, or where this one begins when it is the library's. */
  #frame(bytes: Buffer, at: number): number {
    const first = bytes.readUInt8(at);
    const second = bytes.readUInt8(at + 1);
    const start = at + headLength(second);
    const length = payloadLength(bytes, at);
    const isOrdinary = this.#isOrdinary(first, second, length);
    if (isOrdinary && first === wholeBinary && start + length <= bytes.length) {
      this.#hear(unmask(bytes, start, start + length));
      return start + length;
    }
    this.#passing = isOrdinary ? start - at + length : Number.POSITIVE_INFINITY;
    return at;
  }

  /** @returns whether the library takes the frame, whatever it holds: then what stands behind it may be heard. */
  #isOrdinary(first: number, second: number, length: number): boolean {
    if (second < isMasked) return false;
    if (controls.includes(first)) return length <= mostControlBytes;
    const isBegun = this.#pieces > 0;
    if (!(isBegun ? continuations : beginnings).includes(first)) return false;
    this.#length = isBegun ? this.#length + length : length;
    this.#pieces = first < isLast ? this.#pieces + 1 : 0;
    return this.#length <= this.#longest && this.#pieces <= mostPieces;
  }

  #pass(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#passing);
    this.#passing -= end - at;
    this.#library(bytes.subarray(at, end));
    return end;
  }
}

/** Whole binary messages of the socket are heard at once; the library hears of all others, and says so as it does. */
export const hearMessages = (ws: WebSocket, socket: Duplex, hear: (message: Buffer) => void, longest: number): void => {
  const [library, ...others] = socket.listeners('data');
  if (!library || others.length > 0) return;
  const incoming = new Incoming(hear, (bytes) => library.call(socket, bytes), longest);
  const take = (bytes: Buffer): void => incoming.take(bytes);
  socket.on('data', take);
  readPast(socket, take);
  socket.off('data', library as (...values: unknown[]) => void);
  ws.on('error', () => incoming.stop());
  // What a socket that was paused still holds when it closes, the library reads itself.
  socket.prependListener('close', () => socket.off('data', take));
};
