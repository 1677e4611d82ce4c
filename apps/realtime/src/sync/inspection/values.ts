/** Reading lib0's values with care: how deep they nest and what their keys are is known before anything is built. */
import * as decoding from 'lib0/decoding';

/** The update is not what an honest program writes; the message says where. */
export class InvalidUpdate extends Error {
  override name = 'InvalidUpdate';
}

const maxValueDepth = 12;
const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

const skip = (decoder: decoding.Decoder, bytes: number): void => {
  if (decoder.pos + bytes > decoder.arr.length) throw new InvalidUpdate('A value is cut short');
  decoder.pos += bytes;
};

// The tags of lib0's any-encoding, counted down from 127.
const walkAny = (decoder: decoding.Decoder, depth: number): void => {
  if (depth > maxValueDepth) throw new InvalidUpdate('A value nests too deep');
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
    case 11:
      return skip(decoder, decoding.readVarUint(decoder));
    case 9: {
      const keys = decoding.readVarUint(decoder);
      for (let index = 0; index < keys; index += 1) {
        const key = decoding.readVarString(decoder);
        if (forbiddenKeys.includes(key)) throw new InvalidUpdate('A value has a forbidden key');
        walkAny(decoder, depth + 1);
      }
      return;
    }
    case 10: {
      const items = decoding.readVarUint(decoder);
      for (let index = 0; index < items; index += 1) walkAny(decoder, depth + 1);
      return;
    }
    default:
      throw new InvalidUpdate('Unknown kind of value');
  }
};

/** @returns the value at the decoder's place. @throws InvalidUpdate when it nests too deep or is no value. */
export const readAny = (decoder: decoding.Decoder): unknown => {
  const start = decoder.pos;
  walkAny(decoder, 0);
  decoder.pos = start;
  return decoding.readAny(decoder);
};

const maxJson = 20_000;

/** @returns a value that is written as JSON (formats and embeds are). @throws InvalidUpdate */
export const readJson = (decoder: decoding.Decoder): unknown => {
  const text = decoding.readVarString(decoder);
  if (text.length > maxJson) throw new InvalidUpdate('A format is too long');
  if (text === 'undefined') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidUpdate('A format is no JSON');
  }
};
