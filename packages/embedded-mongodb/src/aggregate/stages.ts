import { CommandError, located, notOffered } from '../errors.ts';
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
]);

function failed(message: string): CommandError {
  return new CommandError('FailedToParse', message);
}

function* mapped(docs: Iterable<Doc>, change: (doc: Doc) => Doc): Generator<Doc> {
  for (const doc of docs) yield change(doc);
}

function* match(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Generator<Doc> {
  if (!isDoc(operand)) throw failed('the match filter must be an expression in an object');
  const matches = compile(operand, { collation: collationOf(context.collation), variables: context.variables });
  for (const doc of docs) if (matches(doc)) yield doc;
}

function* sort(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Generator<Doc> {
  const items = mappedItems(docs);
  const options = { collation: context.collation, keep: Infinity, size: () => 256 };
  for (const { doc } of sortStream(items, sortFields(operand), options)) yield doc;
}

function* mappedItems(docs: Iterable<Doc>): Generator<{ doc: Doc }> {
  for (const doc of docs) yield { doc };
}

function whole(operand: unknown, name: string): number {
  const number = toNumber(operand);
  if (number === undefined || number < 0 || !Number.isInteger(number)) throw failed(`invalid argument to ${name}`);
  return number;
}

function project(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw failed('projection specification must have at least one field');
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
  if (!isDoc(operand)) throw failed('$addFields specification stage must be an object');
  const fields = assignments(operand, variables);
  return mapped(docs, (doc) => {
    const result = cloned(doc);
    for (const [path, compute] of fields) assigned(result, splitPath(path), compute(doc));
    return result;
  });
}

function unset(docs: Iterable<Doc>, operand: unknown): Iterable<Doc> {
  const paths = (Array.isArray(operand) ? operand : [operand]).map(String);
  const apply = projector(Object.fromEntries(paths.map((path) => [path, 0])));
  return apply ? mapped(docs, apply) : docs;
}

function replaceRoot(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  const compute = compileExpression(isDoc(operand) ? operand['newRoot'] : undefined, variables);
  return mapped(docs, (doc) => {
    const root = compute(doc);
    if (!isDoc(root)) throw located(40228, "'newRoot' expression must evaluate to an object");
    return root;
  });
}

function* unwind(docs: Iterable<Doc>, operand: unknown): Generator<Doc> {
  const spec: Doc = isDoc(operand) ? operand : { path: operand };
  const given = spec['path'];
  if (typeof given !== 'string' || !given.startsWith('$'))
    throw failed("path option to $unwind must be prefixed with a '$'");
  const path = splitPath(given.slice(1));
  const indexField = spec['includeArrayIndex'];
  const withIndex = (doc: Doc, at: number | null) => {
    if (typeof indexField === 'string') setAt(doc, splitPath(indexField), at);
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
  if (typeof operand !== 'string' || operand === '') throw failed('the count field must be a non-empty string');
  let n = 0;
  for (const _ of docs) n += 1;
  if (n > 0) yield { [operand]: n };
}

function sample(docs: Iterable<Doc>, operand: unknown): Iterable<Doc> {
  const size = whole(isDoc(operand) ? operand['size'] : undefined, '$sample');
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
  $limit: (docs, operand) => slice(docs, 0, whole(operand, '$limit')),
  $skip: (docs, operand) => slice(docs, whole(operand, '$skip'), Infinity),
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
