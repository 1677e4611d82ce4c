/** A BSON document as JavaScript sees it. Numbers keep their BSON classes (Int32, Double, Long, Decimal128). */
export type Doc = { [key: string]: unknown };

/** A plain subdocument: neither an array nor one of the BSON classes. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
