import { Decimal128, Double, Int32 } from 'bson';
import { located } from '../errors.ts';
import { addExact, decimalOfExact } from '../values/decimal.ts';
import type { Exact } from '../values/decimal.ts';
import { compare } from '../values/compare.ts';
import { keyText } from '../values/key.ts';
import { integerOf, toBigInt, toExact, toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, typeOf } from '../values/types.ts';
import { divided } from './arithmetic.ts';
import { borrowed } from './borrowed.ts';
import { mergeDocs } from './objects.ts';
import { operandsOf } from './scope.ts';
import type { Operator, Operators } from './scope.ts';

/** What grows value by value: in `$group` with each document, in an expression with each element. */
export type Accumulator = { add: (value: unknown) => void; result: () => unknown };

/** A sum as MongoDB makes it: whole numbers exactly, doubles with what rounding loses carried along, decimals exactly. */
class Total {
  private whole = 0n;
  private isLong = false;
  private hasDouble = false;
  private high = 0;
  private low = 0;
  private special = 0;
  private decimal: Exact | undefined;
  private isDecimal = false;

  add(value: unknown): void {
    switch (typeOf(value)) {
      case 'long':
        this.isLong = true;
        this.whole += toBigInt(value) ?? 0n;
        break;
      case 'int':
        this.whole += BigInt(toNumber(value) ?? 0);
        break;
      case 'decimal':
        this.isDecimal = true;
        this.addDecimal(value);
        break;
      default:
        this.hasDouble = true;
        this.addDouble(toNumber(value) ?? NaN);
    }
  }

  private addDouble(value: number): void {
    if (!Number.isFinite(value)) {
      this.special += value;
      return;
    }
    const next = this.high + value;
    const part = next - this.high;
    this.low += this.high - (next - part) + (value - part);
    this.high = next;
  }

  private addDecimal(value: unknown): void {
    const exact = toExact(value);
    if (exact) this.decimal = this.decimal ? addExact(this.decimal, exact) : exact;
    else this.special += toNumber(value) ?? NaN;
  }

  result(): unknown {
    const isSpecial = this.special !== 0;
    if (this.isDecimal) {
      if (isSpecial) return Decimal128.fromString(String(this.special));
      const double = this.hasDouble ? toExact(this.high + this.low) : undefined;
      const whole = { digits: this.whole, exponent: 0 };
      return decimalOfExact(addExact(addExact(this.decimal ?? whole, double ?? { digits: 0n, exponent: 0 }), whole));
    }
    if (isSpecial) return new Double(this.special);
    if (this.hasDouble) return new Double(this.high + (this.low + Number(this.whole)));
    return integerOf(this.whole, this.isLong) ?? new Double(Number(this.whole));
  }
}

function summing(): Accumulator {
  const total = new Total();
  return {
    add: (value) => {
      if (isNumeric(value)) total.add(value);
    },
    result: () => total.result(),
  };
}

function average(): Accumulator {
  const total = new Total();
  let count = 0;
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      total.add(value);
      count += 1;
    },
    result: () => (count === 0 ? null : divided(total.result(), new Int32(count))),
  };
}

function extreme(sign: number): Accumulator {
  let best: unknown;
  return {
    add: (value) => {
      if (isNullish(value)) return;
      if (best === undefined || compare(value, best) * sign > 0) best = value;
    },
    result: () => best ?? null,
  };
}

/** Welford's way: stable also where the values are far from zero. */
function deviation(isSample: boolean): Accumulator {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      const number = toNumber(value) ?? NaN;
      count += 1;
      const distance = number - mean;
      mean += distance / count;
      squares += distance * (number - mean);
    },
    result: () => {
      const divisor = isSample ? count - 1 : count;
      return divisor <= 0 ? null : new Double(Math.sqrt(squares / divisor));
    },
  };
}

function collected(finish: (values: unknown[]) => unknown): Accumulator {
  const values: unknown[] = [];
  return { add: (value) => values.push(value), result: () => finish(values) };
}

function toSet(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      const key = keyText(value);
      if (value !== undefined && !values.has(key)) values.set(key, value);
    },
    result: () => [...values.values()],
  };
}

function first(): Accumulator {
  let value: unknown;
  let isSet = false;
  return {
    add: (next) => {
      if (!isSet) value = next;
      isSet = true;
    },
    result: () => value ?? null,
  };
}

function last(): Accumulator {
  let value: unknown;
  return {
    add: (next) => {
      value = next;
    },
    result: () => value ?? null,
  };
}

function counting(): Accumulator {
  let n = 0;
  return {
    add: () => {
      n += 1;
    },
    result: () => integerOf(BigInt(n), false),
  };
}

/** The accumulators of one expression, by name. */
export const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: summing,
  $avg: average,
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: first,
  $last: last,
  $push: () => collected((values) => values.filter((value) => value !== undefined)),
  $addToSet: toSet,
  $count: counting,
  $stdDevPop: () => deviation(false),
  $stdDevSamp: () => deviation(true),
  $mergeObjects: () => collected(mergeDocs),
};

/** As an expression: over the elements of one array, or over several operands. */
function over(make: () => Accumulator): Operator {
  return (operand, scope) => {
    const operands = operandsOf(operand);
    const parts = operands.map((part) => scope.compile(part));
    return (env) => {
      const values = parts.map((part) => part(env));
      const [only] = values;
      const whole = make();
      for (const value of values.length === 1 && Array.isArray(only) ? only : values) whole.add(value);
      return whole.result();
    };
  };
}

export function wholeNumber(value: unknown, name: string): number {
  const n = toNumber(value);
  if (n !== undefined && Number.isInteger(n) && n > 0) return n;
  throw located(5787908, `'n' of ${name} must be a whole number above 0`);
}

export const accumulating: Operators = {
  $sum: over(summing),
  $avg: over(average),
  $min: over(() => extreme(-1)),
  $max: over(() => extreme(1)),
  $stdDevPop: over(() => deviation(false)),
  $stdDevSamp: over(() => deviation(true)),
  $median: borrowed('$median'),
  $percentile: borrowed('$percentile'),
};
