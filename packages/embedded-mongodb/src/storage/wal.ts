import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

/** The layout of a write-ahead log: https://www.sqlite.org/fileformat2.html#walformat */
const HEADER = 32;
const FRAME_HEADER = 24;
const LITTLE_ENDIAN_MAGIC = 0x377f0682;

/** SQLite's running checksum over words, from its last state. */
function checksum(words: Uint32Array, [first, second]: readonly [number, number]): [number, number] {
  let [a, b] = [first, second];
  for (let at = 0; at < words.length; at += 2) {
    a = (a + (words[at] ?? 0) + b) >>> 0;
    b = (b + (words[at + 1] ?? 0) + a) >>> 0;
  }
  return [a, b];
}

function wordsOf(bytes: Buffer): Uint32Array {
  const copy = Uint8Array.from(bytes);
  return new Uint32Array(copy.buffer, 0, copy.length >> 2);
}

/**
 * Looks for damage in the middle of the log that an unclean stop left. SQLite takes the first frame that does not add up
 * for the torn end of a transaction nobody was told of, and forgets what follows. That is right for the last
 * transaction; where a later one was committed after the bad frame, acknowledged writes would be forgotten in silence.
 * Answers what is damaged, or undefined. (Damage in the very last transaction cannot be told from a torn write.)
 */
export function damageInWal(file: string): string | undefined {
  if (!existsSync(file) || endianness() !== 'LE') return undefined;
  const descriptor = openSync(file, 'r');
  try {
    return damageIn(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads so many bytes of the file; undefined when it ends before. */
function bytesAt(descriptor: number, at: number, into: Buffer): Buffer | undefined {
  return readSync(descriptor, into, 0, into.length, at) === into.length ? into : undefined;
}

/** One frame at a time: a log that a long reader has kept from being emptied may be larger than memory. */
function damageIn(descriptor: number): string | undefined {
  const header = bytesAt(descriptor, 0, Buffer.alloc(HEADER));
  if (!header || header.readUInt32BE(0) !== LITTLE_ENDIAN_MAGIC) return undefined;
  const salts = header.subarray(16, 24);
  let state = checksum(wordsOf(header.subarray(0, 24)), [0, 0]);
  const isHeaderGood = state[0] === header.readUInt32BE(24) && state[1] === header.readUInt32BE(28);
  let badFrame: number | undefined = isHeaderGood ? undefined : 0;
  let commitsAfter = 0;
  const frame = Buffer.alloc(FRAME_HEADER + header.readUInt32BE(8));
  for (let number = 1, at = HEADER; bytesAt(descriptor, at, frame); number += 1, at += frame.length) {
    if (!frame.subarray(8, 16).equals(salts)) {
      if (badFrame === undefined) break;
      continue;
    }
    if (badFrame === undefined) {
      state = checksum(wordsOf(frame.subarray(0, 8)), state);
      state = checksum(wordsOf(frame.subarray(FRAME_HEADER)), state);
      if (state[0] !== frame.readUInt32BE(16) || state[1] !== frame.readUInt32BE(20)) badFrame = number;
    }
    if (badFrame !== undefined && frame.readUInt32BE(4) !== 0) commitsAfter += 1;
  }
  if (badFrame === undefined || commitsAfter < 2) return undefined;
  return `the write-ahead log (store.sqlite-wal) does not add up at frame ${badFrame}, with ${commitsAfter} commits after it`;
}
