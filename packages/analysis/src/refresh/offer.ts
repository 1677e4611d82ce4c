/** Both a person and the source changed a block: the source's new words stand beside the person's, as an open suggestion. */
import { type DocNode, newId, readElement, toElement } from '@samsyn/document';
import * as Y from 'yjs';
import { hashOf, isOpenOffer, paragraphsIn, suggester } from './content.ts';
import type { Memory } from './memory.ts';

const offersIn = (claim: Y.XmlElement): number[] =>
  claim
    .toArray()
    .flatMap((child, index) => (child instanceof Y.XmlElement && isOpenOffer(readElement(child)) ? [index] : []));

/** @returns whether a suggestion of a refresh is open in the block. */
export const hasOpenOffer = (claim: Y.XmlElement): boolean => offersIn(claim).length > 0;

/** Takes back suggestions that nobody has answered. */
export const withdrawOffers = (claim: Y.XmlElement): void => {
  for (const index of offersIn(claim).toReversed()) claim.delete(index, 1);
};

/** @returns the words of the source that neither were generated before nor stand in the block. */
const newWords = (wanted: DocNode, current: DocNode, memory: Memory): string[] => {
  const standing = new Set(paragraphsIn(current));
  return paragraphsIn(wanted).filter((words) => !memory.paragraphs.includes(hashOf(words)) && !standing.has(words));
};

/**
 * Offers the source's new words, once. An older offer that is still open makes way for the newer.
 * @returns the memory, with what was offered.
 */
export const offer = (claim: Y.XmlElement, wanted: DocNode, memory: Memory, at: string | undefined): Memory => {
  const words = newWords(wanted, readElement(claim), memory);
  const hash = hashOf(words.join('\n'));
  if (words.length === 0 || memory.offered.includes(hash)) return memory;
  withdrawOffers(claim);
  const attrs = { id: newId(), userId: suggester, ...(at !== undefined && { at }) };
  const paragraphs = words.map((text) =>
    toElement({
      type: 'paragraph',
      attrs: { id: newId() },
      content: [{ type: 'text', text, marks: [{ type: 'insertion', attrs }] }],
    }),
  );
  claim.insert(claim.length, paragraphs);
  return { ...memory, offered: [...memory.offered, hash] };
};
