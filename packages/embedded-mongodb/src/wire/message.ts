import { decode, decodeLeavingRaw, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { END, fieldsOf, LARGE } from './raw.ts';

export const MAX_MESSAGE = 48_000_000;
export const MAX_DOCUMENT = 16 * 1024 * 1024;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;

/**
 * A command as it came. `reply`: whether an answer is awaited, and in which form. `isStream`: its client takes one answer
 * after another without asking again.
 */
export type Request = { id: number; command: Doc; name: string; reply: 'msg' | 'reply' | 'none'; isStream: boolean };

/** The message cannot be read; the connection it came on is closed. */
export class MalformedMessage extends Error {}

/** The length that a message claims, once its first four bytes are there. Throws MalformedMessage beyond the limits. */
export function claimedLength(head: Buffer): number {
  const length = head.readInt32LE(0);
  if (length < HEADER + 5 || length > MAX_MESSAGE) throw new MalformedMessage(`length ${length}`);
  return length;
}

function text(bytes: Buffer, at: number): { value: string; end: number } {
  const end = bytes.indexOf(0, at);
  if (end === -1) throw new MalformedMessage('text without an end');
  return { value: bytes.toString('utf8', at, end), end: end + 1 };
}

function documentAt(bytes: Buffer, at: number, end: number): Buffer {
  const length = at + 5 <= end ? bytes.readInt32LE(at) : -1;
  if (length < 5 || at + length > end) throw new MalformedMessage('document beyond its message');
  return bytes.subarray(at, at + length);
}

/** The name of the first field, which is the command's. */
function firstName(document: Buffer): string {
  return document[4] === 0 ? '' : text(document, 5).value;
}

const INSERTED = new Set(['documents']);

/** Inserted documents stay bytes: what is stored is what came. */
function body(document: Buffer): Doc {
  return firstName(document) === 'insert' ? decodeLeavingRaw(document, INSERTED) : decode(document);
}

/** A command that came as its document alone. Throws what the document's bytes are to blame for. */
export function bareRequest(document: Buffer): Request {
  const command = body(document);
  const [name = ''] = Object.keys(command);
  return { id: 0, command, name, reply: 'msg', isStream: false };
}

function sequence(bytes: Buffer, at: number, end: number): { name: string; documents: Buffer[] } {
  const { value: name, end: start } = text(bytes, at);
  const documents: Buffer[] = [];
  for (let next = start; next < end;) {
    const document = documentAt(bytes, next, end);
    documents.push(document);
    next += document.length;
  }
  return { name, documents };
}

function parseMsg(bytes: Buffer, id: number): Request {
  const flags = bytes.readUInt32LE(HEADER);
  if (flags & 0xffff & ~(CHECKSUM | MORE_TO_COME)) throw new MalformedMessage('unknown required flag');
  const end = bytes.length - (flags & CHECKSUM ? 4 : 0);
  let command: Doc | undefined;
  const sequences: { name: string; documents: Buffer[] }[] = [];
  for (let at = HEADER + 4; at < end;) {
    const kind = bytes[at];
    if (kind === 0 && !command) {
      const document = documentAt(bytes, at + 1, end);
      command = body(document);
      at += 1 + document.length;
    } else if (kind === 1 && at + 5 <= end) {
      const length = bytes.readInt32LE(at + 1);
      if (length < 5 || at + 1 + length > end) throw new MalformedMessage('sequence beyond its message');
      sequences.push(sequence(bytes, at + 5, at + 1 + length));
      at += 1 + length;
    } else {
      throw new MalformedMessage('unknown section');
    }
  }
  if (!command) throw new MalformedMessage('no body');
  const [name = ''] = Object.keys(command);
  for (const { name: field, documents } of sequences) {
    if (field in command) throw new MalformedMessage('a field twice');
    command[field] = name === 'insert' ? documents : documents.map((document) => decode(document));
  }
  const isStream = (flags & EXHAUST_ALLOWED) !== 0;
  return { id, command, name, reply: flags & MORE_TO_COME ? 'none' : 'msg', isStream };
}

/** The old form, in which drivers still send their first hello. */
function parseQuery(bytes: Buffer, id: number): Request {
  const { value: namespace, end } = text(bytes, HEADER + 4);
  const query = decode(documentAt(bytes, end + 8, bytes.length));
  const inner = query['$query'];
  const command = isDoc(inner) ? inner : query;
  const [db = 'admin', rest] = namespace.split('.');
  if (rest !== '$cmd') throw new MalformedMessage('OP_QUERY is only for commands');
  const name = Object.keys(command)[0] ?? '';
  return { id, command: { ...command, $db: db }, name, reply: 'reply', isStream: false };
}

/** Reads one whole message. Throws MalformedMessage, and what bson throws on malformed documents. */
export function parseMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4);
  const code = bytes.readInt32LE(12);
  if (code === OP_MSG) return parseMsg(bytes, id);
  if (code === OP_QUERY) return parseQuery(bytes, id);
  throw new MalformedMessage(`operation ${code}`);
}

let lastId = 0;

/** An answer: its id, and what is to be written to the socket, one piece or, when it is large, several. */
export type Answer = { id: number; pieces: readonly Uint8Array[] };

/**
 * The answer to a request. `tail`: fields that its document ends with. `isMore`: another answer follows, to this one's id.
 */
export function replyMessage(request: Request, document: readonly Uint8Array[], tail: Buffer, isMore: boolean): Answer {
  const pieces = extended(document, tail);
  const start = HEADER + (request.reply === 'reply' ? 20 : 5);
  const head = Buffer.alloc(start);
  lastId = (lastId + 1) | 0;
  head.writeInt32LE(start + lengthOf(pieces), 0);
  head.writeInt32LE(lastId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.reply === 'reply' ? OP_REPLY : OP_MSG, 12);
  if (request.reply === 'reply') {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  } else if (isMore) {
    head.writeUInt32LE(MORE_TO_COME, 16);
  }
  return { id: lastId, pieces: [...joined([head, ...pieces])] };
}

/** The same bytes: small pieces are one with their neighbours, large ones stay as they are. */
function* joined(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  for (const piece of pieces) {
    if (piece.length < LARGE) {
      small.push(piece);
      continue;
    }
    if (small.length > 0) yield Buffer.concat(small);
    small = [];
    yield piece;
  }
  if (small.length > 0) yield Buffer.concat(small);
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** A document, which lies in pieces, with more fields at its end. */
function extended(document: readonly Uint8Array[], tail: Buffer): Uint8Array[] {
  const length = Buffer.allocUnsafe(4);
  length.writeInt32LE(lengthOf(document) + tail.length);
  return [length, ...fieldsOf(document), tail, END];
}
