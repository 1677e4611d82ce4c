import { CommandError, located } from '../errors.ts';
import { countSelected, select } from '../query/select.ts';
import type { Selection } from '../query/select.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import type { PipelineContext } from './context.ts';
import { graphLookup, lookup } from './lookup.ts';
import { collectionStages } from './output.ts';
import { checkedSort, limitOf, skipOf, stageOf } from './stages.ts';

const DEEPEST = 20;

function stageEntry(stage: Doc): [string, unknown] {
  const entries = Object.entries(stage);
  const [entry] = entries;
  if (!entry || entries.length !== 1) {
    throw located(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return entry;
}

/** The beginning of a pipeline that the collection's indexes can answer, and how many stages that is. */
export function leading(stages: readonly Doc[]): { selection: Selection; taken: number } {
  const selection: Selection = { filter: {} };
  let taken = 0;
  const filters: Doc[] = [];
  const take = (name: string): unknown => {
    const stage = stages[taken];
    if (!stage || !(name in stage) || Object.keys(stage).length !== 1) return undefined;
    taken += 1;
    return stage[name];
  };
  for (let filter = take('$match'); filter !== undefined; filter = take('$match')) {
    if (!isDoc(filter)) throw located(15959, 'the match filter must be an expression in an object');
    filters.push(filter);
  }
  const [only] = filters;
  selection.filter = filters.length > 1 ? { $and: filters } : (only ?? {});
  const sort = take('$sort');
  if (sort !== undefined) selection.sort = checkedSort(sort);
  const skip = take('$skip');
  if (skip !== undefined) selection.skip = skipOf(skip);
  const limit = take('$limit');
  if (limit !== undefined) selection.limit = limitOf(limit);
  return { selection, taken };
}

function* docsOf(found: Iterable<{ doc: Doc }>): Generator<Doc> {
  for (const { doc } of found) yield doc;
}

export function isCount(stage: Doc | undefined): boolean {
  const spec = stage?.['$group'];
  if (!isDoc(spec) || Object.keys(spec).length !== 2 || toNumber(spec['_id']) !== 1) return false;
  return isDoc(spec['n']) && toNumber(spec['n']['$sum']) === 1;
}

/** What the driver's countDocuments sends: answered without reading the documents where an index says enough. */
function plainCount(stages: readonly Doc[], context: PipelineContext): Doc[] | undefined {
  if (context.input || context.collection === undefined || !isCount(stages.at(-1))) return undefined;
  const { selection, taken } = leading(stages);
  if (taken !== stages.length - 1) return undefined;
  const collection = context.view.catalog.find(context.db, context.collection);
  const { collation, hint, variables } = context;
  const n = collection ? countSelected(context.view, collection, { ...selection, collation, hint, variables }) : 0;
  return n > 0 ? [{ _id: 1, n }] : [];
}

const NOT_IN_FACET = new Set(['$facet', '$out', '$merge', '$collStats', '$indexStats', '$geoNear', '$documents']);
const LAST = new Set(['$out', '$merge']);
const FIRST = new Set(['$collStats', '$indexStats', '$documents', '$changeStream', '$geoNear']);

/** Throws for stages that are not one stage, or stand where they must not. */
function checkPlaces(stages: readonly Doc[]): void {
  for (const [at, stage] of stages.entries()) {
    const [name] = stageEntry(stage);
    if (LAST.has(name) && at < stages.length - 1)
      throw located(40601, `${name} can only be the final stage in the pipeline`);
    if (FIRST.has(name) && at > 0) throw located(40602, `${name} is only valid as the first stage in a pipeline`);
  }
}

function* facet(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Generator<Doc> {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw located(40169, 'the $facet specification must be a non-empty object');
  const input = Array.from(docs);
  const result: Doc = {};
  for (const [name, stages] of Object.entries(operand)) {
    if (!Array.isArray(stages)) throw located(40170, `arguments to $facet must be arrays, ${name} is not`);
    const wrong = stages
      .filter(isDoc)
      .flatMap((stage) => Object.keys(stage))
      .find((own) => NOT_IN_FACET.has(own));
    if (wrong) throw located(40600, `${wrong} is not allowed to be used within a $facet stage`);
    result[name] = Array.from(runPipeline(stages.filter(isDoc), { ...context, input }));
  }
  yield result;
}

function* unionWith(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Generator<Doc> {
  yield* docs;
  const spec: Doc = isDoc(operand) ? operand : { coll: operand };
  const stages = Array.isArray(spec['pipeline']) ? spec['pipeline'].filter(isDoc) : [];
  const { env, view, db, variables } = context;
  const collection = spec['coll'] === undefined ? undefined : String(spec['coll']);
  yield* runPipeline(stages, { env, view, db, variables, collection, depth: (context.depth ?? 0) + 1 });
}

function apply(docs: Iterable<Doc>, stage: Doc, context: PipelineContext): Iterable<Doc> {
  const [name, operand] = stageEntry(stage);
  const output = collectionStages[name];
  if (output) return output(docs, operand, context);
  switch (name) {
    case '$lookup':
      return lookup(docs, operand, context, runPipeline);
    case '$graphLookup':
      return graphLookup(docs, operand, context, runPipeline);
    case '$facet':
      return facet(docs, operand, context);
    case '$unionWith':
      return unionWith(docs, operand, context);
    default:
      return stageOf(name)(docs, operand, context);
  }
}

function source(stages: readonly Doc[], context: PipelineContext): { docs: Iterable<Doc>; rest: readonly Doc[] } {
  const [first] = stages;
  const given = first?.['$documents'];
  if (context.input) return { docs: context.input, rest: stages };
  if (Array.isArray(given)) return { docs: given.filter(isDoc), rest: stages.slice(1) };
  const collection =
    context.collection === undefined ? undefined : context.view.catalog.find(context.db, context.collection);
  if (first && ('$collStats' in first || '$indexStats' in first)) return { docs: [], rest: stages };
  const { selection, taken } = leading(stages);
  const { collation, hint, variables } = context;
  const found = collection ? select(context.view, collection, { ...selection, collation, hint, variables }) : [];
  return { docs: docsOf(found), rest: stages.slice(taken) };
}

/** Runs a pipeline. Lazy where its stages are. Throws CommandError for stages that are wrong or not offered. */
export function runPipeline(stages: readonly Doc[], context: PipelineContext): Iterable<Doc> {
  if ((context.depth ?? 0) > DEEPEST) throw new CommandError('BadValue', 'The pipelines are nested too deeply');
  checkPlaces(stages);
  const counted = plainCount(stages, context);
  if (counted) return counted;
  const { docs, rest } = source(stages, context);
  return rest.reduce((before, stage) => apply(before, stage, context), docs);
}
