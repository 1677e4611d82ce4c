/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { personColors } from '@samsyn/domain';
import { expect, it } from 'vitest';

it('every colour that the server gives to people has a token with the same light value', () => {
  const css = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8');
  const inTokens = personColors.map(
    (_, index) => new RegExp(`--person-${index + 1}: light-dark\\((#\\w+),`).exec(css)?.[1],
  );
  expect(inTokens).toEqual(personColors.map((color) => color.toLowerCase()));
});
