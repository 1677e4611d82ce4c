import { located } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import type { PipelineContext } from './context.ts';
import { group } from './group.ts';

const BUCKET = '__bucket';

/** `$bucket`: groups by the boundaries that a value lies between, the lower one included. */
export function* bucket(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Generator<Doc> {
  const spec = isDoc(operand) ? operand : {};
  const boundaries = spec['boundaries'];
  if (
    !Array.isArray(boundaries) ||
    boundaries.length < 2 ||
    boundaries.some((one, at) => at > 0 && compare(boundaries[at - 1], one) >= 0)
  ) {
    throw located(40192, "The $bucket 'boundaries' field must be at least 2 values in ascending order");
  }
  const by = compileExpression(spec['groupBy'], variables);
  const place = (doc: Doc): unknown => {
    const value = by(doc);
    const above = boundaries.findIndex((boundary) => compare(value, boundary) < 0);
    if (above > 0) return boundaries[above - 1];
    if (!('default' in spec)) {
      throw located(40066, '$bucket could not find a matching branch for an input, and no default was specified.');
    }
    return spec['default'];
  };
  const marked = function* () {
    for (const doc of docs) yield { ...doc, [BUCKET]: place(doc) };
  };
  const output = isDoc(spec['output']) ? spec['output'] : { count: { $sum: 1 } };
  const groups = Array.from(group(marked(), { _id: `$${BUCKET}`, ...output }, variables));
  yield* groups.toSorted((a, b) => compare(a['_id'], b['_id']));
}
