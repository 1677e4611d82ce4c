/**
 * States of presence as they stand in awareness messages: JSON in UTF-8. What a client says of itself is read only as far
 * as it takes to find its cursor, which goes on as it was written; the rest is the server's.
 */
import { isUtf8 } from 'node:buffer';
import * as decoding from 'lib0/decoding';
import { varUintLength, writeVarUint } from './var-uint.ts';

export type Person = { id: string; name: string; color: string };

export type Announcement = { clientId: number; clock: number; json: Uint8Array };

const mostStates = 2000;
/** A longer cursor is none. Bytes. */
const mostCursor = 2000;
/** A state that is longer is nobody's: it is not even read. Bytes. */
const mostState = 20_000;
const deepest = 32;

/** @returns the states in an awareness update; most are echoes, and never looked into. @throws when it is malformed. */
export const decodeAwareness = (update: Uint8Array): Announcement[] => {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > mostStates) throw new RangeError('Too many states');
  const announcements: Announcement[] = [];
  for (let index = 0; index < count; index += 1) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    announcements.push({ clientId, clock, json: decoding.readVarUint8Array(decoder) });
  }
  return announcements;
};

/** @returns an awareness update of these states. */
export const encodeAwareness = (states: readonly Announcement[]): Uint8Array => {
  let size = varUintLength(states.length);
  for (const { clientId, clock, json } of states) {
    size += varUintLength(clientId) + varUintLength(clock) + varUintLength(json.length) + json.length;
  }
  const update = Buffer.allocUnsafe(size);
  let at = writeVarUint(update, 0, states.length);
  for (const { clientId, clock, json } of states) {
    at = writeVarUint(update, writeVarUint(update, at, clientId), clock);
    at = writeVarUint(update, at, json.length);
    update.set(json, at);
    at += json.length;
  }
  return update;
};

const none = Buffer.from('null');

/** @returns whether the state says that nobody is there. */
export const isNobody = (json: Uint8Array): boolean => json.length === none.length && none.equals(json);

const malformed = (): SyntaxError => new SyntaxError('A state that is no JSON');

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const brace = 0x7b;
const braceEnd = 0x7d;
const bracket = 0x5b;
const bracketEnd = 0x5d;
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const minus = 0x2d;
const plus = 0x2b;
const point = 0x2e;
const zero = 0x30;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= zero && byte <= 0x39;

/** By their first letters. */
const words = new Map(['true', 'false', 'null'].map((word) => [word.charCodeAt(0), Buffer.from(word)]));
const cursorKey = Buffer.from('"cursor"');
const escape = /^(?:["\\/bfnrt]|u[\da-fA-F]{4})$/;

/** Passes over JSON (RFC 8259) without making anything of it. */
class Walk {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /**
   * @returns the object or list that is the cursor, null when there is none, undefined when the whole is neither object
   * nor list. @throws when it is no JSON
   */
  cursor(): Uint8Array | null | undefined {
    this.#space();
    const first = this.#bytes[this.#at];
    const cursor = first === brace ? this.#cursorOf() : this.#value(0);
    this.#space();
    if (this.#at !== this.#bytes.length) throw malformed();
    return first === brace || first === bracket ? (cursor ?? null) : undefined;
  }

  #cursorOf(): Uint8Array | null {
    let cursor: Uint8Array | null = null;
    this.#members((isCursor) => {
      const start = this.#at;
      const first = this.#bytes[start];
      this.#value(1);
      if (isCursor) cursor = first === brace || first === bracket ? this.#bytes.subarray(start, this.#at) : null;
    });
    return cursor;
  }

  #space(): void {
    while (isSpace(this.#bytes[this.#at])) this.#at += 1;
  }

  #expect(byte: number): void {
    this.#space();
    if (this.#bytes[this.#at] !== byte) throw malformed();
    this.#at += 1;
    this.#space();
  }

  #value(depth: number): void {
    if (depth > deepest) throw malformed();
    const first = this.#bytes[this.#at];
    if (first === quote) this.#string();
    else if (first === brace) this.#members(() => this.#value(depth + 1));
    else if (first === bracket) this.#items(depth);
    else this.#word();
  }

  #members(member: (isCursor: boolean) => void): void {
    this.#expect(brace);
    if (this.#bytes[this.#at] !== braceEnd) {
      for (;;) {
        const start = this.#at;
        if (this.#bytes[start] !== quote) throw malformed();
        this.#string();
        const isCursor = this.#at - start === cursorKey.length && this.#has(cursorKey, start);
        this.#expect(colon);
        member(isCursor);
        this.#space();
        if (this.#bytes[this.#at] !== comma) break;
        this.#expect(comma);
      }
    }
    if (this.#bytes[this.#at] !== braceEnd) throw malformed();
    this.#at += 1;
  }

  #items(depth: number): void {
    this.#expect(bracket);
    if (this.#bytes[this.#at] !== bracketEnd) {
      for (;;) {
        this.#value(depth + 1);
        this.#space();
        if (this.#bytes[this.#at] !== comma) break;
        this.#expect(comma);
      }
    }
    if (this.#bytes[this.#at] !== bracketEnd) throw malformed();
    this.#at += 1;
  }

  #string(): void {
    const bytes = this.#bytes;
    let at = this.#at + 1;
    for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
      if (byte === undefined || byte < 0x20) throw malformed();
      at += byte === backslash ? this.#escape(at + 1) : 1;
    }
    this.#at = at + 1;
  }

  /** @returns how many bytes it takes, the backslash before it included. */
  #escape(at: number): number {
    const length = this.#bytes[at] === 0x75 ? 5 : 1;
    if (!escape.test(this.#text(at, at + length))) throw malformed();
    return 1 + length;
  }

  #word(): void {
    const word = words.get(this.#bytes[this.#at] ?? 0);
    if (!word) return this.#number();
    if (!this.#has(word, this.#at)) throw malformed();
    this.#at += word.length;
  }

  #number(): void {
    const bytes = this.#bytes;
    if (bytes[this.#at] === minus) this.#at += 1;
    if (bytes[this.#at] === zero) this.#at += 1;
    else this.#digits();
    if (bytes[this.#at] === point) {
      this.#at += 1;
      this.#digits();
    }
    const exponent = bytes[this.#at];
    if (exponent !== 0x65 && exponent !== 0x45) return;
    this.#at += 1;
    const sign = bytes[this.#at];
    if (sign === minus || sign === plus) this.#at += 1;
    this.#digits();
  }

  #digits(): void {
    const start = this.#at;
    while (isDigit(this.#bytes[this.#at])) this.#at += 1;
    if (this.#at === start) throw malformed();
  }

  #has(wanted: Uint8Array, at: number): boolean {
    for (let index = 0; index < wanted.length; index += 1) {
      if (this.#bytes[at + index] !== wanted[index]) return false;
    }
    return true;
  }

  #text(start: number, end: number): string {
    return String.fromCharCode(...this.#bytes.subarray(start, end));
  }
}

/** @returns what stands before the cursor in each state of this person. */
export const stampOf = (person: Person): Buffer => Buffer.from(`{"user":${JSON.stringify(person)},"cursor":`);

/** @returns the state under the person's stamp; null when it says that nobody is there. @throws when it is no JSON. */
export const stamped = (stamp: Buffer, json: Uint8Array): Uint8Array | null => {
  if (json.length > mostState || isNobody(json)) return null;
  if (!isUtf8(json)) throw malformed();
  const cursor = new Walk(json).cursor();
  if (cursor === undefined) return null;
  const tail = cursor && cursor.length <= mostCursor ? cursor : none;
  // Not of a shared piece of memory: it is kept for as long as somebody stays.
  const state = new Uint8Array(stamp.length + tail.length + 1);
  state.set(stamp);
  state.set(tail, stamp.length);
  state[state.length - 1] = braceEnd;
  return state;
};
