/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';
/** Every colour token with its two values, as the stylesheet has them. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
/** Relative luminance as WCAG 2 defines it. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (first: string, second: string): number => {
  const [bright = 0, dim = 0] = [luminance(first), luminance(second)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
};
const value = (name: string, theme: Theme): string => {
  const color = tokens.get(name)?.[theme];
  if (color === undefined) throw new Error(`no token --${name}`);
  return color;
};

const grounds = ['ground', 'paper'];
const people = Array.from({ length: 12 }, (_, index) => `person-${index + 1}`);

/** Words on what they stand on: at least 4.5:1 (WCAG 2.2, 1.4.3). */
const text: [string, string][] = [
  ...['ink', 'quiet', 'spruce', 'spruce-strong', 'thread', 'warn', 'error', 'ok'].flatMap((word) =>
    grounds.map((ground): [string, string] => [word, ground]),
  ),
  ['ink', 'sunk'],
  ['quiet', 'sunk'],
  ['ink', 'spruce-ground'],
  ['spruce', 'spruce-ground'],
  ['thread', 'thread-ground'],
  ['ink', 'thread-ground'],
  ['warn', 'warn-ground'],
  ['ink', 'warn-ground'],
  ['error', 'error-ground'],
  ['ink', 'error-ground'],
  ['ink', 'ok-ground'],
  ['ok', 'ok-ground'],
  ['on-spruce', 'spruce'],
  ['on-spruce', 'spruce-strong'],
  ['on-error', 'error'],
  ['ground', 'ink'],
  ...people.flatMap((person): [string, string][] => [
    ['on-person', person],
    [person, 'paper'],
  ]),
];

/** Edges of controls and lines that say something: at least 3:1 (1.4.11). */
const parts = ['line-strong', 'spruce', 'thread', 'error'].flatMap((part) =>
  [...grounds, 'sunk'].map((ground): [string, string] => [part, ground]),
);

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(text)('%s can be read on %s', (word, ground) => {
    expect(contrast(value(word, theme), value(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(parts)('%s can be told from %s', (part, ground) => {
    expect(contrast(value(part, theme), value(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

it('both themes carry the main text alike', () => {
  const [light, dark] = (['light', 'dark'] as const).map((theme) =>
    contrast(value('ink', theme), value('paper', theme)),
  );
  expect(Math.min(light ?? 0, dark ?? 0)).toBeGreaterThanOrEqual(11);
});
