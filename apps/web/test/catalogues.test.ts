import { expect, it } from 'vitest';

type Module = Record<string, unknown>;
const swedish = import.meta.glob<Module>(['../src/text/sv.ts', '../src/features/*/text/sv.ts'], { eager: true });
const english = import.meta.glob<Module>(['../src/text/en.ts', '../src/features/*/text/en.ts'], { eager: true });

/** Every word's place and kind, "account.themes.light: string". */
const places = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => places(inner, path === '' ? key : `${path}.${key}`))
    : [`${path}: ${typeof value}`];

const pairs = Object.entries(swedish).map(([path, module]) => ({
  path,
  sv: module.sv,
  en: english[path.replace('sv.ts', 'en.ts')]?.en,
}));

it('there are catalogues to compare', () => {
  expect(pairs.length).toBeGreaterThan(8);
});

it.each(pairs)('$path has the same words in both languages', ({ sv, en }) => {
  expect(places(en).toSorted()).toEqual(places(sv).toSorted());
});

it.each(pairs)('no word of $path is empty', ({ sv, en }) => {
  const words = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(words)
        : [];
  expect([...words(sv), ...words(en)].filter((word) => word.trim() === '')).toEqual([]);
});
