/** What must never go from a note or evidence into a draft, an export or the public page. */
import { attr, type DocNode, textOf, walk } from '@samsyn/document';
import type { FindingKind } from '@samsyn/domain';
import { findPersonalNumbers } from './personalNumbers.ts';
import { findSmallGroups } from './smallGroups.ts';
import { smallCells, tableOf } from './tables.ts';
import type { Protected } from './types.ts';

export type ProtectOptions = {
  /** results of groups smaller than this are protected (a municipality's setting, usually 10) */
  smallGroupLimit: number;
};

/** @returns where in the text something protected stands, in reading order. */
export const findProtected = (text: string, { smallGroupLimit }: ProtectOptions): Protected[] => {
  const numbers = findPersonalNumbers(text);
  const groups = findSmallGroups(text, smallGroupLimit).filter(
    ({ start, end }) => !numbers.some((one) => start < one.end && one.start < end),
  );
  return [...numbers, ...groups].toSorted((a, b) => a.start - b.start);
};

/** @returns which kinds of protected things stand in a block, its tables and its commitments (owner, effect) included. */
export const protectedKindsIn = (node: DocNode, options: ProtectOptions): Set<FindingKind> => {
  const found = new Set<FindingKind>();
  const look = (text: string): void => {
    for (const { kind } of findProtected(text, options)) found.add(kind);
  };
  look(textOf(node));
  walk(node, (current) => {
    for (const name of ['owner', 'expectedEffect', 'alt', 'title', 'href']) {
      const value = current.attrs?.[name];
      if (typeof value === 'string') look(value);
    }
    for (const mark of current.marks ?? []) {
      const href = mark.attrs?.['href'];
      if (typeof href === 'string') look(href);
    }
    if (current.type === 'table' && smallCells(tableOf(current), options.smallGroupLimit).length > 0)
      found.add('smallGroup');
  });
  return found;
};

/** @returns the blocks of a document that hold something protected, by id, each with what it is. */
export const protectedBlocksIn = (
  body: DocNode,
  options: ProtectOptions,
): { blockId: string; kinds: Set<FindingKind> }[] => {
  const found: { blockId: string; kinds: Set<FindingKind> }[] = [];
  walk(body, (node) => {
    if (!['claim', 'paragraph', 'heading', 'table', 'image'].includes(node.type)) return true;
    const kinds = protectedKindsIn(node, options);
    if (kinds.size > 0) found.push({ blockId: attr(node, 'id') ?? '', kinds });
    return node.type === 'table';
  });
  return found;
};
