import { deserialize, serialize } from 'bson';
import type { DeserializeOptions } from 'bson';

/** A BSON document as JavaScript sees it. Numbers keep their BSON classes (Int32, Double, Long, Decimal128). */
export type Doc = { [key: string]: unknown };

/** Keeps each number's own type, so that what is written back has the bytes that it came with. */
const EXACT: DeserializeOptions = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
};

/** Bytes to document, every value in its BSON class. Throws BSONError on malformed bytes. */
export function decode(bytes: Uint8Array): Doc {
  return deserialize(bytes, EXACT);
}

/** As decode, with the elements of the named array fields left as bytes. */
export function decodeLeavingRaw(bytes: Uint8Array, fields: Record<string, true>): Doc {
  return deserialize(bytes, { ...EXACT, fieldsAsRaw: fields });
}

/** Document to bytes. `undefined` fields are left out. */
export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true });
}

/** A plain subdocument: neither an array nor one of the BSON classes. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
