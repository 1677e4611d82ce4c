import { CommandError, located } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { splitPath, walk } from '../values/paths.ts';
import { cloned, setAt } from '../update/targets.ts';
import type { PipelineContext, RunPipeline } from './context.ts';

type Lookup = { from: string | undefined; as: string; local?: string; foreign?: string; let: Doc; pipeline: Doc[] };

function text(spec: Doc, name: string): string | undefined {
  const value = spec[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new CommandError('FailedToParse', `$lookup argument '${name}' must be a string`);
}

function parse(operand: unknown): Lookup {
  if (!isDoc(operand)) throw new CommandError('FailedToParse', 'the $lookup specification must be an Object');
  const as = text(operand, 'as');
  if (as === undefined) throw new CommandError('FailedToParse', "must specify 'as' field for a $lookup");
  const [local, foreign] = [text(operand, 'localField'), text(operand, 'foreignField')];
  if ((local === undefined) !== (foreign === undefined)) {
    throw new CommandError('FailedToParse', '$lookup requires both or neither of localField and foreignField');
  }
  const stages = operand['pipeline'];
  if (local === undefined && !Array.isArray(stages)) {
    throw new CommandError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'",
    );
  }
  if (Array.isArray(stages) && !stages.every(isDoc))
    throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  return {
    from: text(operand, 'from'),
    as,
    ...(local !== undefined && foreign !== undefined ? { local, foreign } : {}),
    let: isDoc(operand['let']) ? operand['let'] : {},
    pipeline: Array.isArray(stages) ? stages.filter(isDoc) : [],
  };
}

/** What the local field is compared by: an array's elements, or null where there is nothing. */
function localValues(doc: Doc, path: string): unknown[] {
  const values: unknown[] = [];
  walk(doc, splitPath(path), 0, (value, isElement) => {
    if (isElement || !Array.isArray(value)) values.push(value ?? null);
    return false;
  });
  return values.length > 0 ? values : [null];
}

/** What is wrong in a pipeline within is said also where there is no document to run it for. */
function checkInner(stages: readonly Doc[], context: PipelineContext, run: RunPipeline): void {
  const wrong = stages.flatMap((stage) => Object.keys(stage)).find((name) => name === '$out' || name === '$merge');
  if (wrong) throw located(51047, `${wrong} is not allowed within a $lookup's sub-pipeline`);
  if (stages.length > 0) Array.from(run(stages, { ...context, input: [] }));
}

/** `$lookup`, by fields, by a pipeline, or both. The foreign collection's indexes are used. */
export function* lookup(
  docs: Iterable<Doc>,
  operand: unknown,
  context: PipelineContext,
  run: RunPipeline,
): Generator<Doc> {
  const spec = parse(operand);
  const isCorrelated = spec.local !== undefined || Object.keys(spec.let).length > 0;
  const given = Object.entries(spec.let).map(([name, value]): [string, (doc: Doc) => unknown] => [
    name,
    compileExpression(value, context.variables),
  ]);
  let shared: Doc[] | undefined;
  const around = { env: context.env, view: context.view, db: context.db, collection: spec.from };
  const within = { ...around, collation: context.collation, depth: (context.depth ?? 0) + 1 };
  const unset = Object.fromEntries(given.map(([name]) => [name, null]));
  checkInner(spec.pipeline, { ...within, variables: { ...context.variables, ...unset } }, run);
  for (const doc of docs) {
    const own = Object.fromEntries(given.map(([name, compute]) => [name, compute(doc)]));
    const stages = [...spec.pipeline];
    if (spec.local !== undefined && spec.foreign !== undefined) {
      stages.unshift({ $match: { [spec.foreign]: { $in: localValues(doc, spec.local) } } });
    }
    const inner: PipelineContext = { ...within, variables: { ...context.variables, ...own } };
    const joined: Doc[] = shared ?? Array.from(run(stages, inner));
    if (!isCorrelated) shared = joined;
    const result = cloned(doc);
    setAt(result, splitPath(spec.as), joined);
    yield result;
  }
}

/** `$graphLookup`: breadth first over the foreign collection's indexes. */
export function* graphLookup(
  docs: Iterable<Doc>,
  operand: unknown,
  context: PipelineContext,
  run: RunPipeline,
): Generator<Doc> {
  if (!isDoc(operand)) throw new CommandError('FailedToParse', 'the $graphLookup specification must be an Object');
  const need = (name: string): string => {
    const value = text(operand, name);
    if (value === undefined) throw new CommandError('FailedToParse', `$graphLookup requires '${name}'`);
    return value;
  };
  const [from, as, to, connectFrom] = [need('from'), need('as'), need('connectToField'), need('connectFromField')];
  const most = operand['maxDepth'] === undefined ? Infinity : Number(operand['maxDepth']);
  const depthField = text(operand, 'depthField');
  const restrict = isDoc(operand['restrictSearchWithMatch']) ? operand['restrictSearchWithMatch'] : {};
  const start = compileExpression(operand['startWith'], context.variables);
  for (const doc of docs) {
    const first = start(doc);
    let frontier: unknown[] = Array.isArray(first) ? first : [first];
    const found = new Map<string, Doc>();
    for (let depth = 0; frontier.length > 0 && depth <= most; depth++) {
      const stages = [{ $match: { $and: [restrict, { [to]: { $in: frontier } }] } }];
      const next: unknown[] = [];
      for (const one of run(stages, { ...context, collection: from, depth: (context.depth ?? 0) + 1 })) {
        const key = String(one['_id']);
        if (found.has(key)) continue;
        found.set(key, depthField ? { ...one, [depthField]: depth } : one);
        next.push(...localValues(one, connectFrom));
      }
      frontier = next;
    }
    const result = cloned(doc);
    setAt(result, splitPath(as), [...found.values()]);
    yield result;
  }
}
