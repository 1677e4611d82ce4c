import { encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';

/** Documents that are bytes already and go into a reply as they are, as an array. */
export class RawDocs {
  readonly items: readonly Uint8Array[];

  constructor(items: readonly Uint8Array[]) {
    this.items = items;
  }
}

/** One document that is bytes already. */
export class RawDoc {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

function hasRaw(value: unknown): boolean {
  if (value instanceof RawDocs || value instanceof RawDoc) return true;
  return isDoc(value) && Object.values(value).some(hasRaw);
}

function named(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(name), Buffer.of(0)]);
}

function wrapped(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.of(0)], length);
}

/** An array of documents in one piece; its elements are named by their numbers. */
function arrayOf(items: readonly Uint8Array[]): Buffer {
  const length = items.reduce((sum, item, at) => sum + item.length + String(at).length + 2, 5);
  const bytes = Buffer.allocUnsafe(length);
  let end = bytes.writeInt32LE(length);
  for (const [at, item] of items.entries()) {
    bytes[end] = 3;
    end += 1 + bytes.write(String(at), end + 1, 'latin1');
    bytes[end] = 0;
    bytes.set(item, end + 1);
    end += 1 + item.length;
  }
  bytes[end] = 0;
  return bytes;
}

function field(name: string, value: unknown): Uint8Array[] {
  if (value instanceof RawDocs) return [named(4, name), arrayOf(value.items)];
  if (value instanceof RawDoc) return [named(3, name), value.bytes];
  if (isDoc(value) && hasRaw(value)) return [named(3, name), encodeWithRaw(value)];
  const bytes = encode({ [name]: value });
  return [bytes.subarray(4, -1)];
}

/** As encode, for documents that have RawDocs or RawDoc among their fields (in arrays they are not looked for). */
export function encodeWithRaw(doc: Doc): Uint8Array {
  if (!hasRaw(doc)) return encode(doc);
  return wrapped(Object.entries(doc).flatMap(([name, value]) => field(name, value)));
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
