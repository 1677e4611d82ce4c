/** The demo's content as the documents that the editor would have made. */
import type { DemoBlock, DemoInline } from '@samsyn/demo';
import { type DocNode, withIds } from '@samsyn/document';

/** Gives the store's id for what a citation names: `claim:KEY`, `evidence:KEY`, `reference:KEY`. */
export type Resolve = (kind: string, key: string) => string;

const inline = (part: DemoInline, resolve: Resolve): DocNode => {
  if (typeof part === 'string') return { type: 'text', text: part };
  if ('cite' in part) {
    const [targetType = '', key = ''] = part.cite.split(/:(.*)/s);
    return { type: 'citation', attrs: { targetType, targetId: resolve(targetType, key) } };
  }
  const marks = [...(part.bold ? [{ type: 'bold' }] : []), ...(part.italic ? [{ type: 'italic' }] : [])];
  return { type: 'text', text: part.text, ...(marks.length > 0 && { marks }) };
};

const paragraphOf = (parts: readonly DemoInline[], resolve: Resolve): DocNode => ({
  type: 'paragraph',
  content: parts.map((part) => inline(part, resolve)),
});

const cell = (type: 'tableHeader' | 'tableCell', words: string): DocNode => ({
  type,
  content: [{ type: 'paragraph', ...(words !== '' && { content: [{ type: 'text', text: words }] }) }],
});
const row = (type: 'tableHeader' | 'tableCell', words: readonly string[]): DocNode => ({
  type: 'tableRow',
  content: words.map((one) => cell(type, one)),
});

const block = (source: DemoBlock, resolve: Resolve): DocNode => {
  switch (source.type) {
    case 'heading':
      return { type: 'heading', attrs: { level: source.level }, content: [{ type: 'text', text: source.text }] };
    case 'paragraph':
      return paragraphOf(source.content, resolve);
    case 'bulletList':
      return {
        type: 'bulletList',
        content: source.items.map((item) => ({ type: 'listItem', content: [paragraphOf(item, resolve)] })),
      };
    case 'table':
      return {
        type: 'table',
        content: [row('tableHeader', source.header), ...source.rows.map((cells) => row('tableCell', cells))],
      };
    case 'claim': {
      const { key, kind, priorityArea, owner, due, expectedEffect } = source;
      return {
        type: 'claim',
        attrs: { id: resolve('claim', key), kind, priorityArea, owner, due, expectedEffect },
        content: source.paragraphs.map((paragraph) => paragraphOf(paragraph, resolve)),
      };
    }
  }
};

/** @returns the blocks as document JSON, every block with its id. @throws when a citation names what is not there. */
export const toBlocks = (blocks: readonly DemoBlock[], resolve: Resolve): DocNode[] =>
  blocks.map((one) => withIds(block(one, resolve)));
