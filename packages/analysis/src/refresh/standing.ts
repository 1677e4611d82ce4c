/** The draft as it stands: its keyed blocks, wherever people have put them. */
import { attr, bodyOf, type DocNode, readElement } from '@samsyn/document';
import * as Y from 'yjs';
import { contentHash } from './content.ts';
import type { Memory } from './memory.ts';

export type Standing = {
  key: string;
  element: Y.XmlElement;
  node: DocNode;
  id: string;
  memory: Memory;
  /** a person changed its words */
  isEdited: boolean;
  /** key of the heading that it stands under, null at the top or inside something */
  under: string | null;
  /** key of the quotation above it under that heading, if any */
  lead: string | undefined;
};

const elementsIn = (parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] =>
  parent.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);

export const keyOf = (element: Y.XmlElement): string | null => element.getAttribute('key') ?? null;

/** Depth first: keyed elements with the heading and the quotation above them. */
const keyedIn = function* (
  parent: Y.XmlFragment | Y.XmlElement,
  known: ReadonlyMap<string, Memory>,
): Generator<{ element: Y.XmlElement; key: string } & Pick<Standing, 'under' | 'lead'>> {
  const isTop = !(parent instanceof Y.XmlElement);
  let under: string | null = null;
  let lead: string | undefined;
  for (const element of elementsIn(parent)) {
    const key = keyOf(element);
    const memory = key === null ? undefined : known.get(key);
    if (key !== null && memory) yield { element, key, under: isTop ? under : null, lead: isTop ? lead : undefined };
    if (element.nodeName === 'heading') [under, lead] = [key, undefined];
    if (key !== null && memory?.role === 'quote') lead = key;
    if (!memory) yield* keyedIn(element, known);
  }
};

/**
 * @returns the block of each key that stands in the body. Of several with one key (a person copied one) the first is the
 * block, unless a later one still says what was generated; the others are the person's own.
 */
export const readStanding = (doc: Y.Doc, memories: ReadonlyMap<string, Memory>): Map<string, Standing> => {
  const standing = new Map<string, Standing>();
  for (const { element, key, under, lead } of keyedIn(bodyOf(doc), memories)) {
    const memory = memories.get(key);
    if (!memory) continue;
    const node = readElement(element);
    const isEdited = contentHash(node) !== memory.content;
    const first = standing.get(key);
    if (first && (!first.isEdited || isEdited)) continue;
    standing.set(key, { key, element, node, id: attr(node, 'id') ?? '', memory, isEdited, under, lead });
  }
  return standing;
};
