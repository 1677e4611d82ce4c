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
/** What is kept to gather records in. */
const usualBytes = 64 * 1024;
const marker = 'open';
const segmentName = (number: number): string => `updates-${String(number).padStart(8, '0')}.log`;
const isSegment = (name: string): boolean => /^updates-\d{8}\.log$/.test(name);

type Segment = { path: string; file: number; size: number; last: number };

const encodeHead = ({ documentId, epoch, bytes, authorIds, broughtBy, bindings }: Entry): Buffer =>
  Buffer.from(JSON.stringify({ documentId, epoch, authorIds, broughtBy, bindings, hasBytes: bytes !== null }));

/** So many heads are remembered. */
const mostHeads = 1000;

/** What stands before the bytes of an entry. The same people write in the same document for an hour. Ids hold no spaces. */
class Heads {
  readonly #known = new Map<string, Buffer>();

  of(entry: Entry): Buffer {
    const { documentId, epoch, bytes, authorIds, broughtBy, bindings } = entry;
    if (bytes === null || broughtBy !== null || bindings.length > 0) return encodeHead(entry);
    const key = `${documentId} ${epoch} ${authorIds.join(' ')}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size >= mostHeads) this.#known.clear();
    const head = encodeHead(entry);
    this.#known.set(key, head);
    return head;
  }
}

/** Records on their way into the file, one behind the other in memory that is used again: every beat of typing writes here. */
class Waiting {
  readonly #heads = new Heads();
  #buffer = Buffer.allocUnsafeSlow(usualBytes);
  #end = 0;

  get bytes(): number {
    return this.#end;
  }

  add(entry: Placed): void {
    const { bytes } = entry;
    const head = this.#heads.of(entry);
    const length = 12 + head.length + (bytes?.length ?? 0);
    this.#makeRoom(length);
    const buffer = this.#buffer;
    const start = this.#end;
    const end = start + length;
    buffer.set(head, start + 12);
    if (bytes) buffer.set(bytes, start + 12 + head.length);
    buffer.writeUInt32LE(length - 8, start);
    buffer.writeUInt32LE(head.length, start + 8);
    buffer.writeUInt32LE(crc32(buffer.subarray(start + 8, end)), start + 4);
    this.#end = end;
  }

  /** @throws what the disk says; then nothing is forgotten. */
  writeTo(file: number): void {
    for (let done = 0; done < this.#end;) done += writeSync(file, this.#buffer, done, this.#end - done);
    if (this.#buffer.length > usualBytes * 16) this.#buffer = Buffer.allocUnsafeSlow(usualBytes);
    this.#end = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#end + bytes));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
  }
}

const isEntryHead = (value: unknown): value is Omit<Entry, 'bytes'> & { hasBytes: boolean } =>
  typeof value === 'object' && value !== null && 'documentId' in value && 'bindings' in value && 'hasBytes' in value;

const decodeRecord = (record: Buffer): Entry | null => {
  const headLength = record.readUInt32LE(8);
  const head: unknown = JSON.parse(record.toString('utf8', 12, 12 + headLength));
  if (!isEntryHead(head)) return null;
  const { hasBytes, ...entry } = head;
  return { ...entry, bytes: hasBytes ? new Uint8Array(record.subarray(12 + headLength)) : null };
};

/** @returns the whole records of a segment, up to the first that is torn or damaged. */
const decodeSegment = (content: Buffer): Entry[] => {
  const entries: Entry[] = [];
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
  readonly #waiting = new Waiting();
  #lastWaiting = 0;

  /** What an earlier process left; and whether that process ended without closing. */
  readonly left: Entry[];
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
    this.#waiting.add(entry);
    this.#lastWaiting = entry.position;
  }

  /** Writes what was added. @throws when the disk refuses; what was added is kept, and written by the next call. */
  write(): void {
    const { bytes } = this.#waiting;
    if (bytes === 0) return;
    const segment = this.#current();
    try {
      this.#waiting.writeTo(segment.file);
    } catch (error) {
      ftruncateSync(segment.file, segment.size);
      throw error;
    }
    segment.size += bytes;
    segment.last = this.#lastWaiting;
  }

  /** Everything up to this position is durable: drops the segments that hold nothing else. */
  durable(position: number): void {
    const current = this.#segments.at(-1);
    for (const segment of this.#segments) {
      if (segment.last > position) break;
      if (segment === current) {
        if (this.#waiting.bytes > 0 || segment.size < worthCutting) break;
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
