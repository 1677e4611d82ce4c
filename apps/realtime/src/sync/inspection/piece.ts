/**
 * Most of what comes in is a letter right after the writer's own last one. Where that one stood the next may stand too, so
 * whoever remembers it can judge the next without looking into the document.
 */
import { isUtf8 } from 'node:buffer';
import * as decoding from 'lib0/decoding';
import type { Id, Scan } from './scan.ts';

/** An update that is one piece of text, which continues what its client wrote last. */
export type Piece = {
  client: number;
  clock: number;
  /** in UTF-16 units, as clocks count */
  length: number;
  right: Id | null;
  /** in UTF-8; a part of the update */
  text: Uint8Array;
};

/** Where a client's text ends: a piece with this clock and this neighbour on its right continues it. */
export type Tail = { client: number; clock: number; right: Id | null };

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

const read = (update: Uint8Array): Piece | null => {
  const decoder = decoding.createDecoder(update);
  if (readVarUint(decoder) !== 1 || readVarUint(decoder) !== 1) return null;
  const client = readVarUint(decoder);
  const clock = readVarUint(decoder);
  const info = readUint8(decoder);
  if (info !== continued && info !== continuedBefore) return null;
  if (readVarUint(decoder) !== client || readVarUint(decoder) !== clock - 1) return null;
  const right = info === continuedBefore ? { client: readVarUint(decoder), clock: readVarUint(decoder) } : null;
  const bytes = readVarUint(decoder);
  const end = decoder.pos + bytes;
  // Nothing is deleted, and nothing follows.
  if (bytes === 0 || end + 1 !== update.length || update[end] !== 0) return null;
  const text = update.subarray(decoder.pos, end);
  const length = lengthOf(text);
  return length === null ? null : { client, clock, length, right, text };
};

/** @returns the piece that the update is, or null when it is anything else, or nothing at all. */
export const readPiece = (update: Uint8Array): Piece | null => {
  try {
    return read(update);
  } catch {
    return null;
  }
};

/** @returns where text goes on after an update that was judged, when it is one client's and ends in text. */
export const tailOf = ({ sections }: Scan): Tail | null => {
  const [section, ...others] = sections;
  const last = section?.structs.at(-1);
  if (!section || !last || others.length > 0) return null;
  if (last.content.kind !== 'string' || last.holder?.kind !== 'text' || last.sub !== null) return null;
  return { client: section.client, clock: section.end, right: last.right };
};

/** @returns whether the piece goes on where the tail ends. */
export const continues = (piece: Piece, tail: Tail): boolean =>
  piece.clock === tail.clock && piece.right?.client === tail.right?.client && piece.right?.clock === tail.right?.clock;
