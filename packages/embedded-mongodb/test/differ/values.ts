import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import type { Document } from 'bson';

export type Random = () => number;

/** `all`: every BSON type. `plain`: what a document of JavaScript's own values can hold, where other programs agree. */
export type Surface = 'all' | 'plain';

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

export function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}

const TEXTS = ['', 'a', 'b', 'ab', 'Z', 'abc'] as const;
const SWEDISH = ['', 'a', 'å', 'ä', 'ö', 'Ö', 'z', 'a\u0000b', '😀', '\uFFEE'] as const;
const DECIMALS = [
  '0',
  '-0',
  '1',
  '1.0',
  '0.1',
  '2.5',
  '-3',
  '1E+400',
  '1E-400',
  'NaN',
  'Infinity',
  '-Infinity',
] as const;
const LONGS = ['0', '1', '2', '-1', '9007199254740993', '-9223372036854775808', '9223372036854775807'] as const;
const DOUBLES = [0, -0, 0.1, 1, 1.5, 2, -1, 2 ** 53, 1e300, NaN, Infinity, -Infinity] as const;

const PLAIN: readonly [(random: Random) => unknown, ...((random: Random) => unknown)[]] = [
  (random) => whole(random, 5),
  (random) => whole(random, 5),
  (random) => whole(random, 5) - 2.5,
  (random) => pick(random, TEXTS),
  (random) => pick(random, TEXTS),
  (random) => random() < 0.5,
  () => null,
  (random) => new Date(whole(random, 3) * 1000),
];

const RICH: readonly [(random: Random) => unknown, ...((random: Random) => unknown)[]] = [
  ...PLAIN,
  (random) => new Int32(whole(random, 4)),
  (random) => new Double(pick(random, DOUBLES)),
  (random) => new Double(pick(random, DOUBLES)),
  (random) => Long.fromString(pick(random, LONGS)),
  (random) => Decimal128.fromString(pick(random, DECIMALS)),
  (random) => Decimal128.fromString(pick(random, DECIMALS)),
  (random) => pick(random, SWEDISH),
  (random) => new BSONSymbol(pick(random, TEXTS)),
  (random) => new Binary(Buffer.alloc(whole(random, 3), whole(random, 3)), pick(random, [0, 4, 128])),
  (random) => new ObjectId(`00000000000000000000000${whole(random, 3)}`),
  (random) => new Date(whole(random, 3) - 1),
  (random) => new Timestamp({ t: whole(random, 3), i: whole(random, 3) }),
  (random) => new BSONRegExp(pick(random, ['a', 'b', '^a']), pick(random, ['', 'i'])),
  (random) => new Code(pick(random, ['a', 'b'])),
  (random) => new Code(pick(random, ['a', 'b']), { x: whole(random, 2) }),
  () => new MinKey(),
  () => new MaxKey(),
];

/** A number or a text. */
export function anyPlain(random: Random): unknown {
  return random() < 0.6 ? whole(random, 10) / 2 - 2.5 : pick(random, TEXTS);
}

const NAMES = ['x', 'y', 'z'] as const;

export function anyValue(random: Random, surface: Surface, depth = 0): unknown {
  if (depth < 2 && random() < 0.15) {
    return Object.fromEntries(
      Array.from({ length: whole(random, 3) }, () => [pick(random, NAMES), anyValue(random, surface, depth + 1)]),
    );
  }
  if (depth < (surface === 'all' ? 2 : 1) && random() < 0.15) {
    return Array.from({ length: whole(random, 4) }, () => anyValue(random, surface, depth + 1));
  }
  return pick(random, surface === 'all' ? RICH : PLAIN)(random);
}

export const FIELDS = ['a', 'b', 'c'] as const;

export function anyDocument(random: Random, surface: Surface, id: number): Document {
  const doc: Document = { _id: id };
  for (const name of FIELDS) if (random() < 0.75) doc[name] = anyValue(random, surface);
  return doc;
}
