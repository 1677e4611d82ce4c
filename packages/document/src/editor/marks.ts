/** Suggestions and comments: marks that stand in the text, and are read out as such. */
import { Mark, mergeAttributes } from '@tiptap/core';
import type { ReadElement } from './dom.ts';

const stored = (data: string) => ({
  default: null,
  parseHTML: (element: ReadElement) => element.getAttribute(data),
});
const hidden = { default: null, rendered: false };
const suggestion = () => ({ id: { ...stored('data-suggestion'), rendered: false }, userId: hidden, at: hidden });

export const Insertion = Mark.create({
  name: 'insertion',
  inclusive: false,
  addAttributes: suggestion,
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['ins', mergeAttributes(HTMLAttributes, { 'data-suggestion': '' }), 0],
});

export const Deletion = Mark.create({
  name: 'deletion',
  inclusive: false,
  addAttributes: suggestion,
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['del', mergeAttributes(HTMLAttributes, { 'data-suggestion': '' }), 0],
});

export const Modification = Mark.create({
  name: 'modification',
  inclusive: false,
  addAttributes() {
    return { ...suggestion(), type: hidden, attrName: hidden, previousValue: hidden, newValue: hidden };
  },
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-modification': '' }), 0],
});

/** Several threads may lie on the same words. */
export const Comment = Mark.create({
  name: 'comment',
  inclusive: false,
  excludes: '',
  addAttributes: () => ({ id: { ...stored('data-comment'), rendered: false } }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-comment': '' }), 0],
});
