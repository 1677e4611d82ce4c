import { BSONRegExp, BSONSymbol, Int32 } from 'bson';
import { located } from '../errors.ts';
import { regexOf, toRegExp } from '../query/regex.ts';
import type { Doc } from '../values/bson.ts';
import { compareText } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, typeOf } from '../values/types.ts';
import { eager, named, variadic } from './scope.ts';
import type { Operators } from './scope.ts';

/** A text where one is taken; dates and numbers are written out, null is ''. */
function coerced(value: unknown): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof BSONSymbol) return value.value;
  if (value instanceof Date) return value.toISOString();
  if (isNumeric(value)) return String(toNumber(value));
  throw located(16007, `can't convert from BSON type ${typeOf(value)} to String`);
}

function text(value: unknown, code: number, name: string): string {
  if (typeof value === 'string') return value;
  throw located(code, `${name} requires a string argument, found: ${typeOf(value)}`);
}

function concat(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.map((value) => text(value, 16702, '$concat')).join('');
}

function count(value: unknown, code: number, name: string): number {
  const number = toNumber(value);
  if (number === undefined) throw located(code, `${name} requires a number, found: ${typeOf(value)}`);
  return Math.trunc(number);
}

function substringOfBytes(value: unknown, start: unknown, length: unknown): string {
  const whole = Buffer.from(coerced(value));
  const [from, size] = [count(start, 16034, '$substrBytes'), count(length, 16035, '$substrBytes')];
  if (from < 0) throw located(50752, '$substrBytes: starting index must be non-negative');
  const end = size < 0 ? whole.length : from + size;
  const isInside = (at: number) => at < whole.length && ((whole[at] ?? 0) & 0xc0) === 0x80;
  if (isInside(from)) throw located(28656, '$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.');
  if (isInside(end))
    throw located(28657, '$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.');
  return whole.subarray(from, end).toString();
}

function substringOfPoints(value: unknown, start: unknown, length: unknown): string {
  const letters = [...coerced(value)];
  const [from, size] = [count(start, 34450, '$substrCP'), count(length, 34452, '$substrCP')];
  if (from < 0) throw located(34455, '$substrCP: the starting index must be nonnegative integer.');
  if (size < 0) throw located(34454, '$substrCP: length must be a nonnegative integer.');
  return letters.slice(from, from + size).join('');
}

function position(name: string, code: number, units: (value: string) => (string | number)[]) {
  return eager(2, 4, (value, part, start, end) => {
    if (isNullish(value)) return null;
    const [whole, wanted] = [units(text(value, code, name)), units(text(part, code + 1, name))];
    const from = start === undefined ? 0 : count(start, 40096, name);
    const to = end === undefined ? whole.length : count(end, 40096, name);
    if (from < 0 || to < 0) throw located(40097, `${name} requires a nonnegative starting and ending index`);
    const last = Math.min(to, whole.length) - wanted.length;
    for (let at = from; at <= last; at++) {
      if (wanted.every((unit, offset) => whole[at + offset] === unit)) return new Int32(at);
    }
    return new Int32(-1);
  });
}

const SPACES = new Set('\0\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A');

function trimming(name: string, left: boolean, right: boolean) {
  return named(['input'], ['chars'], ({ input, chars }) => {
    if (isNullish(input) || chars === null) return null;
    const letters = [...text(input, 50699, name)];
    const gone = chars === undefined ? SPACES : new Set(text(chars, 50700, name));
    let [from, to] = [0, letters.length];
    if (left) while (from < to && gone.has(letters[from] ?? '')) from += 1;
    if (right) while (to > from && gone.has(letters[to - 1] ?? '')) to -= 1;
    return letters.slice(from, to).join('');
  });
}

function replacing(name: string, replace: (input: string, find: string, replacement: string) => string) {
  return named(['input', 'find', 'replacement'], [], ({ input, find, replacement }) => {
    if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null;
    const [whole, part, next] = [text(input, 51746, name), text(find, 51745, name), text(replacement, 51744, name)];
    return replace(whole, part, next);
  });
}

function patternOf({ regex, options }: Doc, name: string): RegExp | undefined {
  if (isNullish(regex)) return undefined;
  const own = regexOf(regex);
  if (!own && typeof regex !== 'string') throw located(51105, `${name} needs 'regex' to be of type string or regex`);
  if (!isNullish(options) && typeof options !== 'string')
    throw located(51106, `${name} needs 'options' to be of type string`);
  const given = typeof options === 'string' ? options : '';
  if (given !== '' && regex instanceof BSONRegExp && regex.options !== '')
    throw located(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  const source = typeof regex === 'string' ? regex : (own?.source ?? '');
  const flags = regex instanceof BSONRegExp && given === '' ? regex.options : given;
  return toRegExp(source, flags, 51111);
}

function searching(name: string, empty: unknown, answer: (input: string, pattern: RegExp) => unknown) {
  return named(['input', 'regex'], ['options'], (given) => {
    const pattern = patternOf(given, name);
    if (isNullish(given['input']) || !pattern) return empty;
    return answer(text(given['input'], 51104, name), pattern);
  });
}

function found(match: RegExpExecArray): Doc {
  const [whole, ...captures] = match;
  return {
    match: whole,
    idx: new Int32(Array.from(match.input.slice(0, match.index)).length),
    captures: captures.map((capture) => capture ?? null),
  };
}

function points(value: string): string[] {
  return [...value];
}

function bytes(value: string): number[] {
  return [...Buffer.from(value)];
}

export const texts: Operators = {
  $concat: variadic(concat),
  $toUpper: eager(1, 1, (value) => coerced(value).toUpperCase()),
  $toLower: eager(1, 1, (value) => coerced(value).toLowerCase()),
  $strLenBytes: eager(1, 1, (value) => new Int32(Buffer.byteLength(text(value, 34473, '$strLenBytes')))),
  $strLenCP: eager(1, 1, (value) => new Int32([...text(value, 34471, '$strLenCP')].length)),
  $substr: eager(3, 3, substringOfBytes),
  $substrBytes: eager(3, 3, substringOfBytes),
  $substrCP: eager(3, 3, substringOfPoints),
  $split: eager(2, 2, (value, separator) => {
    if (isNullish(value) || isNullish(separator)) return null;
    const [whole, by] = [text(value, 40085, '$split'), text(separator, 40086, '$split')];
    if (by === '') throw located(40087, '$split requires a non-empty separator');
    return whole.split(by);
  }),
  $strcasecmp: eager(
    2,
    2,
    (a, b) => new Int32(Math.sign(compareText(coerced(a).toUpperCase(), coerced(b).toUpperCase()))),
  ),
  $indexOfCP: position('$indexOfCP', 40093, points),
  $indexOfBytes: position('$indexOfBytes', 40091, bytes),
  $trim: trimming('$trim', true, true),
  $ltrim: trimming('$ltrim', true, false),
  $rtrim: trimming('$rtrim', false, true),
  $replaceOne: replacing('$replaceOne', (input, find, next) => {
    const at = input.indexOf(find);
    return at === -1 ? input : input.slice(0, at) + next + input.slice(at + find.length);
  }),
  $replaceAll: replacing('$replaceAll', (input, find, next) => input.split(find).join(next)),
  $regexMatch: searching('$regexMatch', false, (input, pattern) => pattern.test(input)),
  $regexFind: searching('$regexFind', null, (input, pattern) => {
    const match = pattern.exec(input);
    return match ? found(match) : null;
  }),
  $regexFindAll: searching('$regexFindAll', [], (input, pattern) =>
    Array.from(input.matchAll(new RegExp(pattern.source, `${pattern.flags}g`)), found),
  ),
};
