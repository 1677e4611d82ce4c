/** Values that BSON has and JavaScript's classes for it have not. */

/** The deprecated type `undefined`: there, unlike a field that is missing. */
export class Undefined {
  readonly _bsontype = 'Undefined';
}
export const UNDEFINED = new Undefined();

/** The deprecated type `dbPointer`. */
export class DbPointer {
  readonly collection: string;
  readonly id: Uint8Array;

  constructor(collection: string, id: Uint8Array) {
    this.collection = collection;
    this.id = id;
  }
}

/** A moment beyond those that a Date can be; `milliseconds` since 1970 as stored. */
export class FarDate extends Date {
  readonly milliseconds: bigint;

  constructor(milliseconds: bigint) {
    super(NaN);
    this.milliseconds = milliseconds;
  }
}

/** The milliseconds of a date as they are stored. */
export function millisecondsOf(date: Date): bigint {
  return date instanceof FarDate ? date.milliseconds : BigInt(date.getTime() || 0);
}
