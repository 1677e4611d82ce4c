import { Decimal128 } from 'bson';

/** A finite number exactly: digits x 10^exponent. */
export type Exact = { digits: bigint; exponent: number };

/** The exact value of a finite double: every one has a finite decimal expansion. */
export function exactOfDouble(value: number): Exact {
  if (Number.isInteger(value)) return { digits: BigInt(value), exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  if (power >= 0) return { digits: signed << BigInt(power), exponent: 0 };
  return { digits: signed * 5n ** BigInt(-power), exponent: power };
}

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:E([+-]?\d+))?$/i;

/** The exact value of a decimal's text, or the words for what is not finite. */
export function exactOfText(text: string): Exact | 'NaN' | 'Infinity' | '-Infinity' {
  const parts = FORM.exec(text);
  if (!parts) {
    if (/^-inf/i.test(text)) return '-Infinity';
    return /^\+?inf/i.test(text) ? 'Infinity' : 'NaN';
  }
  const [, sign, whole = '', fraction = '', power = '0'] = parts;
  const digits = BigInt(`${whole}${fraction}` || '0');
  return { digits: sign === '-' ? -digits : digits, exponent: Number(power) - fraction.length };
}

export function exactOfDecimal(value: Decimal128): Exact | 'NaN' | 'Infinity' | '-Infinity' {
  return exactOfText(value.toString());
}

function aligned(a: Exact, b: Exact): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent), exponent];
}

export function addExact(a: Exact, b: Exact): Exact {
  const [x, y, exponent] = aligned(a, b);
  return { digits: x + y, exponent };
}

export function subtractExact(a: Exact, b: Exact): Exact {
  return addExact(a, { digits: -b.digits, exponent: b.exponent });
}

export function multiplyExact(a: Exact, b: Exact): Exact {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** The same value without trailing zeros in its digits. */
export function trimmed(value: Exact): Exact {
  let { digits, exponent } = value;
  if (digits === 0n) return { digits, exponent: 0 };
  while (digits % 10n === 0n) {
    digits /= 10n;
    exponent += 1;
  }
  return { digits, exponent };
}

/** To 34 digits, rounding half to even as IEEE 754 decimal128 does. Throws RangeError beyond its range. */
export function decimalOfExact(value: Exact): Decimal128 {
  let { digits, exponent } = value;
  const negative = digits < 0n;
  if (negative) digits = -digits;
  const excess = digits.toString().length - 34;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const rest = digits % unit;
    digits /= unit;
    if (rest * 2n > unit || (rest * 2n === unit && digits % 2n === 1n)) digits += 1n;
    exponent += excess;
  }
  return Decimal128.fromString(`${negative ? '-' : ''}${digits}E${exponent}`);
}
