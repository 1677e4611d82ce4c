import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { isDoc } from './bson.ts';
import type { Doc } from './bson.ts';
import { exactOfDecimal, exactOfDouble, subtractExact, trimmed } from './decimal.ts';
import type { Exact } from './decimal.ts';
import { fieldNames } from './fields.ts';
import { toNumber } from './numbers.ts';
import { DbPointer, millisecondsOf } from './rare.ts';
import { rankOf, RANK } from './types.ts';

/**
 * Values as bytes whose byte order is MongoDB's order, and which are equal exactly when the values are equal to
 * MongoDB. No value's bytes are the beginning of another's, so that keys of several fields are simply joined.
 */
class KeyWriter {
  private buffer = Buffer.allocUnsafe(64);
  private length = 0;

  private room(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.room(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** Ends with 0x00; a 0x00 inside becomes 0x00 0xFF, which is above any byte that may follow the end. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    if (value.includes('\0')) {
      for (const byte of Buffer.from(value)) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    } else {
      this.room(size);
      this.length += this.buffer.write(value, this.length);
    }
    this.byte(0);
  }

  double(value: number): void {
    this.room(8);
    this.buffer.writeDoubleBE(value, this.length);
    this.length += 8;
  }

  uint16(value: number): void {
    this.room(2);
    this.length = this.buffer.writeUInt16BE(value, this.length);
  }

  uint32(value: number): void {
    this.room(4);
    this.length = this.buffer.writeUInt32BE(value, this.length);
  }

  uint64(value: bigint): void {
    this.room(8);
    this.length = this.buffer.writeBigUInt64BE(BigInt.asUintN(64, value), this.length);
  }

  position(): number {
    return this.length;
  }

  invert(from: number): void {
    for (let at = from; at < this.length; at++) this.buffer[at] = 0xff - (this.buffer[at] ?? 0);
  }

  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length));
  }
}

const NAN = 1;
const NEGATIVE = 2;
const ZERO = 3;
const POSITIVE = 4;

/** What an int64 or a decimal holds beyond the double nearest to zero of it. */
function writeRemainder(out: KeyWriter, rest: Exact): void {
  if (rest.digits === 0n) return out.byte(0);
  const { digits, exponent } = trimmed(rest);
  const text = digits.toString();
  out.byte(1);
  out.uint16(exponent + text.length + 0x4000);
  for (const digit of text) out.byte(digit.charCodeAt(0) - 0x2f);
  return out.byte(0);
}

/** The double nearest to an exact positive value that is not above it. */
function doubleBelow(value: Exact): number {
  let near = Number(`${value.digits}e${value.exponent}`);
  if (!Number.isFinite(near)) return Number.MAX_VALUE;
  if (near > 0 && subtractExact(value, exactOfDouble(near)).digits < 0n) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, near);
    view.setBigUint64(0, view.getBigUint64(0) - 1n);
    near = view.getFloat64(0);
  }
  return near;
}

function writeExact(out: KeyWriter, value: Exact): void {
  if (value.digits === 0n) return out.byte(ZERO);
  const negative = value.digits < 0n;
  const magnitude = negative ? { digits: -value.digits, exponent: value.exponent } : value;
  out.byte(negative ? NEGATIVE : POSITIVE);
  const start = out.position();
  const near = doubleBelow(magnitude);
  out.double(near);
  writeRemainder(out, subtractExact(magnitude, exactOfDouble(near)));
  if (negative) out.invert(start);
  return undefined;
}

function writeDouble(out: KeyWriter, value: number): void {
  if (Number.isNaN(value)) return out.byte(NAN);
  if (value === 0) return out.byte(ZERO);
  out.byte(value < 0 ? NEGATIVE : POSITIVE);
  const start = out.position();
  out.double(Math.abs(value));
  out.byte(0);
  if (value < 0) out.invert(start);
  return undefined;
}

function writeNumber(out: KeyWriter, value: unknown): void {
  if (value instanceof Decimal128) {
    const exact = exactOfDecimal(value);
    return typeof exact === 'string' ? writeDouble(out, Number(exact)) : writeExact(out, exact);
  }
  if (value instanceof Long || typeof value === 'bigint') {
    const near = Number(value instanceof Long ? value.toNumber() : value);
    if (Number.isSafeInteger(near)) return writeDouble(out, near);
    return writeExact(out, { digits: value instanceof Long ? value.toBigInt() : value, exponent: 0 });
  }
  return writeDouble(out, toNumber(value) ?? NaN);
}

function writeObject(out: KeyWriter, doc: Doc): void {
  for (const name of fieldNames(doc)) {
    const field = doc[name];
    if (field === undefined) continue;
    out.byte(rankOf(field));
    out.text(name);
    writeValue(out, field);
  }
  out.byte(0);
}

function writeBinary(out: KeyWriter, value: Binary | Uint8Array): void {
  const bytes = value instanceof Binary ? value.buffer.subarray(0, value.position) : value;
  out.uint32(bytes.length);
  out.byte(value instanceof Binary ? value.sub_type : 0);
  out.bytes(bytes);
}

function writeObjectOrClass(out: KeyWriter, value: object): void {
  if (value instanceof ObjectId) return out.bytes(value.id);
  if (value instanceof Date) return out.uint64(millisecondsOf(value) + 2n ** 63n);
  if (Array.isArray(value)) {
    for (const item of value) writeValue(out, item);
    return out.byte(0);
  }
  if (value instanceof Timestamp) return out.uint64(value.toBigInt());
  if (value instanceof Binary || value instanceof Uint8Array) return writeBinary(out, value);
  if (value instanceof BSONSymbol) return out.text(value.value);
  if (value instanceof BSONRegExp) {
    out.text(value.pattern);
    return out.text(value.options);
  }
  if (value instanceof RegExp) {
    out.text(value.source);
    return out.text(value.flags);
  }
  if (value instanceof Code) {
    out.text(value.code);
    if (value.scope) writeObject(out, value.scope);
    return undefined;
  }
  if (value instanceof DbPointer) {
    out.uint32(Buffer.byteLength(value.collection));
    out.text(value.collection);
    return out.bytes(value.id);
  }
  return isDoc(value) ? writeObject(out, value) : undefined;
}

function writeValue(out: KeyWriter, value: unknown): void {
  const rank = rankOf(value);
  out.byte(rank);
  if (rank === RANK.int) return writeNumber(out, value);
  if (typeof value === 'string') return out.text(value);
  if (typeof value === 'boolean') return out.byte(value ? 2 : 1);
  if (typeof value === 'object' && value !== null) return writeObjectOrClass(out, value);
  return undefined;
}

/** The key of one value. */
export function keyOf(value: unknown): Buffer {
  const out = new KeyWriter();
  writeValue(out, value);
  return out.finish();
}

/** The key of one value as a string, for use in Map and Set. */
export function keyText(value: unknown): string {
  return keyOf(value).toString('latin1');
}

/** The same key for an order from high to low. */
export function inverted(key: Buffer): Buffer {
  const copy = Buffer.from(key);
  for (let at = 0; at < copy.length; at++) copy[at] = 0xff - (copy[at] ?? 0);
  return copy;
}
