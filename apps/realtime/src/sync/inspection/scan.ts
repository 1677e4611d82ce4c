/**
 * Reads a Yjs update (version 1) without applying it or building Yjs's own objects: what a frame costs is bounded by its
 * bytes, whatever it claims. The format is that of yjs/src/utils/encoding.js (13.6).
 */
import * as decoding from 'lib0/decoding';
import type { Item } from 'yjs';
import type { Holder } from './holders.ts';
import { type Allowance, fullAllowance, InvalidUpdate, readJson, skipAny } from './values.ts';

/** More is nobody's text: a hundred pages pasted at once are some 50,000. */
export const maxStructs = 250_000;
const maxClock = 2 ** 31;

/** What a struct holds, as far as judging it asks. */
export type Content =
  | { kind: 'gc' }
  | { kind: 'skip' }
  | { kind: 'deleted' }
  | { kind: 'string' }
  | { kind: 'format'; key: string; value: unknown }
  | { kind: 'element'; name: string }
  | { kind: 'text' }
  /** values, as many as it is long, that begin there in the update: they are made when they are judged */
  | { kind: 'value'; at: number }
  | { kind: 'other'; what: string };

/** A place in the order of one client's structs. */
export type Id = { client: number; clock: number };

export type Struct = {
  client: number;
  clock: number;
  length: number;
  content: Content;
  left: Id | null;
  right: Id | null;
  /** where it says it stands: a root's name, an element's id, or null when its neighbours say it */
  parent: string | Id | null;
  /** an attribute's name, or null for a child */
  sub: string | null;
  /** filled in by the judgement: where it stands, and what it holds children as */
  holder: Holder | null;
  inner: Holder | null;
  /** filled in too: the nearest item of the document on its left */
  anchor: Item | null;
  /** and what of the update comes right after it, and what else does when that is not its right neighbour */
  after: Struct | null;
  follow: { cell: Item | Struct; clock: number } | null | undefined;
};

export type Section = { client: number; start: number; end: number; structs: Struct[] };
/** What is deleted of one client: where each range begins and how long it is, in turn. In order, and none overlaps. */
export type Deletes = { client: number; ranges: number[] };
export type DeleteRange = { client: number; clock: number; length: number };
export type Scan = { bytes: Uint8Array; sections: Section[]; deletes: Deletes[] };

export const isSameId = (a: Id | null, b: Id | null): boolean => a?.client === b?.client && a?.clock === b?.clock;

/** The struct of a section that covers the clock, if one does. */
export const structAt = ({ structs }: Section, clock: number): Struct | undefined => structs[indexAt(structs, clock)];

/** @returns the index of the one that covers the clock, -1 when none does. */
export const indexAt = (structs: readonly Struct[], clock: number): number => {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle];
    if (!struct) return -1;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return middle;
  }
  return -1;
};

/** @returns the clock that it reaches to. */
export const endOf = ({ ranges }: Deletes): number => (ranges.at(-2) ?? 0) + (ranges.at(-1) ?? 0);

export function* rangesOf({ client, ranges }: Deletes): Generator<DeleteRange> {
  for (let index = 0; index < ranges.length; index += 2) {
    yield { client, clock: ranges[index] ?? 0, length: ranges[index + 1] ?? 0 };
  }
}

const gc: Content = { kind: 'gc' };
const skipped: Content = { kind: 'skip' };
const deleted: Content = { kind: 'deleted' };
const string: Content = { kind: 'string' };
const text: Content = { kind: 'text' };

const readId = (decoder: decoding.Decoder): Id => ({
  client: decoding.readVarUint(decoder),
  clock: decoding.readVarUint(decoder),
});

/** Kinds of content that no document of ours has ever held, not even where nobody reads them. */
const strangers: Readonly<Record<number, string>> = { 2: 'old JSON', 3: 'binary', 5: 'an embed', 9: 'a subdocument' };

/** Yjs's type references: 3 is XmlElement, 6 is XmlText; 5 (a hook) and 3 carry a name. */
const readType = (decoder: decoding.Decoder): Content => {
  const reference = decoding.readVarUint(decoder);
  if (reference === 3) return { kind: 'element', name: decoding.readVarString(decoder) };
  if (reference === 6) return text;
  if (reference === 5) decoding.readVarString(decoder);
  if (reference > 6) throw new InvalidUpdate('Unknown kind of type');
  return {
    kind: 'other',
    what: ['an array', 'a map', 'a plain text', '', 'a fragment', 'a hook'][reference] ?? 'a type',
  };
};

const readValues = (decoder: decoding.Decoder, allowance: Allowance): { length: number; content: Content } => {
  const length = decoding.readVarUint(decoder);
  const at = decoder.pos;
  for (let index = 0; index < length; index += 1) skipAny(decoder, allowance);
  return { length, content: { kind: 'value', at } };
};

/** @returns the content with that reference, and how many places it takes. */
const readContent = (
  decoder: decoding.Decoder,
  reference: number,
  allowance: Allowance,
): { length: number; content: Content } => {
  switch (reference) {
    case 1:
      return { length: decoding.readVarUint(decoder), content: deleted };
    case 4:
      return { length: decoding.readVarString(decoder).length, content: string };
    case 6:
      return { length: 1, content: { kind: 'format', key: decoding.readVarString(decoder), value: readJson(decoder) } };
    case 7:
      return { length: 1, content: readType(decoder) };
    case 8:
      return readValues(decoder, allowance);
    case 2:
    case 3:
    case 5:
    case 9:
      throw new InvalidUpdate(`No document here holds ${strangers[reference]}`);
    default:
      throw new InvalidUpdate(`Unknown kind of content ${reference}`);
  }
};

const bare = (client: number, clock: number, length: number, content: Content): Struct => ({
  client,
  clock,
  length,
  content,
  left: null,
  right: null,
  parent: null,
  sub: null,
  holder: null,
  inner: null,
  anchor: null,
  after: null,
  follow: undefined,
});

type Place = { client: number; clock: number; allowance: Allowance };

const readItem = (decoder: decoding.Decoder, { client, clock, allowance }: Place, info: number): Struct => {
  const struct = bare(client, clock, 0, string);
  if ((info & 0x80) !== 0) struct.left = readId(decoder);
  if ((info & 0x40) !== 0) struct.right = readId(decoder);
  if (struct.left === null && struct.right === null) {
    struct.parent = decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : readId(decoder);
    if ((info & 0x20) !== 0) struct.sub = decoding.readVarString(decoder);
  }
  const { length, content } = readContent(decoder, info & 0x1f, allowance);
  struct.length = length;
  struct.content = content;
  return struct;
};

const readStruct = (decoder: decoding.Decoder, place: Place): Struct => {
  // Reading past the end gives undefined, not an error.
  if (decoder.pos >= decoder.arr.length) throw new InvalidUpdate('It claims more than it holds');
  const info = decoding.readUint8(decoder);
  const { client, clock } = place;
  if (info === 0) return bare(client, clock, decoding.readVarUint(decoder), gc);
  if (info === 10) return bare(client, clock, decoding.readVarUint(decoder), skipped);
  return readItem(decoder, place, info);
};

const isOnePiece = (a: Content, b: Content): boolean => a === b && (a === gc || a === skipped);

const readSection = (decoder: decoding.Decoder, budget: number, allowance: Allowance): Section => {
  const count = decoding.readVarUint(decoder);
  const client = decoding.readVarUint(decoder);
  const start = decoding.readVarUint(decoder);
  if (count > budget) throw new InvalidUpdate('It claims too many structs');
  if (count === 0) throw new InvalidUpdate('A client without structs');
  const structs: Struct[] = [];
  const place: Place = { client, clock: start, allowance };
  for (let index = 0; index < count; index += 1) {
    const struct = readStruct(decoder, place);
    if (struct.length < 1) throw new InvalidUpdate('A struct without length');
    place.clock += struct.length;
    if (place.clock > maxClock) throw new InvalidUpdate('A clock that nobody reaches');
    const last = structs.at(-1);
    if (last && isOnePiece(last.content, struct.content)) {
      last.length += struct.length;
      allowance.loose -= 1;
      if (allowance.loose < 0) throw new InvalidUpdate('What is one piece comes in too many');
    } else structs.push(struct);
  }
  return { client, start, end: place.clock, structs };
};

/** Yjs writes them in order and joined; it takes as long as they overlap to apply others. */
const readRanges = (decoder: decoding.Decoder, count: number): number[] => {
  const ranges: number[] = [];
  let end = 0;
  for (let each = 0; each < count; each += 1) {
    const clock = decoding.readVarUint(decoder);
    const length = decoding.readVarUint(decoder);
    if (clock < end) throw new InvalidUpdate('Its deletions overlap');
    if (length === 0) throw new InvalidUpdate('A deletion of nothing');
    end = clock + length;
    ranges.push(clock, length);
  }
  return ranges;
};

const readDeletes = (decoder: decoding.Decoder): Deletes[] => {
  const deletes: Deletes[] = [];
  const seen = new Set<number>();
  let left = maxStructs;
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients -= 1) {
    const client = decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    left -= count;
    if (left < 0) throw new InvalidUpdate('It deletes in too many pieces');
    if (seen.has(client)) throw new InvalidUpdate('A client comes twice');
    if (count === 0) continue;
    seen.add(client);
    deletes.push({ client, ranges: readRanges(decoder, count) });
  }
  return deletes;
};

const read = (update: Uint8Array): Scan => {
  const decoder = decoding.createDecoder(update);
  const sections: Section[] = [];
  const seen = new Set<number>();
  const allowance = fullAllowance();
  let budget = maxStructs;
  for (let count = decoding.readVarUint(decoder); count > 0; count -= 1) {
    const section = readSection(decoder, budget, allowance);
    // Yjs would silently forget the first of two.
    if (seen.has(section.client)) throw new InvalidUpdate('A client comes twice');
    seen.add(section.client);
    budget -= section.structs.length;
    sections.push(section);
  }
  const deletes = readDeletes(decoder);
  if (decoder.pos !== update.length) throw new InvalidUpdate('Something follows the update');
  return { bytes: update, sections, deletes };
};

/** @throws InvalidUpdate for everything that is not a whole, well-formed update. */
export const scan = (update: Uint8Array): Scan => {
  try {
    return read(update);
  } catch (error) {
    if (error instanceof InvalidUpdate) throw error;
    throw new InvalidUpdate(error instanceof Error ? error.message : 'Not an update');
  }
};
