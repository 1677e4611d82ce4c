import { located } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Evaluate } from '../expression/compile.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { fieldsOf, setField } from '../values/fields.ts';
import type { PipelineContext } from './context.ts';

const DECISIONS = { KEEP: '$$KEEP', PRUNE: '$$PRUNE', DESCEND: '$$DESCEND' };

function redacted(doc: Doc, decide: Evaluate): Doc | undefined {
  const decision = decide(doc, DECISIONS);
  if (decision === '$$KEEP') return doc;
  if (decision === '$$PRUNE') return undefined;
  if (decision !== '$$DESCEND') throw located(17053, '$redact must evaluate to $$DESCEND, $$PRUNE, or $$KEEP');
  const result: Doc = {};
  for (const [name, value] of fieldsOf(doc)) {
    const kept = inside(value, decide);
    if (kept !== undefined) setField(result, name, kept);
  }
  return result;
}

function inside(value: unknown, decide: Evaluate): unknown {
  if (isDoc(value)) return redacted(value, decide);
  if (!Array.isArray(value)) return value;
  return value.map((item) => inside(item, decide)).filter((item) => item !== undefined);
}

/** `$redact`: keeps, prunes, or looks into the subdocuments, as an expression decides at each level. */
export function redact(docs: Iterable<Doc>, operand: unknown, { variables }: PipelineContext): Iterable<Doc> {
  const decide = compileExpression(operand, variables, Object.keys(DECISIONS));
  return (function* () {
    for (const doc of docs) {
      const kept = redacted(doc, decide);
      if (kept) yield kept;
    }
  })();
}
