import { Long } from 'bson';
import { located, notOffered } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Evaluate } from '../expression/compile.ts';
import type { Variables } from '../expression/scope.ts';
import { collationOf } from '../query/collation.ts';
import { compile } from '../query/matcher.ts';
import { projector } from '../query/projection.ts';
import { slice, sortStream } from '../query/select.ts';
import { sortFields } from '../query/sort.ts';
import { cloned, setAt, unsetAt } from '../update/targets.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { field, fieldsOf, setField } from '../values/fields.ts';
import { toNumber } from '../values/numbers.ts';
import { splitPath, valueAt } from '../values/paths.ts';
import type { PipelineContext, Stage } from './context.ts';
import { bucket } from './bucket.ts';
import { byMingo } from './mingo.ts';
import { redact } from './redact.ts';
import { group } from './group.ts';

/** The stages that mingo does as they are. */
const MINGO_STAGES = new Set(['$bucketAuto', '$densify', '$fill', '$setWindowFields']);
const NOT_OFFERED = new Set([
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$geoNear',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$listSessions',
  '$planCacheStats',
  '$currentOp',
  '$listLocalSessions',
  '$shardedDataDistribution',
]);

function* mapped(docs: Iterable<Doc>, change: (doc: Doc) => Doc): Generator<Doc> {
  for (const doc of docs) yield change(doc);
}

function* match(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Generator<Doc> {
  if (!isDoc(operand)) throw located(15959, 'the match filter must be an expression in an object');
  const matches = compile(operand, { collation: collationOf(context.collation), variables: context.variables });
  for (const doc of docs) if (matches(doc)) yield doc;
}

function* sort(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Generator<Doc> {
  const items = mappedItems(docs);
  const options = { collation: context.collation, keep: Infinity, size: () => 256 };
  for (const { doc } of sortStream(items, sortFields(checkedSort(operand)), options)) yield doc;
}

function* mappedItems(docs: Iterable<Doc>): Generator<{ doc: Doc }> {
  for (const doc of docs) yield { doc };
}

/** A sort that names at least one field with 1 or -1. */
export function checkedSort(operand: unknown): Doc {
  if (!isDoc(operand)) throw located(15973, 'the $sort key specification must be an object');
  const directions = Object.values(operand);
  if (directions.length === 0) throw located(15976, '$sort stage must have at least one sort key');
  if (directions.some((one) => !isDoc(one) && toNumber(one) !== 1 && toNumber(one) !== -1))
    throw located(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  return operand;
}

function whole(operand: unknown, name: string, code: number): number {
  const number = toNumber(operand);
  if (number === undefined) throw located(code, `invalid argument to ${name} stage: Expected a number`);
  if (number < 0) throw located(code, `invalid argument to ${name} stage: Expected a non-negative number`);
  if (!Number.isInteger(number)) throw located(code, `invalid argument to ${name} stage: Expected an integer`);
  return number;
}

export function skipOf(operand: unknown): number {
  return whole(operand, '$skip', 5107200);
}

export function limitOf(operand: unknown): number {
  const limit = whole(operand, '$limit', 5107201);
  if (limit === 0) throw located(15958, 'the limit must be positive');
  return limit;
}

function project(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  if (!isDoc(operand)) throw located(15969, '$project specification must be an object');
  if (Object.keys(operand).length === 0) throw located(51272, 'projection specification must have at least one field');
  const apply = projector(operand, { variables });
  return apply ? mapped(docs, apply) : docs;
}

/** The fields that `$addFields` sets, nested documents flattened to paths. */
function assignments(spec: Doc, variables: Variables | undefined, prefix = ''): [string, Evaluate][] {
  return fieldsOf(spec).flatMap(([name, value]): [string, Evaluate][] => {
    const isNested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');
    return isNested
      ? assignments(value, variables, `${prefix}${name}.`)
      : [[prefix + name, compileExpression(value, variables)]];
  });
}

/** The value with a field set: in each element of an array, and what is no document becomes one. */
function assigned(target: unknown, path: readonly string[], value: unknown): unknown {
  if (Array.isArray(target)) return target.map((item) => assigned(item, path, value));
  const [head = '', ...rest] = path;
  const doc: Doc = isDoc(target) ? target : {};
  const next = rest.length === 0 ? value : assigned(field(doc, head), rest, value);
  if (next === undefined) delete doc[head];
  else setField(doc, head, cloned(next));
  return doc;
}

function addFields(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  if (!isDoc(operand)) throw located(40272, '$addFields specification stage must be an object');
  const fields = assignments(operand, variables);
  return mapped(docs, (doc) => {
    const result = cloned(doc);
    for (const [path, compute] of fields) assigned(result, splitPath(path), compute(doc));
    return result;
  });
}

function unset(docs: Iterable<Doc>, operand: unknown): Iterable<Doc> {
  if (typeof operand !== 'string' && !Array.isArray(operand))
    throw located(31002, '$unset must be a string or an array');
  if (operand.length === 0) throw located(31119, '$unset must be a string or an array with at least one field');
  const paths = [operand].flat();
  if (paths.some((path) => typeof path !== 'string')) throw located(31120, '$unset must be strings only');
  const apply = projector(Object.fromEntries(paths.map((path) => [String(path), 0])));
  return apply ? mapped(docs, apply) : docs;
}

function replaceRoot(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  if (!isDoc(operand)) throw located(40229, '$replaceRoot expected an object as specification');
  if (!('newRoot' in operand)) throw located(40231, 'no newRoot specified for the $replaceRoot stage');
  const compute = compileExpression(operand['newRoot'], variables);
  return mapped(docs, (doc) => {
    const root = compute(doc);
    if (!isDoc(root)) throw located(40228, "'newRoot' expression must evaluate to an object");
    return root;
  });
}

const UNWIND = new Set(['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']);

function* unwind(docs: Iterable<Doc>, operand: unknown): Generator<Doc> {
  const spec: Doc = isDoc(operand) ? operand : { path: operand };
  const unknown = Object.keys(spec).find((name) => !UNWIND.has(name));
  if (unknown !== undefined) throw located(28811, `unrecognized option to $unwind stage: ${unknown}`);
  const given = spec['path'];
  if (given === undefined) throw located(28812, 'no path specified to $unwind stage');
  if (typeof given !== 'string') throw located(28808, 'expected a string as the path for $unwind stage');
  if (!given.startsWith('$')) throw located(28818, "path option to $unwind stage should be prefixed with a '$'");
  const path = splitPath(given.slice(1));
  const indexField = spec['includeArrayIndex'];
  const withIndex = (doc: Doc, at: number | null) => {
    if (typeof indexField === 'string') setAt(doc, splitPath(indexField), at === null ? null : Long.fromNumber(at));
    return doc;
  };
  for (const doc of docs) {
    const value = valueAt(doc, path);
    if (Array.isArray(value) && value.length > 0) {
      for (const [at, item] of value.entries()) {
        const copy = cloned(doc);
        setAt(copy, path, item);
        yield withIndex(copy, at);
      }
    } else if (Array.isArray(value) || value === undefined || value === null) {
      if (spec['preserveNullAndEmptyArrays'] !== true) continue;
      const copy = cloned(doc);
      if (Array.isArray(value)) unsetAt(copy, path);
      yield withIndex(copy, null);
    } else {
      yield withIndex(cloned(doc), null);
    }
  }
}

function* count(docs: Iterable<Doc>, operand: unknown): Generator<Doc> {
  if (typeof operand !== 'string') throw located(40156, 'the count field must be a non-empty string');
  if (operand === '') throw located(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw located(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw located(40160, "the count field cannot contain '.'");
  let n = 0;
  for (const _ of docs) n += 1;
  if (n > 0) yield { [operand]: n };
}

function sample(docs: Iterable<Doc>, operand: unknown): Iterable<Doc> {
  if (!isDoc(operand)) throw located(28745, 'the $sample stage specification must be an object');
  if (!('size' in operand)) throw located(28749, '$sample stage must specify a size');
  const size = whole(operand['size'], '$sample', 28746);
  const all = Array.from(docs, (doc) => ({ doc, at: Math.random() }));
  return all
    .toSorted((a, b) => a.at - b.at)
    .slice(0, size)
    .map(({ doc }) => doc);
}

function sortByCount(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Iterable<Doc> {
  return sort(group(docs, { _id: operand, count: { $sum: 1 } }, context.variables), { count: -1 }, context);
}

const OWN: Readonly<Record<string, Stage>> = {
  $match: match,
  $sort: sort,
  $limit: (docs, operand) => slice(docs, 0, limitOf(operand)),
  $skip: (docs, operand) => slice(docs, skipOf(operand), Infinity),
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: (docs, operand, context) => replaceRoot(docs, { newRoot: operand }, context),
  $unwind: unwind,
  $bucket: bucket,
  $group: (docs, operand, context) => group(docs, operand, context.variables),
  $count: count,
  $sample: sample,
  $redact: redact,
  $sortByCount: sortByCount,
};

/** The stage of this name. Throws CommandError for what is unknown or not offered. */
export function stageOf(name: string): Stage {
  const own = OWN[name];
  if (own) return own;
  if (NOT_OFFERED.has(name)) throw notOffered(`The stage ${name}`);
  if (MINGO_STAGES.has(name)) return (docs, operand, context) => byMingo(name, docs, operand, context.variables);
  throw located(40324, `Unrecognized pipeline stage name: '${name}'`);
}
