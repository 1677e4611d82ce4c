import { BSONRegExp, BSONSymbol } from 'bson';
import { located } from '../errors.ts';

/** PCRE's leading inline flags, as in `(?i)abc`. */
const INLINE = /^\(\?([imsx]+)\)/;

function withoutComments(pattern: string): string {
  return pattern.replaceAll(/\\.|\[(?:\\.|[^\]])*\]|\s+|#[^\n]*/gs, (part) => (/^[\s#]/.test(part) ? '' : part));
}

/** A JavaScript expression for a BSON regex or for `$regex` with `$options` (i, m, s, x, u). `invalid`: the error's number. */
export function toRegExp(pattern: string, options: string, invalid = 51091): RegExp {
  const inline = INLINE.exec(pattern);
  let source = inline ? pattern.slice(inline[0].length) : pattern;
  const flags = new Set(`${options}${inline?.[1] ?? ''}`);
  const unknown = [...flags].find((flag) => !'imsxulg'.includes(flag));
  if (unknown) throw located(51108, `invalid flag in regex options: ${unknown}`);
  if (flags.has('x')) source = withoutComments(source);
  const kept = [...flags].filter((flag) => 'ims'.includes(flag)).join('');
  try {
    return new RegExp(source, `${kept}u`);
  } catch {
    try {
      return new RegExp(source, kept);
    } catch {
      throw located(invalid, `Regular expression is invalid: ${pattern}`);
    }
  }
}

/** The expression in a value, if it is one. */
export function regexOf(value: unknown): RegExp | undefined {
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options);
  return value instanceof RegExp ? toRegExp(value.source, value.flags) : undefined;
}

/** The text that a regex is tried on, if the value has any. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof BSONSymbol ? value.value : undefined;
}
