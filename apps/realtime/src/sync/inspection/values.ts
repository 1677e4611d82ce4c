/** Reading lib0's values with care: how deep they nest and what their keys are is known before anything is built. */
import { isUtf8 } from 'node:buffer';
import * as decoding from 'lib0/decoding';

/** The update is not what an honest program writes; the message says where. */
export class InvalidUpdate extends Error {
  override name = 'InvalidUpdate';
}

const maxValueDepth = 12;
const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const longestForbidden = 11;

/** What one update may still hold of what costs many times its bytes once it is built. */
export type Allowance = {
  /** values inside other values */
  nested: number;
  /** pieces that Yjs joins as it writes, and may have forgotten to */
  loose: number;
};
export const fullAllowance = (): Allowance => ({ nested: 50_000, loose: 1000 });

const skip = (decoder: decoding.Decoder, bytes: number): void => {
  if (decoder.pos + bytes > decoder.arr.length) throw new InvalidUpdate('A value is cut short');
  decoder.pos += bytes;
};

/** Passes over a text without making it; what Yjs would stumble over is told. @returns its bytes */
const skipText = (decoder: decoding.Decoder): number => {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  skip(decoder, length);
  if (!isUtf8(decoder.arr.subarray(start, decoder.pos))) throw new InvalidUpdate('A text that is none');
  return length;
};

const skipKey = (decoder: decoding.Decoder): void => {
  const start = decoder.pos;
  if (skipText(decoder) > longestForbidden) return;
  decoder.pos = start;
  if (forbiddenKeys.includes(decoding.readVarString(decoder))) throw new InvalidUpdate('A value has a forbidden key');
};

const nest = (decoder: decoding.Decoder, allowance: Allowance): number => {
  const count = decoding.readVarUint(decoder);
  allowance.nested -= count;
  if (allowance.nested < 0) throw new InvalidUpdate('Its values hold too many others');
  return count;
};

// The tags of lib0's any-encoding, counted down from 127.
const walkAny = (decoder: decoding.Decoder, depth: number, allowance: Allowance): void => {
  if (depth > maxValueDepth) throw new InvalidUpdate('A value nests too deep');
  if (decoder.pos >= decoder.arr.length) throw new InvalidUpdate('A value is cut short');
  switch (127 - decoding.readUint8(decoder)) {
    case 0: // undefined
    case 1: // null
    case 6: // false
    case 7: // true
      return;
    case 2:
      decoding.readVarInt(decoder);
      return;
    case 3:
      return skip(decoder, 4);
    case 4:
    case 5:
      return skip(decoder, 8);
    case 8:
      skipText(decoder);
      return;
    case 11:
      return skip(decoder, decoding.readVarUint(decoder));
    case 9:
      for (let left = nest(decoder, allowance); left > 0; left -= 1) {
        skipKey(decoder);
        walkAny(decoder, depth + 1, allowance);
      }
      return;
    case 10:
      for (let left = nest(decoder, allowance); left > 0; left -= 1) walkAny(decoder, depth + 1, allowance);
      return;
    default:
      throw new InvalidUpdate('Unknown kind of value');
  }
};

/** Passes over the value at the decoder's place. @throws InvalidUpdate when it nests too deep or is no value. */
export const skipAny = (decoder: decoding.Decoder, allowance: Allowance): void => walkAny(decoder, 0, allowance);

/** @returns the values that begin there; they have been passed over before. */
export const readAnyAt = (bytes: Uint8Array, at: number, count: number): unknown[] => {
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = at;
  return Array.from({ length: count }, () => decoding.readAny(decoder));
};

const maxJson = 20_000;

/** @returns a value that is written as JSON (formats are). @throws InvalidUpdate */
export const readJson = (decoder: decoding.Decoder): unknown => {
  const text = decoding.readVarString(decoder);
  if (text.length > maxJson) throw new InvalidUpdate('A format is too long');
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidUpdate('A format is no JSON');
  }
};
