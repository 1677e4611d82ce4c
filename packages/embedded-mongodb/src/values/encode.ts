import {
  Binary,
  BSONError,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import type { Doc } from './doc.ts';
import { fieldNames } from './fields.ts';
import { DbPointer, millisecondsOf, Undefined } from './rare.ts';

const DEEPEST = 1000;
const SHORT = 24;
const SMALL = 16 * 1024;
const LARGE = 1024 * 1024;

/** Writes BSON into a buffer that grows. */
class Writer {
  private buffer = Buffer.allocUnsafe(SMALL);
  private at = 0;
  private depth = 0;

  private room(size: number): void {
    if (this.at + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + size));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }

  private byte(value: number): void {
    this.room(1);
    this.buffer[this.at++] = value;
  }

  private int32(value: number): void {
    this.room(4);
    this.at = this.buffer.writeInt32LE(value, this.at);
  }

  private bigint(value: bigint): void {
    this.room(8);
    this.at = this.buffer.writeBigInt64LE(BigInt.asIntN(64, value), this.at);
  }

  private bytes(value: Uint8Array): void {
    this.room(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  private cstring(value: string): void {
    if (value.includes('\0')) throw new BSONError('a name must not contain a null byte');
    this.room(value.length * 3 + 1);
    this.text(value);
    this.buffer[this.at++] = 0;
  }

  /** Text into the room that was made for it. */
  private text(value: string): void {
    const start = this.at;
    if (value.length <= SHORT) {
      let at = start;
      for (let index = 0; index < value.length; index++) {
        const unit = value.charCodeAt(index);
        if (unit > 127) break;
        this.buffer[at++] = unit;
      }
      if (at - start === value.length) {
        this.at = at;
        return;
      }
    }
    this.at = start + this.buffer.write(value, start);
  }

  private string(value: string): void {
    const start = this.at;
    this.room(value.length * 3 + 5);
    this.at += 4;
    this.text(value);
    this.buffer[this.at++] = 0;
    this.buffer.writeInt32LE(this.at - start - 4, start);
  }

  /** Something that begins with its own length. */
  private sized(write: () => void): void {
    const start = this.at;
    this.room(4);
    this.at += 4;
    write();
    this.buffer.writeInt32LE(this.at - start, start);
  }

  private document(doc: Doc): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new BSONError('a document that is nested too deeply');
    this.sized(() => {
      for (const name of fieldNames(doc)) this.element(name, doc[name]);
      this.byte(0);
    });
    this.depth -= 1;
  }

  private array(items: readonly unknown[]): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new BSONError('a document that is nested too deeply');
    this.sized(() => {
      for (const [at, item] of items.entries()) this.element(String(at), item === undefined ? null : item);
      this.byte(0);
    });
    this.depth -= 1;
  }

  private named(type: number, name: string): void {
    this.byte(type);
    this.cstring(name);
  }

  private element(name: string, value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.named(0x02, name);
        return this.string(value);
      case 'boolean':
        this.named(0x08, name);
        return this.byte(value ? 1 : 0);
      case 'number':
        return this.number(name, value);
      case 'bigint':
        this.named(0x12, name);
        return this.bigint(value);
      case 'object':
        return value === null ? this.named(0x0a, name) : this.object(name, value);
      default:
        return undefined;
    }
  }

  private number(name: string, value: number): void {
    if (Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31 && !Object.is(value, -0)) {
      this.named(0x10, name);
      this.int32(value);
    } else {
      this.double(name, value);
    }
  }

  private double(name: string, value: number): void {
    this.named(0x01, name);
    this.room(8);
    this.at = this.buffer.writeDoubleLE(value, this.at);
  }

  private object(name: string, value: object): void {
    if (Array.isArray(value)) {
      this.named(0x04, name);
      return this.array(value);
    }
    if (value instanceof Int32) {
      this.named(0x10, name);
      return this.int32(value.value);
    }
    if (value instanceof Double) return this.double(name, value.value);
    if (value instanceof ObjectId) {
      this.named(0x07, name);
      return this.bytes(value.id);
    }
    if (value instanceof Date) {
      this.named(0x09, name);
      return this.bigint(millisecondsOf(value));
    }
    // A timestamp is a kind of Long to the library.
    if (value instanceof Long || value instanceof Timestamp) {
      this.named(value instanceof Timestamp ? 0x11 : 0x12, name);
      this.int32(value.low);
      return this.int32(value.high);
    }
    return this.lessCommon(name, value);
  }

  private lessCommon(name: string, value: object): void {
    if (value instanceof Binary || value instanceof Uint8Array) return this.binary(name, value);
    if (value instanceof Decimal128) {
      this.named(0x13, name);
      return this.bytes(value.bytes);
    }
    if (value instanceof BSONRegExp || value instanceof RegExp) return this.regex(name, value);
    if (value instanceof BSONSymbol) {
      this.named(0x0e, name);
      return this.string(value.value);
    }
    if (value instanceof Code) return this.code(name, value);
    if (value instanceof MinKey) return this.named(0xff, name);
    if (value instanceof MaxKey) return this.named(0x7f, name);
    if (value instanceof Undefined) return this.named(0x06, name);
    if (value instanceof DbPointer) {
      this.named(0x0c, name);
      this.string(value.collection);
      return this.bytes(value.id);
    }
    this.named(0x03, name);
    return this.document(value instanceof DBRef ? value.toJSON() : { ...value });
  }

  private binary(name: string, value: Binary | Uint8Array): void {
    const bytes = value instanceof Binary ? value.buffer.subarray(0, value.position) : value;
    this.named(0x05, name);
    this.int32(bytes.length);
    this.byte(value instanceof Binary ? value.sub_type : 0);
    this.bytes(bytes);
  }

  private regex(name: string, value: BSONRegExp | RegExp): void {
    this.named(0x0b, name);
    this.cstring(value instanceof RegExp ? value.source : value.pattern);
    const options = value instanceof RegExp ? [...value.flags].filter((flag) => 'imsx'.includes(flag)) : [];
    this.cstring(value instanceof RegExp ? options.toSorted().join('') : value.options);
  }

  private code(name: string, { code, scope }: Code): void {
    this.named(scope ? 0x0f : 0x0d, name);
    if (!scope) return this.string(code);
    return this.sized(() => {
      this.string(code);
      this.document(scope);
    });
  }

  /** The bytes of one document. The buffer is used again for the next, unless it has grown large. */
  whole(doc: Doc): Buffer {
    this.at = 0;
    this.depth = 0;
    this.document(doc);
    const bytes = Buffer.from(this.buffer.subarray(0, this.at));
    if (this.buffer.length > LARGE) this.buffer = Buffer.allocUnsafe(SMALL);
    return bytes;
  }
}

const writer = new Writer();

/** Document to bytes. Fields that are JavaScript's `undefined` are left out. */
export function encode(doc: Doc): Buffer {
  return writer.whole(doc);
}
