/** A document as plain JSON, shaped as the editor shapes it: what is summarised, exported and archived. */
export type DocMark = { type: string; attrs?: Record<string, unknown> };
export type DocNode = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocNode[];
  text?: string;
  marks?: DocMark[];
};

export const childrenOf = (node: DocNode): readonly DocNode[] => node.content ?? [];

/** @returns the attribute when it is a text with something in it, else null. */
export const attr = (node: DocNode, name: string): string | null => {
  const value = node.attrs?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const hasMark = (node: DocNode, ...types: string[]): boolean =>
  node.marks?.some((mark) => types.includes(mark.type)) ?? false;

/** Depth first, parents before children; a visitor that answers false keeps the walk out of that node. */
export const walk = (node: DocNode, visit: (node: DocNode, ancestors: readonly DocNode[]) => boolean | void): void => {
  const step = (current: DocNode, ancestors: readonly DocNode[]): void => {
    if (visit(current, ancestors) === false) return;
    const deeper = [...ancestors, current];
    for (const child of childrenOf(current)) step(child, deeper);
  };
  step(node, []);
};

const textBlocks = new Set(['paragraph', 'heading']);

/** @returns the words of a node: blocks on lines of their own, citations and pictures left out, blanks at the ends cut. */
export const textOf = (node: DocNode): string => {
  let words = '';
  walk(node, (current) => {
    if (current.type === 'text') words += current.text ?? '';
    else if (current.type === 'hardBreak') words += '\n';
    else if (textBlocks.has(current.type) && words !== '') words += '\n';
  });
  return words.replace(/[ \t]+\n/g, '\n').trim();
};

/** A copy of the tree without the nodes for which `keep` says no, their children included. */
export const filterNodes = (node: DocNode, keep: (node: DocNode) => boolean): DocNode => {
  if (!node.content) return node;
  return { ...node, content: node.content.filter(keep).map((child) => filterNodes(child, keep)) };
};

const withoutMarks = (node: DocNode, types: readonly string[]): DocNode => {
  const { marks, content, ...rest } = node;
  const kept = marks?.filter((mark) => !types.includes(mark.type));
  return {
    ...rest,
    ...(kept && kept.length > 0 && { marks: kept }),
    ...(content && { content: content.map((child) => withoutMarks(child, types)) }),
  };
};

/**
 * Open suggestions read as rejected: what was suggested to come in is gone, what was suggested to go stays, and text
 * blocks that held nothing but a suggestion go with it. Comment marks go too. Reports and presentations read this.
 */
export const rejectSuggestions = (node: DocNode): DocNode => {
  const isSuggested = (one: DocNode): boolean =>
    hasMark(one, 'insertion') ||
    (textBlocks.has(one.type) &&
      childrenOf(one).length > 0 &&
      childrenOf(one).every((child) => hasMark(child, 'insertion')));
  const kept = filterNodes(node, (one) => !isSuggested(one));
  return withoutMarks(kept, ['insertion', 'deletion', 'modification', 'comment']);
};

export const paragraph = (text: string, attrs?: Record<string, unknown>): DocNode => ({
  type: 'paragraph',
  ...(attrs && { attrs }),
  ...(text !== '' && { content: [{ type: 'text', text }] }),
});
export const heading = (level: number, text: string, attrs: Record<string, unknown> = {}): DocNode => ({
  type: 'heading',
  attrs: { ...attrs, level },
  content: [{ type: 'text', text }],
});
