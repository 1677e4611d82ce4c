/** Where the words of a draft come from: read from what the draft remembers of its blocks. */
import { attr, bodyOf, readElement, rejectSuggestions, textOf } from '@samsyn/document';
import * as Y from 'yjs';
import type { SourceRef } from '../types.ts';
import { readMemory } from './memory.ts';
import { keyOf } from './standing.ts';

export type DraftProvenance = { draftBlockId: string; text: string; sources: SourceRef[] };

/**
 * @returns one item for each block of the draft that carries words of notes, in reading order; `text` reads open
 * suggestions as rejected.
 */
export const provenanceOf = (doc: Y.Doc): DraftProvenance[] => {
  const memories = readMemory(doc);
  const itemsIn = (parent: Y.XmlFragment | Y.XmlElement): DraftProvenance[] =>
    parent.toArray().flatMap((child): DraftProvenance[] => {
      if (!(child instanceof Y.XmlElement)) return [];
      const memory = memories.get(keyOf(child) ?? '');
      if (!memory) return itemsIn(child);
      const node = readElement(child);
      const text = textOf(rejectSuggestions(node));
      if (memory.sources.length === 0 || text === '') return [];
      return [{ draftBlockId: attr(node, 'id') ?? '', text, sources: memory.sources }];
    });
  return itemsIn(bodyOf(doc));
};
