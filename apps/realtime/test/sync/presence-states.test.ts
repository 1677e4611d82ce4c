/** The cursor is taken out of a client's state as it was written: what that is, is what JSON.parse says it is. */
import { expect, test } from 'vitest';
import { stamped, stampOf } from '../../src/sync/presence-states.ts';
import { type Random, seeded } from './support/random.ts';

const person = { id: 'anna', name: 'Anna "Å" \u2028', color: '#7A3E9D' };
const stamp = stampOf(person);

/** What the state says, by way of values; an error for what is no JSON. */
const expected = (json: string): unknown => {
  let state: unknown;
  try {
    state = JSON.parse(json);
  } catch {
    return 'malformed';
  }
  if (typeof state !== 'object' || state === null) return null;
  const cursor: unknown = 'cursor' in state ? state.cursor : null;
  return { user: person, cursor: typeof cursor === 'object' ? cursor : null };
};

const actual = (json: Uint8Array): unknown => {
  try {
    const state = stamped(stamp, json);
    return state && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(state));
  } catch (error) {
    if (error instanceof SyntaxError && error.message === 'A state that is no JSON') return 'malformed';
    throw error;
  }
};

const scalars: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1.5,
  1e21,
  3e-7,
  '',
  'å😀',
  '\\"\n\u0001',
  '\ud800',
  'cursor',
];
const keys = ['cursor', 'user', 'a', '', '__proto__', 'anchor', '"', 'curso', 'cursors'];

const value = (random: Random, depth = 0): unknown => {
  const kind = random.below(depth > 3 ? 1 : 4);
  if (kind < 2) return random.of(scalars);
  const many = Array.from({ length: random.below(4) }, () => value(random, depth + 1));
  return kind === 2 ? many : Object.fromEntries(many.map((one) => [random.of(keys), one]));
};

const mutated = (json: string, random: Random): string => {
  const at = random.below(json.length + 1);
  const inserted = random.of([...'{}[],:"\\ eE+-.0159tfnul\t\n', '', '\\u00', '/*', "'", '\u0000', 'NaN', '1e5']);
  return json.slice(0, at) + inserted + json.slice(at + random.below(3));
};

test('(20) whatever the JSON, others are shown the cursor that it says, under the server’s stamp, or it is refused', () => {
  const random = seeded(1);
  let refused = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const spaces = random.of([0, 0, 1]);
    const honest = JSON.stringify(
      random.next() < 0.5 ? { cursor: value(random), user: value(random) } : value(random),
      null,
      spaces,
    );
    const bytes = Buffer.from(random.next() < 0.6 ? mutated(honest, random) : honest);
    const json = bytes.toString();
    const wanted = expected(json);
    if (wanted === 'malformed') refused += 1;
    expect([json, actual(bytes)]).toEqual([json, wanted]);
  }
  expect(refused).toBeGreaterThan(2000);
});

test('(20) a state that is too long, nests too deep or is no text is nobody’s or refused; a long cursor is none', () => {
  expect(actual(Buffer.from(JSON.stringify({ cursor: { a: 'x'.repeat(2000) } })))).toEqual({
    user: person,
    cursor: null,
  });
  expect(actual(Buffer.from(JSON.stringify({ evil: 'x'.repeat(20_000), cursor: {} })))).toBeNull();
  expect(actual(Buffer.from(`{"cursor":${'['.repeat(9000)}${']'.repeat(9000)}}`))).toBe('malformed');
  expect(actual(Buffer.from([...Buffer.from('{"cursor":{"a":"'), 0xff, ...Buffer.from('"}}')]))).toBe('malformed');
});
