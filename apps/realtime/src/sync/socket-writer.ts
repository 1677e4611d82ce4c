/**
 * Writes to a socket past its stream. A stream makes, for each write, a request, a callback and a tick, which is an eighth of
 * what a short write costs when hundreds of sockets are written to fifty times a second. A write that the system takes whole at
 * once needs none of them; what it does not take waits below the stream. A socket that is not made for this goes the stream's way.
 */
import type { Duplex } from 'node:stream';
import { streamWrap } from './stream-wrap.ts';

/** What Node has below a socket (net.Socket's own write does the same). */
type Handle = {
  /** @returns an error's number, or 0; bytes that the system did not take wait in it, and the request is told when they are gone */
  writeBuffer: (request: object, bytes: Uint8Array) => number;
};
type Request = { oncomplete?: (status: number) => void; bytes?: Uint8Array };

const state = streamWrap?.streamBaseState ?? new Int32Array(1);
const waits = streamWrap?.kLastWriteWasAsync ?? 0;

const isHandle = (handle: unknown): handle is Handle =>
  typeof handle === 'object' && handle !== null && 'writeBuffer' in handle && typeof handle.writeBuffer === 'function';

/** Serves every write that the system takes at once. */
let spare: Request | null = streamWrap && new streamWrap.WriteWrap();

export class SocketWriter {
  readonly #socket: Duplex;
  readonly #handle: Handle | null;
  /** bytes that wait below the stream */
  #waiting = 0;

  /** @param socket on which others write at most a frame now and then: what they write may come later, but whole */
  constructor(socket: Duplex) {
    this.#socket = socket;
    const handle: unknown = Reflect.get(socket, '_handle');
    this.#handle = spare && isHandle(handle) ? handle : null;
  }

  /** What the other side has not taken yet. Bytes. */
  get unread(): number {
    return this.#handle ? this.#waiting : this.#socket.writableLength;
  }

  /** Looks at as little as it can: what it does not look at need not be fetched from memory, for hundreds of sockets. */
  write(bytes: Buffer): void {
    if (!this.#handle || !spare) {
      this.#socket.write(bytes);
      return;
    }
    const status = this.#handle.writeBuffer(spare, bytes);
    if (status !== 0) this.#socket.destroy(new Error(`A socket cannot be written to (${status})`));
    else if (state[waits] !== 0) this.#wait(spare, bytes);
  }

  /** The request is the socket's until the bytes are gone. */
  #wait(request: Request, bytes: Buffer): void {
    spare = streamWrap && new streamWrap.WriteWrap();
    this.#waiting += bytes.length;
    request.bytes = bytes;
    request.oncomplete = (status) => {
      this.#waiting -= bytes.length;
      if (status < 0) this.#socket.destroy();
    };
  }
}
