/** Warns, in the text's own flow, where a personnummer or samordningsnummer was written. */
import type { Plugin } from '@tiptap/pm/state';
import { Decoration } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';
import { make, spriteIcon } from '../views/dom.ts';
import { blockDecorations } from './blockDecorations.ts';

export type NumberKind = 'personnummer' | 'samordningsnummer';

const candidate = /(?<!\d)(?:(?:18|19|20)\d{2}|\d{2})(\d{2})(\d{2})[-+ ]?\d{3}\d(?!\d)/g;

/** The Luhn sum over the ten last digits (SKV 704). */
const hasChecksum = (digits: string): boolean => {
  const last = digits.slice(-10);
  let sum = 0;
  for (let index = 0; index < last.length; index += 1) {
    const value = Number(last[index]) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
};

/** @returns what kind of number stands in the words, null when none does; samordningsnummer add 60 to the day. */
export const numberIn = (words: string): NumberKind | null => {
  for (const match of words.matchAll(candidate)) {
    const month = Number(match[1]);
    const day = Number(match[2]);
    if (month < 1 || month > 12 || !hasChecksum(match[0].replaceAll(/\D/g, ''))) continue;
    if (day >= 1 && day <= 31) return 'personnummer';
    if (day >= 61 && day <= 91) return 'samordningsnummer';
  }
  return null;
};

export const personalNumberPlugin = (host: EditorHost): Plugin =>
  blockDecorations('personalNumbers', (block, pos) => {
    const kind = numberIn(block.textContent);
    if (kind === null) return null;
    const words = kind === 'personnummer' ? host.words.personalNumber : host.words.coordinationNumber;
    const line = (): HTMLElement =>
      make('div', 'text-warning', { contenteditable: 'false', role: 'alert' }, spriteIcon('warn'), words);
    return Decoration.widget(pos + block.nodeSize, line, { side: -1, key: kind, ignoreSelection: true });
  });
