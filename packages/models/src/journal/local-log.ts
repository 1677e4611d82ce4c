/**
 * This machine's own log: what clients were shown must survive the process. An update is written here (not yet synced
 * to the disk: the operating system keeps it when the process dies) before it is broadcast, and forgotten when it is in
 * the database.
 *
 * A record is: length of what follows the checksum (u32), crc32 of it (u32), length of the head (u32), head (JSON), bytes.
 * Segments are files; one is removed when all it holds is durable. A torn end is the last edit that nobody was shown.
 */
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Entry, Placed } from './entry.ts';

const segmentBytes = 4 * 1024 * 1024;
/** An all-durable segment larger than this is cut to nothing; below it the write is not worth it. */
const worthCutting = 64 * 1024;
const marker = 'open';
const segmentName = (number: number): string => `updates-${String(number).padStart(8, '0')}.log`;
const isSegment = (name: string): boolean => /^updates-\d{8}\.log$/.test(name);

type Segment = { path: string; file: number; size: number; last: number };

const encode = (entry: Placed): Buffer => {
  const { bytes, position: _, ...rest } = entry;
  const head = Buffer.from(JSON.stringify({ ...rest, hasBytes: bytes !== null }));
  const body = bytes ?? new Uint8Array();
  const record = Buffer.alloc(12 + head.length + body.length);
  record.writeUInt32LE(4 + head.length + body.length, 0);
  record.writeUInt32LE(head.length, 8);
  head.copy(record, 12);
  record.set(body, 12 + head.length);
  record.writeUInt32LE(crc32(record.subarray(8)), 4);
  return record;
};

const isEntryHead = (value: unknown): value is Omit<Entry, 'bytes'> & { at: number; hasBytes: boolean } =>
  typeof value === 'object' && value !== null && 'documentId' in value && 'bindings' in value && 'hasBytes' in value;

const decodeRecord = (record: Buffer): (Entry & { at: number }) | null => {
  const headLength = record.readUInt32LE(8);
  const head: unknown = JSON.parse(record.toString('utf8', 12, 12 + headLength));
  if (!isEntryHead(head)) return null;
  const { hasBytes, ...entry } = head;
  return { ...entry, bytes: hasBytes ? new Uint8Array(record.subarray(12 + headLength)) : null };
};

/** @returns the whole records of a segment, up to the first that is torn or damaged. */
const decodeSegment = (content: Buffer): (Entry & { at: number })[] => {
  const entries: (Entry & { at: number })[] = [];
  let offset = 0;
  while (offset + 12 <= content.length) {
    const end = offset + 8 + content.readUInt32LE(offset);
    if (end > content.length || end < offset + 12) break;
    const record = content.subarray(offset, end);
    if (crc32(record.subarray(8)) !== record.readUInt32LE(4)) break;
    const entry = decodeRecord(record);
    if (!entry) break;
    entries.push(entry);
    offset = end;
  }
  return entries;
};

export class LocalLog {
  readonly #directory: string;
  #segments: Segment[] = [];
  #next = 1;
  #waiting: Buffer[] = [];
  #lastWaiting = 0;

  /** What an earlier process left; and whether that process ended without closing. */
  readonly left: (Entry & { at: number })[];
  readonly wasUnclean: boolean;
  readonly #old: string[];

  /** @throws when the directory cannot be written. */
  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
    const names = readdirSync(directory).toSorted();
    this.#old = names.filter(isSegment);
    this.left = this.#old.flatMap((name) => decodeSegment(readFileSync(join(directory, name))));
    this.wasUnclean = names.includes(marker) || this.left.length > 0;
    this.#next = Math.max(0, ...this.#old.map((name) => Number(name.slice(8, 16)))) + 1;
    closeSync(openSync(join(directory, marker), 'w'));
  }

  /** Everything that was left is durable now. */
  forgetLeft(): void {
    for (const name of this.#old) rmSync(join(this.#directory, name), { force: true });
    this.#old.length = 0;
    this.left.length = 0;
  }

  /** Takes the entry; it is in the file after the next `write`. */
  add(entry: Placed): void {
    this.#waiting.push(encode(entry));
    this.#lastWaiting = entry.position;
  }

  /** Writes what was added. @throws when the disk refuses; what was added is kept, and written by the next call. */
  write(): void {
    if (this.#waiting.length === 0) return;
    const segment = this.#current();
    const content = this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting);
    try {
      let done = 0;
      while (done < content.length) done += writeSync(segment.file, content, done);
    } catch (error) {
      ftruncateSync(segment.file, segment.size);
      throw error;
    }
    segment.size += content.length;
    segment.last = this.#lastWaiting;
    this.#waiting = [];
  }

  /** Everything up to this position is durable: drops the segments that hold nothing else. */
  durable(position: number): void {
    const current = this.#segments.at(-1);
    for (const segment of this.#segments) {
      if (segment.last > position) break;
      if (segment === current) {
        if (this.#waiting.length > 0 || segment.size < worthCutting) break;
        ftruncateSync(segment.file, 0);
        segment.size = 0;
      } else {
        closeSync(segment.file);
        rmSync(segment.path, { force: true });
      }
    }
    this.#segments = this.#segments.filter((segment) => segment === current || segment.last > position);
  }

  /** @param isClean everything is durable: nothing is left for the next start. */
  close(isClean: boolean): void {
    for (const segment of this.#segments) {
      closeSync(segment.file);
      if (isClean) rmSync(segment.path, { force: true });
    }
    this.#segments = [];
    if (isClean) rmSync(join(this.#directory, marker), { force: true });
  }

  #current(): Segment {
    const last = this.#segments.at(-1);
    if (last && last.size < segmentBytes) return last;
    const path = join(this.#directory, segmentName(this.#next++));
    const file = openSync(path, 'a');
    const segment: Segment = { path, file, size: fstatSync(file).size, last: 0 };
    this.#segments.push(segment);
    return segment;
  }
}
