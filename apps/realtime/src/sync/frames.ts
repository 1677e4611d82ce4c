/**
 * Websocket frames, made once and written to every client: a server's frames are not masked, so they are the same for
 * all. Without compression nothing else is between a frame and the socket.
 */
import { encodeMessage, type SyncMessage } from '@samsyn/document';

const binaryFrame = 0x82;

/** @returns one whole binary frame that holds the payload (RFC 6455, 5.2). */
export const frameOf = (payload: Uint8Array): Buffer => {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = binaryFrame;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, head);
  return frame;
};

export const messageFrame = (message: SyncMessage): Buffer => frameOf(encodeMessage(message));

/** A protocol message that says nothing: providers hang up after 30 s without one. */
export const keepAlive = messageFrame({ type: 'awareness', update: new Uint8Array([0]) });
