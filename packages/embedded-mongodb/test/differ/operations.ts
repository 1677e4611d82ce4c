import type { Document } from 'bson';
import { anyDocument, anyPlain, anyValue, FIELDS, pick, whole } from './values.ts';
import type { Random, Surface } from './values.ts';

/** One thing to do to a collection. Reads say in which order they want what they find, so that there is one answer. */
export type Operation =
  | { kind: 'insert'; document: Document }
  | { kind: 'find'; filter: Document; sort: Document; skip: number; limit: number; projection: Document }
  | { kind: 'count'; filter: Document }
  | { kind: 'distinct'; key: string; filter: Document }
  | { kind: 'update'; filter: Document; update: Document; many: boolean; upsert: boolean }
  | { kind: 'remove'; filter: Document }
  | { kind: 'aggregate'; pipeline: Document[] };

const PATHS = ['a', 'b', 'c', 'a.x', 'b.y', 'c.0', 'a.x.y'] as const;
const COMPARE = ['$eq', '$gt', '$gte', '$lt', '$lte', '$ne'] as const;

/**
 * Of what the other program is known to get wrong, nothing: null and arrays beside an order, types, sizes behind a path,
 * the remainder of a truth, `$all` of what is no array, arrays in arrays, `$unwind` that keeps what is empty.
 */
function plainCondition(random: Random): unknown {
  const value = () => anyPlain(random);
  const kinds: unknown[] = [
    { [pick(random, COMPARE)]: value() },
    { [pick(random, COMPARE)]: value() },
    { $in: [value(), value()] },
    { $nin: [value(), value()] },
    { $exists: random() < 0.5 },
    { $not: { $gt: value() } },
    { $regex: pick(random, ['^a', 'b', 'c$']) },
  ];
  return kinds[whole(random, kinds.length)];
}

function condition(random: Random, surface: Surface): unknown {
  if (surface === 'plain') return plainCondition(random);
  const value = () => anyValue(random, surface, 1);
  const kind = whole(random, 12);
  if (kind < 5) return { [pick(random, COMPARE)]: value() };
  switch (kind) {
    case 5:
      return { $in: [value(), value()] };
    case 6:
      return { $nin: [value(), value()] };
    case 7:
      return { $exists: random() < 0.5 };
    case 8:
      return { $size: whole(random, 3) };
    case 9:
      return { $all: [value()] };
    case 10:
      return { $elemMatch: { $gte: whole(random, 4) } };
    default:
      return { $type: pick(random, ['number', 'string', 'array', 'object', 'null', 'bool', 'date']) };
  }
}

export function anyFilter(random: Random, surface: Surface, depth = 0): Document {
  const path = surface === 'all' ? pick(random, PATHS) : pick(random, FIELDS);
  const own = { [path]: condition(random, surface) };
  if (depth > 1 || random() < 0.6) return own;
  const parts = [own, anyFilter(random, surface, depth + 1)];
  return { [pick(random, ['$and', '$or', '$nor'])]: parts };
}

function anySort(random: Random): Document {
  const field = pick(random, FIELDS);
  return random() < 0.5 ? { _id: 1 } : { [field]: random() < 0.5 ? 1 : -1, _id: 1 };
}

function anyUpdate(random: Random, surface: Surface): Document {
  const path = pick(random, ['a', 'b', 'c', 'd', 'a.x'] as const);
  const value = anyValue(random, surface, 1);
  const kinds: [string, unknown][] = [
    ['$set', value],
    ['$unset', ''],
    ['$inc', whole(random, 5) - 2],
    ['$mul', whole(random, 3)],
    ['$min', value],
    ['$max', value],
    ['$push', value],
    ['$addToSet', value],
    ['$pop', random() < 0.5 ? 1 : -1],
    ['$pull', whole(random, 4)],
    ['$pullAll', [value]],
    ['$push', { $each: [whole(random, 4), whole(random, 4)], $slice: 3 }],
    ['$push', { $each: [whole(random, 4)], $position: 0 }],
    ['$rename', 'renamed'],
    ['$setOnInsert', value],
    ['$bit', { or: whole(random, 8) }],
  ];
  const [operator, operand] = kinds[whole(random, kinds.length)] ?? ['$set', value];
  return { [operator]: { [path]: operand } };
}

const ACCUMULATORS = ['$sum', '$avg', '$min', '$max', '$first', '$last', '$push'] as const;

function anyExpression(random: Random, surface: Surface): unknown {
  const field = `$${pick(random, ['a', 'b', 'c', 'a.x'] as const)}`;
  const value = { $literal: anyValue(random, surface, 1) };
  const expressions: unknown[] = [
    field,
    value,
    { $cmp: [field, value] },
    { $gt: [field, value] },
    { $eq: [field, value] },
    { $ifNull: [field, value] },
    { $cond: [{ $lt: [field, value] }, 'less', field] },
    { $type: field },
    { $isArray: field },
    { $and: [field, value] },
    { $add: [field, whole(random, 4)] },
    { $multiply: [field, whole(random, 4)] },
    { $subtract: [field, whole(random, 4)] },
    { $divide: [field, 2] },
    { $abs: field },
    { $floor: field },
    { $sum: field },
    { $max: field },
    { $size: field },
    { $concatArrays: [field, [1]] },
    { $toString: field },
    { $objectToArray: field },
    { $mergeObjects: [field, { m: 1 }] },
    { $setUnion: [field, [1]] },
    { $arrayElemAt: [field, 0] },
    { $filter: { input: field, cond: { $gt: ['$$this', 1] } } },
    { $map: { input: field, in: { $type: '$$this' } } },
  ];
  return expressions[whole(random, expressions.length)];
}

/** Where other programs answer as MongoDB does. */
function plainExpression(random: Random): unknown {
  const field = `$${pick(random, FIELDS)}`;
  const number = whole(random, 4);
  const expressions: unknown[] = [
    { $ifNull: [field, null] },
    { $ifNull: [field, 'none'] },
    { $cond: [{ $eq: [{ $mod: ['$_id', 4] }, number] }, 'same', 'other'] },
    { $add: ['$_id', number] },
    { $multiply: ['$_id', number] },
    { $isArray: [field] },
    { $literal: number },
  ];
  return expressions[whole(random, expressions.length)];
}

function anyPipeline(random: Random, surface: Surface): Document[] {
  const field = pick(random, FIELDS);
  const expression = surface === 'all' ? anyExpression(random, surface) : plainExpression(random);
  const id = surface === 'all' ? expression : { $mod: ['$_id', 3] };
  const own = `$${field}`;
  const isList = { $cond: [{ $isArray: [own] }, own, ['none']] };
  const ready: Document[] = surface === 'all' ? [] : [{ $set: { [field]: isList } }];
  const stages: Document[][] = [
    [{ $set: { r: expression } }],
    [{ $project: { r: expression } }],
    [{ $project: { [field]: 1 } }],
    [{ $unset: field }],
    [...ready, { $unwind: own }],
    surface === 'all' ? [{ $unwind: { path: own, includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } }] : [],
    [{ $skip: whole(random, 5) }, { $limit: 1 + whole(random, 9) }],
    [{ $group: { _id: id, n: { $sum: 1 }, v: { [pick(random, ACCUMULATORS)]: '$_id' } } }, { $sort: { _id: 1, n: 1 } }],
    surface === 'all' ? [{ $count: 'n' }] : [],
    [{ $replaceWith: { _id: '$_id', r: surface === 'all' ? expression : { $ifNull: [expression, 'none'] } } }],
  ];
  const [one, two] = [stages[whole(random, stages.length)] ?? [], stages[whole(random, stages.length)] ?? []];
  return [{ $match: anyFilter(random, surface) }, { $sort: { _id: 1 } }, ...one, ...(random() < 0.4 ? two : [])];
}

/** The next operation of a stream. `id` is one that no document has. */
export function anyOperation(random: Random, surface: Surface, id: number): Operation {
  const kind = random();
  const filter = anyFilter(random, surface);
  if (kind < 0.2) return { kind: 'insert', document: anyDocument(random, surface, id) };
  if (kind < 0.5) {
    const skip = random() < 0.3 ? whole(random, 5) : 0;
    const limit = random() < 0.3 ? 1 + whole(random, 9) : 0;
    const projection = random() < 0.3 ? { [pick(random, PATHS)]: whole(random, 2) } : {};
    return { kind: 'find', filter, sort: anySort(random), skip, limit, projection };
  }
  if (kind < 0.56) return { kind: 'count', filter };
  if (kind < 0.6) return { kind: 'distinct', key: pick(random, FIELDS), filter };
  if (kind < 0.78) {
    const upsert = surface === 'all' && random() < 0.2;
    const selected = upsert ? { _id: id } : filter;
    return { kind: 'update', filter: selected, update: anyUpdate(random, surface), many: false, upsert };
  }
  if (kind < 0.8) return { kind: 'remove', filter: { _id: whole(random, id + 1) } };
  return { kind: 'aggregate', pipeline: anyPipeline(random, surface) };
}
