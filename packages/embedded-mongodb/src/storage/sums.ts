import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** The file is summed up in parts of this size. */
const PART = 64 * 1024;
/** Beyond this size a clean stop or start would take too long; documents have sums of their own. */
const LARGEST = 256 * 1024 * 1024;

function sumsFile(dir: string): string {
  return join(dir, 'store.sums');
}

function partSums(file: string): number[] {
  const { size } = statSync(file);
  const descriptor = openSync(file, 'r');
  const sums: number[] = [];
  const buffer = Buffer.allocUnsafe(16 * PART);
  try {
    for (let at = 0; at < size; at += buffer.length) {
      const read = readSync(descriptor, buffer, 0, buffer.length, at);
      for (let from = 0; from < read; from += PART)
        sums.push(crc32(buffer.subarray(from, Math.min(from + PART, read))));
    }
    return sums;
  } finally {
    closeSync(descriptor);
  }
}

/** Sums up the file after a clean stop, so that the next start can tell whether a byte has changed meanwhile. */
export function writeSums(dir: string, file: string): void {
  if (statSync(file).size > LARGEST) return;
  const sums = Uint32Array.from(partSums(file));
  writeFileSync(sumsFile(dir), Buffer.from(sums.buffer));
}

/**
 * Compares the file with the sums of the last clean stop, and forgets them, since the file changes from now on. Answers
 * the first part that differs, as a range of bytes; undefined when none does or the last stop was not clean.
 */
export function takeSums(dir: string, file: string): { isClean: boolean; damaged?: { from: number; to: number } } {
  const path = sumsFile(dir);
  if (!existsSync(path) || existsSync(`${file}-wal`)) {
    rmSync(path, { force: true });
    return { isClean: false };
  }
  const stored = readFileSync(path);
  const expected = Array.from({ length: stored.length >> 2 }, (_, at) => stored.readUInt32LE(at * 4));
  const found = partSums(file);
  const at = Array.from({ length: Math.max(expected.length, found.length) }, (_, index) => index).find(
    (index) => expected[index] !== found[index],
  );
  if (at !== undefined) return { isClean: true, damaged: { from: at * PART, to: (at + 1) * PART } };
  rmSync(path, { force: true });
  return { isClean: true };
}
