import { CommandError, located, notOffered } from '../errors.ts';
import { ACCUMULATORS, wholeNumber } from '../expression/accumulators.ts';
import type { Accumulator } from '../expression/accumulators.ts';
import { extremes } from '../expression/arrays.ts';
import { compileExpression } from '../expression/compile.ts';
import { namedOperands } from '../expression/scope.ts';
import type { Variables } from '../expression/scope.ts';
import { sorter, sortFields } from '../query/sort.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';

/** One accumulator of `$group` while its group grows. */
export type Grown = { add: (doc: Doc) => void; result: () => unknown };

/** `$firstN` and its relatives: `{input, n}`. */
const SEVERAL: Readonly<Record<string, (values: unknown[], n: number) => unknown[]>> = {
  $firstN: (values, n) => values.slice(0, n),
  $lastN: (values, n) => values.slice(-n),
  $maxN: (values, n) => extremes(values, -1, n),
  $minN: (values, n) => extremes(values, 1, n),
};

function several(name: string, operand: unknown, variables: Variables | undefined): () => Grown {
  const take = SEVERAL[name];
  const given = namedOperands(operand, name, ['input', 'n']);
  const input = compileExpression(given['input'], variables);
  const n = compileExpression(given['n'], variables);
  const isLoose = name === '$maxN' || name === '$minN';
  return () => {
    const values: unknown[] = [];
    return {
      add: (doc) => values.push(isLoose ? input(doc) : (input(doc) ?? null)),
      result: () => take?.(values, wholeNumber(n({}), name)),
    };
  };
}

/** `$top` and its relatives: `{sortBy, output}`, with `n` where several are asked for. */
function ranked(name: string, operand: unknown, variables: Variables | undefined): () => Grown {
  const isSeveral = name.endsWith('N');
  const given = namedOperands(operand, name, isSeveral ? ['sortBy', 'output', 'n'] : ['sortBy', 'output']);
  const by = sorter(sortFields(given['sortBy']));
  const output = compileExpression(given['output'], variables);
  const n = compileExpression(given['n'] ?? 1, variables);
  const isTop = name.startsWith('$top');
  return () => {
    const rows: { keys: unknown[]; value: unknown }[] = [];
    return {
      add: (doc) => rows.push({ keys: by.keys(doc), value: output(doc) ?? null }),
      result: () => {
        const values = rows.toSorted((a, b) => by.compare(a.keys, b.keys)).map(({ value }) => value);
        if (!isSeveral) return (isTop ? values[0] : values.at(-1)) ?? null;
        const most = wholeNumber(n({}), name);
        return isTop ? values.slice(0, most) : values.slice(-most);
      },
    };
  };
}

/** `$median` and `$percentile`: computed over all values at the end. */
function percentile(name: string, operand: unknown, variables: Variables | undefined): () => Grown {
  if (!isDoc(operand)) throw new CommandError('FailedToParse', `specification must be an object (${name})`);
  const input = compileExpression(operand['input'], variables);
  const finish = compileExpression({ [name]: { ...operand, input: '$values' } }, variables);
  return () => {
    const values: unknown[] = [];
    return {
      add: (doc) => {
        const value = input(doc);
        if (toNumber(value) !== undefined) values.push(value);
      },
      result: () => finish({ values }),
    };
  };
}

function simple(
  name: string,
  make: () => Accumulator,
  operand: unknown,
  variables: Variables | undefined,
): () => Grown {
  if (Array.isArray(operand) && name !== '$push' && name !== '$addToSet')
    throw located(40237, `The ${name} accumulator is a unary operator`);
  if (name === '$count' && !(isDoc(operand) && Object.keys(operand).length === 0))
    throw new CommandError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  const evaluate = compileExpression(name === '$count' ? null : operand, variables);
  return () => {
    const own = make();
    return { add: (doc) => own.add(evaluate(doc)), result: own.result };
  };
}

/** The accumulator of a `$group` field. Throws CommandError for what is unknown or not offered. */
export function accumulatorOf(name: string, operand: unknown, variables: Variables | undefined): () => Grown {
  if (name === '$accumulator' || name === '$function') throw notOffered(name);
  if (name in SEVERAL) return several(name, operand, variables);
  if (['$top', '$bottom', '$topN', '$bottomN'].includes(name)) return ranked(name, operand, variables);
  if (name === '$median' || name === '$percentile') return percentile(name, operand, variables);
  const make = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (!make) throw located(15952, `unknown group operator '${name}'`);
  return simple(name, make, operand, variables);
}
