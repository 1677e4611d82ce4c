/** What counts as a block's content: words, marks and citations. Ids and comments do not: they change nothing that is said. */
import { childrenOf, type DocMark, type DocNode, hasMark, textOf, walk } from '@samsyn/document';

/** The account that open suggestions of a refresh carry. */
export const suggester = 'samsyn';

/** 53 bits of a text (cyrb53): tells apart what a draft remembers; not for secrets. */
export const hashOf = (text: string): string => {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
};

const isOwnMark = (mark: DocMark): boolean => mark.type === 'insertion' && mark.attrs?.['userId'] === suggester;

/** @returns whether the block is a suggestion of a refresh that nobody has taken, rejected or written into. */
export const isOpenOffer = (node: DocNode): boolean =>
  node.type === 'paragraph' &&
  childrenOf(node).length > 0 &&
  childrenOf(node).every((child) => child.type === 'text' && (child.marks?.some(isOwnMark) ?? false));

const sorted = (record: Record<string, unknown>): [string, unknown][] =>
  Object.entries(record)
    .filter(([name, value]) => name !== 'id' && name !== 'key' && value !== null && value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

const marksOf = (node: DocNode): [string, [string, unknown][]][] =>
  (node.marks ?? [])
    .filter(({ type }) => type !== 'comment')
    .map(({ type, attrs }): [string, [string, unknown][]] => [type, sorted(attrs ?? {})])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

type Shape = [type: string, attrs: [string, unknown][], content: (Shape | [text: string, marks: unknown])[]];

const shapeOf = (node: DocNode): Shape => {
  const content: Shape[2] = [];
  for (const child of childrenOf(node)) {
    if (child.type !== 'text') {
      if (!isOpenOffer(child)) content.push(shapeOf(child));
      continue;
    }
    if (!child.text) continue;
    const marks = JSON.stringify(marksOf(child));
    const last = content.at(-1);
    if (last?.length === 2 && last[1] === marks) last[0] += child.text;
    else content.push([child.text, marks]);
  }
  return [node.type, node.type === 'text' ? [] : sorted(node.attrs ?? {}), content];
};

/** @returns one text for a node's type, attributes and content; equal for nodes that say the same. */
export const signature = (node: DocNode): string => JSON.stringify(shapeOf(node));

/** @returns a hash of the content of a block; open offers aside, its own attributes too. */
export const contentHash = (node: DocNode): string => hashOf(JSON.stringify(shapeOf(node)[2]));

/** @returns the words of each paragraph in the block, open offers aside. */
export const paragraphsIn = (node: DocNode): string[] => {
  const found: string[] = [];
  walk(node, (current) => {
    if (isOpenOffer(current)) return false;
    if (current.type === 'paragraph' && textOf(current) !== '') found.push(textOf(current));
    return true;
  });
  return found;
};

/** @returns the words that stand in the node, without any open suggestion to insert. */
export const standingWords = (node: DocNode): string => {
  if (hasMark(node, 'insertion')) return '';
  return textOf({ ...node, content: childrenOf(node).filter((child) => !isOpenOffer(child)) });
};
