import { encode } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';

/** A batch of a cursor, as find and getMore answer it: its documents are bytes already and go out as they are. */
export class RawCursor {
  readonly batchName: 'firstBatch' | 'nextBatch';
  readonly batch: readonly Uint8Array[];
  readonly id: bigint;
  readonly namespace: string;

  /** `id` is 0 when nothing is to come. */
  constructor(batchName: 'firstBatch' | 'nextBatch', batch: readonly Uint8Array[], id: bigint, namespace: string) {
    this.batchName = batchName;
    this.batch = batch;
    this.id = id;
    this.namespace = namespace;
  }
}

/** One document that is bytes already. */
export class RawDoc {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

function isRaw(value: unknown): value is RawCursor | RawDoc {
  return value instanceof RawCursor || value instanceof RawDoc;
}

function named(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(name), Buffer.of(0)]);
}

function wrapped(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const bytes = Buffer.allocUnsafe(length);
  let end = bytes.writeInt32LE(length);
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  bytes[end] = 0;
  return bytes;
}

/** From here on a document is sent as a piece of its own: to copy it costs more than another piece does. Bytes. */
export const LARGE = 64 * 1024;
/** What a document ends with. */
export const END = Buffer.of(0);

/** As wrapped, but the parts are not copied. */
function inPieces(parts: readonly Uint8Array[]): Uint8Array[] {
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5));
  return [head, ...parts, END];
}

/** Writes a whole number's digits. Answers where they end. */
function writeDigits(into: Buffer, start: number, number: number): number {
  const first = number > 9 ? writeDigits(into, start, Math.floor(number / 10)) : start;
  into[first] = 48 + (number % 10);
  return first + 1;
}

function digits(number: number): number {
  return number > 9 ? 1 + digits(Math.floor(number / 10)) : 1;
}

/** An array of documents; its elements are named by their numbers. */
function arrayOf(items: readonly Uint8Array[]): Uint8Array[] {
  if (items.some((item) => item.length >= LARGE))
    return inPieces(items.flatMap((item, at) => [named(3, String(at)), item]));
  let length = 5;
  for (const [at, item] of items.entries()) length += item.length + digits(at) + 2;
  const bytes = Buffer.allocUnsafe(length);
  let end = bytes.writeInt32LE(length);
  for (const [at, item] of items.entries()) {
    bytes[end] = 3;
    end = writeDigits(bytes, end + 1, at);
    bytes[end] = 0;
    bytes.set(item, end + 1);
    end += 1 + item.length;
  }
  bytes[end] = 0;
  return [bytes];
}

const FIRST_BATCH = named(4, 'firstBatch');
const NEXT_BATCH = named(4, 'nextBatch');
const ID = named(18, 'id');
const NS = named(2, 'ns');
const OK = encode({ ok: 1 }).subarray(4, -1);

function cursorOf({ batchName, batch, id, namespace }: RawCursor): Uint8Array[] {
  const idBytes = Buffer.allocUnsafe(8);
  idBytes.writeBigInt64LE(id);
  const text = Buffer.from(`0000${namespace}\0`);
  text.writeInt32LE(text.length - 4);
  const name = batchName === 'firstBatch' ? FIRST_BATCH : NEXT_BATCH;
  return inPieces([name, ...arrayOf(batch), ID, idBytes, NS, text]);
}

function field(name: string, value: unknown): Uint8Array[] {
  if (value instanceof RawCursor) return [named(3, name), ...cursorOf(value)];
  if (value instanceof RawDoc) return [named(3, name), value.bytes];
  return name === 'ok' && value === 1 ? [OK] : [encode({ [name]: value }).subarray(4, -1)];
}

/** As encode, for documents that have a RawCursor or a RawDoc as a field of their own; one behind the other they are it. */
export function encodeInPieces(doc: Doc): Uint8Array[] {
  const fields = Object.entries(doc);
  if (!fields.some(([, value]) => isRaw(value))) return [encode(doc)];
  return inPieces(fields.flatMap(([name, value]) => field(name, value)));
}

/** What is in a document that lies in pieces: without its length and its end, which are pieces of their own or in the only one. */
export function fieldsOf(document: readonly Uint8Array[]): Uint8Array[] {
  const [first] = document;
  return first && document.length === 1 ? [first.subarray(4, -1)] : document.slice(1, -1);
}

function endOfText(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0, at);
  if (end === -1) throw new RangeError('BSON text without an end');
  return end + 1;
}

function endOfValue(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8;
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + bytes.readInt32LE(at);
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + bytes.readInt32LE(at);
    case 0x05:
      return at + 5 + bytes.readInt32LE(at);
    case 0x07:
      return at + 12;
    case 0x08:
      return at + 1;
    case 0x0b:
      return endOfText(bytes, endOfText(bytes, at));
    case 0x0c:
      return at + 16 + bytes.readInt32LE(at);
    case 0x10:
      return at + 4;
    case 0x13:
      return at + 16;
    default:
      return at;
  }
}

/**
 * The same document with _id as its first field, as MongoDB stores it; `id` is its encoded value ({_id: ...}) for a
 * document that has none. The rest keeps its bytes.
 */
export function withIdFirst(source: Uint8Array, id: Uint8Array | undefined): Uint8Array {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.length);
  if (id) return wrapped([id.subarray(4, -1), bytes.subarray(4, -1)]);
  for (let at = 4; at < bytes.length - 1;) {
    const nameEnd = endOfText(bytes, at + 1);
    const end = endOfValue(bytes, bytes[at] ?? 0, nameEnd);
    if (bytes.toString('latin1', at + 1, nameEnd - 1) === '_id') {
      return at === 4 ? source : wrapped([bytes.subarray(at, end), bytes.subarray(4, at), bytes.subarray(end, -1)]);
    }
    at = end;
  }
  return source;
}
