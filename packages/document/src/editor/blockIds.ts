/** Ids for life: who makes a block gives it one. */
import { Extension } from '@tiptap/core';
import { elements } from '../schema.ts';
import type { ReadElement } from './dom.ts';

const carrying = (attribute: string): string[] =>
  Object.entries(elements)
    .filter(([, rule]) => Object.hasOwn(rule.attributes, attribute))
    .map(([name]) => name);

const attribute = (name: string, data: string) => ({
  [name]: {
    default: null,
    // the second half of a block that is split is another block
    keepOnSplit: false,
    parseHTML: (element: ReadElement) => element.getAttribute(data),
    renderHTML: (attributes: Record<string, unknown>) => {
      const value = attributes[name];
      return typeof value === 'string' && value !== '' ? { [data]: value } : {};
    },
  },
});

export const BlockIds = Extension.create({
  name: 'blockIds',
  addGlobalAttributes: () => [
    { types: carrying('id'), attributes: attribute('id', 'data-id') },
    { types: carrying('key'), attributes: attribute('key', 'data-key') },
  ],
});
