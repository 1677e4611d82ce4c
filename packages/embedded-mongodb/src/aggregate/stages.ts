import { Aggregator } from 'mingo/aggregator';
import { OpType } from 'mingo/core';
import type { Options } from 'mingo/types';
import * as mingoStages from 'mingo/operators/pipeline';
import * as mingoWindows from 'mingo/operators/window';
import { CommandError, notOffered } from '../errors.ts';
import { collationOf } from '../query/collation.ts';
import {
  asCommandError,
  context as expressionContext,
  evaluate,
  mingoOptions,
  prepare,
  promoteDoc,
} from '../query/expression.ts';
import { compile } from '../query/matcher.ts';
import { projector } from '../query/projection.ts';
import { slice, sortStream } from '../query/select.ts';
import { sortFields } from '../query/sort.ts';
import { cloned, setAt, unsetAt } from '../update/targets.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { splitPath, valueAt } from '../values/paths.ts';
import type { PipelineContext, Stage } from './context.ts';
import { bucket } from './bucket.ts';
import { group } from './group.ts';

expressionContext.addPipelineOps({ ...mingoStages }).addWindowOps({ ...mingoWindows });

/** The stages that mingo does as they are. */
const MINGO_STAGES = new Set(['$bucketAuto', '$densify', '$fill', '$redact', '$setWindowFields']);
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
function assignments(spec: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const isNested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');
    return isNested ? assignments(value, `${prefix}${name}.`) : [[prefix + name, prepare(value)]];
  });
}

/** Sets through arrays of subdocuments, as $addFields does. */
function assign(target: unknown, path: readonly string[], value: unknown): void {
  if (Array.isArray(target)) {
    for (const item of target) assign(item, path, value);
    return;
  }
  if (!isDoc(target)) return;
  const [head = '', ...rest] = path;
  const next = target[head];
  if (rest.length === 0) {
    if (value === undefined) delete target[head];
    else setAt(target, [head], value);
  } else {
    if (!isDoc(next) && !Array.isArray(next)) setAt(target, [head], {});
    assign(target[head], rest, value);
  }
}

function addFields(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  if (!isDoc(operand)) throw failed('$addFields specification stage must be an object');
  const fields = assignments(operand);
  const options = mingoOptions(variables);
  return mapped(docs, (doc) => {
    const source = promoteDoc(doc);
    const result = cloned(doc);
    for (const [path, expression] of fields) assign(result, splitPath(path), evaluate(expression, source, options));
    return result;
  });
}

function unset(docs: Iterable<Doc>, operand: unknown): Iterable<Doc> {
  const paths = (Array.isArray(operand) ? operand : [operand]).map(String);
  const apply = projector(Object.fromEntries(paths.map((path) => [path, 0])));
  return apply ? mapped(docs, apply) : docs;
}

function replaceRoot(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  const expression = prepare(isDoc(operand) ? operand['newRoot'] : undefined);
  const options = mingoOptions(variables);
  return mapped(docs, (doc) => {
    const root = evaluate(expression, promoteDoc(doc), options);
    if (!isDoc(root)) throw new CommandError('BadValue', "'newRoot' expression must evaluate to an object");
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
  $sortByCount: sortByCount,
};

function* byMingo(name: string, docs: Iterable<Doc>, operand: unknown, options: Options): Generator<Doc> {
  const promoted = mapped(docs, promoteDoc);
  try {
    for (const doc of new Aggregator([{ [name]: prepare(operand) }], options).run(promoted)) yield doc;
  } catch (error) {
    throw asCommandError(error);
  }
}

/** The stage of this name. Throws CommandError for what is unknown or not offered. */
export function stageOf(name: string): Stage {
  const own = OWN[name];
  if (own) return own;
  if (NOT_OFFERED.has(name)) throw notOffered(`The stage ${name}`);
  if (MINGO_STAGES.has(name) && expressionContext.getOperator(OpType.PIPELINE, name)) {
    // mingo's own stages are made with $function; what a client sends has been searched for it by `prepare`.
    return (docs, operand, context) =>
      byMingo(name, docs, operand, { ...mingoOptions(context.variables), scriptEnabled: true });
  }
  throw new CommandError('UnknownStage', `Unrecognized pipeline stage name: '${name}'`);
}
