/**
 * Websocket frames, made once and written to every client: a server's frames are not masked, so they are the same for
 * all. Without compression nothing else is between a frame and the socket.
 */
import { encodeMessage, step2Head, type SyncMessage } from '@samsyn/document';
import { varUintLength, writeVarUint } from './var-uint.ts';

const binaryFrame = 0x82;

const headLength = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** Writes the head of a binary frame that holds so many bytes (RFC 6455, 5.2). @returns where the bytes begin */
const writeHead = (frame: Buffer, at: number, length: number): number => {
  frame[at] = binaryFrame;
  const head = headLength(length);
  if (head === 2) frame[at + 1] = length;
  else if (head === 4) {
    frame[at + 1] = 126;
    frame.writeUInt16BE(length, at + 2);
  } else {
    frame[at + 1] = 127;
    frame.writeBigUInt64BE(BigInt(length), at + 2);
  }
  return at + head;
};

/** @returns one whole binary frame that holds the payload. */
export const frameOf = (payload: Uint8Array): Buffer => {
  const { length } = payload;
  const frame = Buffer.allocUnsafe(headLength(length) + length);
  frame.set(payload, writeHead(frame, 0, length));
  return frame;
};

/** @returns the frame of a step 2 in pieces: what stands before the update, and its own bytes, which nobody copies. */
export const step2Frame = (update: Uint8Array): Buffer[] => {
  const start = step2Head(update.length);
  const length = start.length + update.length;
  const head = Buffer.allocUnsafe(headLength(length) + start.length);
  head.set(start, writeHead(head, 0, length));
  return [head, Buffer.from(update.buffer, update.byteOffset, update.length)];
};

export const messageFrame = (message: SyncMessage): Buffer => frameOf(encodeMessage(message));

const empty = new Uint8Array();
/** What stands before the length of what a message holds. */
const heads = {
  update: encodeMessage({ type: 'update', update: empty }).slice(0, -1),
  awareness: encodeMessage({ type: 'awareness', update: empty }).slice(0, -1),
};
const acknowledged = encodeMessage({ type: 'acknowledged', count: 0 }).slice(0, -1);

const messageLength = (head: Uint8Array, { length }: Uint8Array): number =>
  head.length + varUintLength(length) + length;

/** @returns where it ends */
const writeMessage = (frames: Buffer, at: number, head: Uint8Array, bytes: Uint8Array): number => {
  const start = writeHead(frames, at, messageLength(head, bytes));
  frames.set(head, start);
  const content = writeVarUint(frames, start + head.length, bytes.length);
  frames.set(bytes, content);
  return content + bytes.length;
};

const frameLength = (head: Uint8Array, bytes: Uint8Array): number => {
  const length = messageLength(head, bytes);
  return headLength(length) + length;
};

/** @returns the frames of an update and of what is new of presence, one after the other; null when there is neither. */
export const newsFrames = (update: Uint8Array | null, presence: Uint8Array | null): Buffer | null => {
  if (!update && !presence) return null;
  const updateLength = update ? frameLength(heads.update, update) : 0;
  const frames = Buffer.allocUnsafe(updateLength + (presence ? frameLength(heads.awareness, presence) : 0));
  if (update) writeMessage(frames, 0, heads.update, update);
  if (presence) writeMessage(frames, updateLength, heads.awareness, presence);
  return frames;
};

/** @returns the frame that says how many messages are durable. */
export const acknowledgementFrame = (count: number): Buffer => {
  const length = acknowledged.length + varUintLength(count);
  const frame = Buffer.allocUnsafe(headLength(length) + length);
  const start = writeHead(frame, 0, length);
  frame.set(acknowledged, start);
  writeVarUint(frame, start + acknowledged.length, count);
  return frame;
};

/** A protocol message that says nothing: providers hang up after 30 s without one. */
export const keepAlive = messageFrame({ type: 'awareness', update: new Uint8Array([0]) });
