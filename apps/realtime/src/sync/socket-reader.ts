/**
 * Reads a socket past its stream, into one piece of memory for all sockets. A stream makes, for each read, 64 kB of memory that
 * it gives back but for what came, and passes the bytes through a dozen functions: for a letter that costs more than what is
 * done with the letter. Whenever the stream holds something, is paused, or has anything but bytes to hear of, the bytes go its
 * way. A socket that is not made for this goes it always.
 */
import type { Duplex } from 'node:stream';
import { streamWrap } from './stream-wrap.ts';

/** What Node has below a socket (net.Socket's own `onread` option does the same). */
type Handle = {
  onread: (this: Handle, bytes: ArrayBuffer | undefined) => void;
  /** what comes is written here from now on */
  useUserBuffer: (memory: Uint8Array) => void;
};

const isHandle = (handle: unknown): handle is Handle =>
  typeof handle === 'object' &&
  handle !== null &&
  'onread' in handle &&
  typeof handle.onread === 'function' &&
  'useUserBuffer' in handle &&
  typeof handle.useUserBuffer === 'function';

/** As much as one read brings. */
const memory = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Has what comes from now on taken. Whoever takes it may keep it.
 * @param take also hears the stream's `data`; in what order both come is the order in which it was sent
 */
export const readPast = (socket: Duplex, take: (bytes: Buffer) => void): void => {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (!streamWrap || !isHandle(handle)) return;
  const { streamBaseState, kReadBytesOrError, kArrayBufferOffset } = streamWrap;
  const stream = handle.onread;
  handle.useUserBuffer(memory);
  handle.onread = () => {
    const length = streamBaseState[kReadBytesOrError] ?? 0;
    const isFree = socket.readableFlowing === true && socket.readableLength === 0 && !socket.destroyed;
    if (length > 0 && isFree) take(Buffer.from(memory.subarray(0, length)));
    else {
      // It looks for the bytes at the start of memory of their own.
      streamBaseState[kArrayBufferOffset] = 0;
      stream.call(handle, length > 0 ? new Uint8Array(memory.subarray(0, length)).buffer : undefined);
    }
  };
};
