/**
 * Websocket frames, made once and written to every client: a server's frames are not masked, so they are the same for
 * all. Without compression nothing else is between a frame and the socket.
 */
import { encodeMessage, step2Head, type SyncMessage } from '@samsyn/document';

const binaryFrame = 0x82;

const headBytes = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** Writes what stands before a payload of so many bytes (RFC 6455, 5.2). */
const writeHead = (frame: Buffer, length: number): void => {
  const head = headBytes(length);
  frame[0] = binaryFrame;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
};

/** @returns one whole binary frame that holds the payload. */
export const frameOf = (payload: Uint8Array): Buffer => {
  const head = headBytes(payload.length);
  const frame = Buffer.allocUnsafe(head + payload.length);
  writeHead(frame, payload.length);
  frame.set(payload, head);
  return frame;
};

/** @returns the frame of a step 2 in pieces: what stands before the update, and its own bytes, which nobody copies. */
export const step2Frame = (update: Uint8Array): Buffer[] => {
  const start = step2Head(update.length);
  const length = start.length + update.length;
  const head = Buffer.allocUnsafe(headBytes(length) + start.length);
  writeHead(head, length);
  head.set(start, headBytes(length));
  return [head, Buffer.from(update.buffer, update.byteOffset, update.length)];
};

export const messageFrame = (message: SyncMessage): Buffer => frameOf(encodeMessage(message));

/** A protocol message that says nothing: providers hang up after 30 s without one. */
export const keepAlive = messageFrame({ type: 'awareness', update: new Uint8Array([0]) });
