import { isUtf8 } from 'node:buffer';
import {
  Binary,
  BSONError,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { CommandError } from '../errors.ts';
import type { Doc } from './doc.ts';
import { isNumberName, keepOrder } from './fields.ts';
import { DbPointer, FarDate, UNDEFINED } from './rare.ts';

/** MongoDB's own limit; deeper documents are refused where they come in. */
export const DEEPEST = 200;
/** The kind of binary that says its length twice. */
const OLD_BINARY = 2;
const SHORT = 20;
const LAST_DATE = 8.64e15;

/** What of a document stays bytes: the elements of the arrays with these names at the top. */
export type Raw = ReadonlySet<string>;

/**
 * Reads BSON with nothing lost: unlike the library's own reader it knows `undefined` and `dbPointer`, leaves `{$ref, $id}`
 * a document (whose fields a filter looks into), and keeps the order of fields that are named by numbers.
 */
class Reader {
  private readonly bytes: Buffer;
  private readonly raw: Raw | undefined;
  private at: number;
  private depth = 0;

  constructor(bytes: Uint8Array, raw: Raw | undefined) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.raw = raw;
    this.at = 0;
  }

  whole(): Doc {
    const doc = this.document();
    if (this.at !== this.bytes.length) throw new BSONError('bytes after the end of a document');
    return doc;
  }

  /** The end of what begins here with its length. */
  private sized(): number {
    const end = this.at + this.int32At(this.at);
    if (end < this.at + 5 || end > this.bytes.length || this.bytes[end - 1] !== 0)
      throw new BSONError('a document beyond its bytes');
    this.depth += 1;
    if (this.depth > DEEPEST)
      throw new CommandError('Overflow', `BSONObj exceeds maximum nested object depth: ${DEEPEST}`);
    this.at += 4;
    return end;
  }

  private close(end: number): void {
    if (this.at !== end - 1) throw new BSONError('a document of another length than it says');
    this.at = end;
    this.depth -= 1;
  }

  private document(): Doc {
    const end = this.sized();
    const doc: Doc = {};
    let order: string[] | undefined;
    while (this.at < end - 1) {
      const type = this.byte();
      const name = this.cstring();
      if (order) order.push(name);
      else if (isNumberName(name)) order = [...Object.keys(doc), name];
      const isRaw = type === 4 && this.depth === 1 && this.raw?.has(name) === true;
      const value = isRaw ? this.rawItems() : this.value(type);
      if (name === '__proto__')
        Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true });
      else doc[name] = value;
    }
    this.close(end);
    if (order) keepOrder(doc, [...new Set(order)]);
    return doc;
  }

  private array(): unknown[] {
    const end = this.sized();
    const items: unknown[] = [];
    while (this.at < end - 1) {
      const type = this.byte();
      this.skipName();
      items.push(this.value(type));
    }
    this.close(end);
    return items;
  }

  private rawItems(): unknown[] {
    const end = this.sized();
    const items: unknown[] = [];
    while (this.at < end - 1) {
      const type = this.byte();
      this.skipName();
      if (type === 3) items.push(this.slice(this.int32At(this.at)));
      else items.push(this.value(type));
    }
    this.close(end);
    return items;
  }

  private byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new BSONError('the end comes too early');
    return value;
  }

  private int32At(at: number): number {
    if (at + 4 > this.bytes.length) throw new BSONError('the end comes too early');
    return this.bytes.readInt32LE(at);
  }

  private slice(length: number): Buffer {
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) throw new BSONError('a value beyond its bytes');
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  private text(from: number, end: number): string {
    if (end - from <= SHORT) {
      const text = this.latin(from, end);
      if (text !== undefined) return text;
    }
    const text = this.bytes.toString('utf8', from, end);
    if (text.includes('\uFFFD') && !isUtf8(this.bytes.subarray(from, end))) throw new BSONError('text is not UTF-8');
    return text;
  }

  /** Short text of one byte a character, for which the way out of JavaScript would be the longer one. */
  private latin(from: number, end: number): string | undefined {
    let text = '';
    for (let at = from; at < end; at++) {
      const byte = this.bytes[at] ?? 0;
      if (byte > 127) return undefined;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  private endOfName(): number {
    const { bytes } = this;
    let end = this.at;
    while (end < bytes.length && bytes[end] !== 0) end += 1;
    if (end === bytes.length) throw new BSONError('a name without an end');
    return end;
  }

  private skipName(): void {
    this.at = this.endOfName() + 1;
  }

  private cstring(): string {
    const end = this.endOfName();
    const text = this.text(this.at, end);
    this.at = end + 1;
    return text;
  }

  private string(): string {
    const length = this.int32At(this.at);
    const end = this.at + 4 + length;
    if (length < 1 || end > this.bytes.length || this.bytes[end - 1] !== 0)
      throw new BSONError('text beyond its bytes');
    const text = this.text(this.at + 4, end - 1);
    this.at = end;
    return text;
  }

  /** Where so many bytes are that a value takes; they are passed over. */
  private take(length: number): number {
    const from = this.at;
    if (from + length > this.bytes.length) throw new BSONError('the end comes too early');
    this.at += length;
    return from;
  }

  private long(): Long {
    const at = this.take(8);
    return new Long(this.bytes.readInt32LE(at), this.bytes.readInt32LE(at + 4));
  }

  private date(): Date {
    const at = this.take(8);
    const number = this.bytes.readUInt32LE(at) + this.bytes.readInt32LE(at + 4) * 2 ** 32;
    return Math.abs(number) <= LAST_DATE ? new Date(number) : new FarDate(this.bytes.readBigInt64LE(at));
  }

  private code(): Code {
    const end = this.at + this.int32At(this.at);
    this.at += 4;
    const text = this.string();
    const code = new Code(text, this.document());
    if (this.at !== end) throw new BSONError('code of another length than it says');
    return code;
  }

  private binary(): Binary {
    const length = this.int32At(this.at);
    this.at += 4;
    const kind = this.byte();
    if (kind === OLD_BINARY && this.int32At(this.at) !== length - 4)
      throw new BSONError('a binary of another length than it says');
    return new Binary(this.slice(length), kind);
  }

  /** Options that no regex has are kept as they are: who uses the regex is told. */
  private regex(): BSONRegExp {
    const regex = new BSONRegExp(this.cstring());
    regex.options = this.cstring();
    return regex;
  }

  private boolean(): boolean {
    const value = this.byte();
    if (value > 1) throw new BSONError('a boolean that is neither');
    return value === 1;
  }

  private timestamp(): Timestamp {
    const at = this.take(8);
    return new Timestamp({ i: this.bytes.readUInt32LE(at), t: this.bytes.readUInt32LE(at + 4) });
  }

  private value(type: number): unknown {
    switch (type) {
      case 0x01:
        return new Double(this.bytes.readDoubleLE(this.take(8)));
      case 0x02:
        return this.string();
      case 0x03:
        return this.document();
      case 0x04:
        return this.array();
      case 0x05:
        return this.binary();
      case 0x06:
        return UNDEFINED;
      case 0x07:
        return new ObjectId(this.slice(12));
      case 0x08:
        return this.boolean();
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x0b:
        return this.regex();
      default:
        return this.lessCommon(type);
    }
  }

  private lessCommon(type: number): unknown {
    switch (type) {
      case 0x0c:
        return new DbPointer(this.string(), this.slice(12));
      case 0x0d:
        return new Code(this.string());
      case 0x0e:
        return new BSONSymbol(this.string());
      case 0x0f:
        return this.code();
      case 0x10:
        return new Int32(this.bytes.readInt32LE(this.take(4)));
      case 0x11:
        return this.timestamp();
      case 0x12:
        return this.long();
      case 0x13:
        return new Decimal128(Buffer.from(this.slice(16)));
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default:
        throw new BSONError(`a value of the unknown type ${type}`);
    }
  }
}

/** Bytes to document, every value in its BSON class. Throws BSONError on malformed bytes, Overflow on nesting too deep. */
export function decode(bytes: Uint8Array): Doc {
  return new Reader(bytes, undefined).whole();
}

/** As decode, with the elements of the named array fields left as bytes. */
export function decodeLeavingRaw(bytes: Uint8Array, fields: Raw): Doc {
  return new Reader(bytes, fields).whole();
}
