/** The product's own elements: claims, and the citations that make their chain. */
import { mergeAttributes, Node } from '@tiptap/core';
import type { ReadElement } from './dom.ts';

const stored = (name: string, data: string) => ({
  default: null,
  parseHTML: (element: ReadElement) => element.getAttribute(data),
  renderHTML: (attributes: Record<string, unknown>) => {
    const value = attributes[name];
    return typeof value === 'string' && value !== '' ? { [data]: value } : {};
  },
});

export const Claim = Node.create({
  name: 'claim',
  group: 'block',
  content: 'block*',
  defining: true,
  addAttributes() {
    return {
      kind: stored('kind', 'data-kind'),
      priorityArea: stored('priorityArea', 'data-area'),
      owner: stored('owner', 'data-owner'),
      due: stored('due', 'data-due'),
      expectedEffect: stored('expectedEffect', 'data-effect'),
    };
  },
  parseHTML: () => [{ tag: 'section[data-claim]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', mergeAttributes(HTMLAttributes, { 'data-claim': '' }), 0],
});

export const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes() {
    return { targetType: stored('targetType', 'data-target-type'), targetId: stored('targetId', 'data-target') };
  },
  parseHTML: () => [{ tag: 'span[data-citation]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-citation': '' })],
  renderText: () => '',
});
