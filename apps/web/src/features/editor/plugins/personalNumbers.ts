/** Warns, in the text's own flow, where a personnummer or samordningsnummer was written. */
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';
import { make, spriteIcon } from '../views/dom.ts';

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

const known = new WeakMap<Node, NumberKind | null>();
const found = (node: Node): NumberKind | null => {
  const before = known.get(node);
  if (before !== undefined) return before;
  const kind = numberIn(node.textContent);
  known.set(node, kind);
  return kind;
};

const warnings = (doc: Node, host: EditorHost): DecorationSet => {
  const widgets: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const kind = found(node);
    if (kind === null) return false;
    const words = kind === 'personnummer' ? host.words.personalNumber : host.words.coordinationNumber;
    const line = (): HTMLElement =>
      make('div', 'text-warning', { contenteditable: 'false', role: 'alert' }, spriteIcon('warn'), words);
    widgets.push(Decoration.widget(pos + node.nodeSize, line, { side: -1, key: `${kind}`, ignoreSelection: true }));
    return false;
  });
  return DecorationSet.create(doc, widgets);
};

export const personalNumberPlugin = (host: EditorHost): Plugin<DecorationSet> => {
  const key = new PluginKey<DecorationSet>('personalNumbers');
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => warnings(state.doc, host),
      apply: (transaction, before) => (transaction.docChanged ? warnings(transaction.doc, host) : before),
    },
    props: { decorations: (state) => key.getState(state) },
  });
};
