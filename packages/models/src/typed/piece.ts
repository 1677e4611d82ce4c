/**
 * Most of what people write is a letter right after their own last one. Such updates (Yjs, version 1) are read and put
 * together here for a small part of what it costs in general.
 */
import { isUtf8 } from 'node:buffer';
import * as decoding from 'lib0/decoding';

/** A piece of text, which continues what its client wrote last. */
export type Piece = {
  client: number;
  clock: number;
  /** in UTF-16 units, as clocks count */
  length: number;
  right: { client: number; clock: number } | null;
  /** in UTF-8; a part of the update */
  text: Uint8Array;
};

const { readVarUint, readUint8 } = decoding;

/** A string (4) with a left neighbour (0x80); 0x40 says that there is a right one too. */
const continued = 0x84;
const continuedBefore = 0xc4;

/** @returns how long the text is in UTF-16 units, or null when it is no text. */
const lengthOf = (text: Uint8Array): number | null => {
  let units = 0;
  let isAscii = true;
  for (const byte of text) {
    if (byte < 0x80) units += 1;
    else {
      isAscii = false;
      // What continues a letter counts nothing; four bytes are two units.
      if (byte >= 0xf0) units += 2;
      else if (byte >= 0xc0) units += 1;
    }
  }
  return isAscii || isUtf8(text) ? units : null;
};

/** Reads one client's part of an update. @returns null when it is anything but one piece. */
const readSection = (decoder: decoding.Decoder): Piece | null => {
  if (readVarUint(decoder) !== 1) return null;
  const client = readVarUint(decoder);
  const clock = readVarUint(decoder);
  const info = readUint8(decoder);
  if (info !== continued && info !== continuedBefore) return null;
  if (readVarUint(decoder) !== client || readVarUint(decoder) !== clock - 1) return null;
  const right = info === continuedBefore ? { client: readVarUint(decoder), clock: readVarUint(decoder) } : null;
  const bytes = readVarUint(decoder);
  const text = decoder.arr.subarray(decoder.pos, decoder.pos + bytes);
  if (bytes === 0 || text.length !== bytes) return null;
  decoder.pos += bytes;
  const length = lengthOf(text);
  return length === null ? null : { client, clock, length, right, text };
};

/** Nothing is deleted, and nothing follows. */
const endsHere = ({ arr, pos }: decoding.Decoder): boolean => pos + 1 === arr.length && arr[pos] === 0;

const readOne = (update: Uint8Array): Piece | null => {
  const decoder = decoding.createDecoder(update);
  const piece = readVarUint(decoder) === 1 ? readSection(decoder) : null;
  return piece && endsHere(decoder) ? piece : null;
};

/** @returns the piece that the update is, or null when it is anything else, or nothing at all. */
export const readPiece = (update: Uint8Array): Piece | null => {
  try {
    return readOne(update);
  } catch {
    return null;
  }
};

const readAll = (update: Uint8Array): Piece[] | null => {
  const decoder = decoding.createDecoder(update);
  const pieces: Piece[] = [];
  for (let left = readVarUint(decoder); left > 0; left -= 1) {
    const piece = readSection(decoder);
    if (!piece) return null;
    pieces.push(piece);
  }
  return endsHere(decoder) ? pieces : null;
};

/** @returns the pieces that the update is made of, one of each of its clients, or null when there is anything else in it. */
export const readPieces = (update: Uint8Array): Piece[] | null => {
  try {
    return readAll(update);
  } catch {
    return null;
  }
};
