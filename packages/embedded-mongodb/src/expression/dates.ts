import { Long, Timestamp } from 'bson';
import { CommandError, located } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import { isNullish, typeOf } from '../values/types.ts';
import { borrowed } from './borrowed.ts';
import { eager, isTrue } from './scope.ts';
import type { Operator, Operators } from './scope.ts';

const DATES = new Set(['date', 'objectId', 'timestamp']);

function checked(value: unknown): unknown {
  if (isNullish(value) || DATES.has(typeOf(value))) return value;
  throw located(16006, `can't convert from BSON type ${typeOf(value)} to Date`);
}

/** A part of a date, given as it is or as `{date, timezone}`. */
function part(name: string): Operator {
  const apply = borrowed(name);
  return (operand, scope, own) => {
    const isNamed = isDoc(operand) && 'date' in operand;
    const date = scope.compile(isNamed ? operand['date'] : operand);
    const compute = apply(isNamed ? operand : { date: operand }, scope, own);
    return (env) => {
      const value = date(env);
      const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
      return isNullish(checked(single)) ? null : compute(env);
    };
  };
}

/** As borrowed, null where one of these operands is null or missing. */
function nullable(name: string, needed: readonly string[], wrap?: (value: unknown) => unknown): Operator {
  const apply = borrowed(name, wrap);
  return (operand, scope, own) => {
    const parts = isDoc(operand) ? needed.map((key) => scope.compile(operand[key])) : [];
    const compute = apply(operand, scope, own);
    return (env) => (parts.some((one) => isNullish(one(env))) ? null : compute(env));
  };
}

function fromText(): Operator {
  const apply = borrowed('$dateFromString', (value) => {
    if (value instanceof Date) return value;
    throw new CommandError('ConversionFailure', 'Error parsing date string');
  });
  return (operand, scope, own) => {
    const { onNull, onError, ...rest } = isDoc(operand) ? operand : {};
    const text = scope.compile(rest['dateString']);
    const compute = apply(rest, scope, own);
    const [whenNull, whenWrong] = [scope.compile(onNull), scope.compile(onError)];
    return (env) => {
      if (isNullish(text(env))) return whenNull(env) ?? null;
      try {
        return compute(env);
      } catch (error) {
        if (onError === undefined) throw error;
        return whenWrong(env);
      }
    };
  };
}

const PARTS = [
  '$year',
  '$month',
  '$dayOfMonth',
  '$dayOfWeek',
  '$dayOfYear',
  '$hour',
  '$minute',
  '$second',
  '$millisecond',
  '$week',
  '$isoWeek',
  '$isoDayOfWeek',
];

function ofTimestamp(name: string, take: (timestamp: Timestamp) => number) {
  return eager(1, 1, (value) => {
    if (isNullish(value)) return null;
    if (!(value instanceof Timestamp))
      throw located(5687301, `${name} requires a timestamp argument, found: ${typeOf(value)}`);
    return Long.fromNumber(take(value));
  });
}

function asLong(value: unknown): unknown {
  return typeof value === 'number' ? Long.fromNumber(value) : value;
}

export const dates: Operators = {
  ...Object.fromEntries(PARTS.map((name) => [name, part(name)])),
  $isoWeekYear: (operand, scope, name) => {
    const compute = part('$isoWeekYear')(operand, scope, name);
    return (env) => asLong(compute(env));
  },
  $dateAdd: nullable('$dateAdd', ['startDate', 'unit', 'amount']),
  $dateSubtract: nullable('$dateSubtract', ['startDate', 'unit', 'amount']),
  $dateDiff: nullable('$dateDiff', ['startDate', 'endDate', 'unit'], asLong),
  $dateTrunc: nullable('$dateTrunc', ['date', 'unit']),
  $dateToParts: nullable('$dateToParts', ['date']),
  $dateFromParts: borrowed('$dateFromParts'),
  $dateFromString: fromText(),
  $dateToString: (operand, scope, name) => {
    const { onNull, ...rest } = isDoc(operand) ? operand : {};
    const compute = nullable('$dateToString', ['date'])(rest, scope, name);
    const otherwise = scope.compile(onNull);
    const isGiven = isTrue(onNull !== undefined);
    return (env) => compute(env) ?? (isGiven ? otherwise(env) : null);
  },
  $tsSecond: ofTimestamp('$tsSecond', ({ t }) => t),
  $tsIncrement: ofTimestamp('$tsIncrement', ({ i }) => i),
};
