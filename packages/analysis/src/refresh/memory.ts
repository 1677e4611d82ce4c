/**
 * What a draft remembers of its generated blocks, in the root map `draft` of its own Y.Doc: written in the same
 * transaction as the text. It holds hashes, never words: what a person deletes is not kept here for readers to find.
 */
import * as Y from 'yjs';
import { draftRoot } from '@samsyn/document';
import type { SourceRef } from '../types.ts';

/** claim: carries claims. quote: repeats a claim's words elsewhere. listed: names evidence or research. */
export const blockRoles = ['heading', 'claim', 'quote', 'listed'] as const;
export type BlockRole = (typeof blockRoles)[number];

export type Memory = {
  role: BlockRole;
  /** counts up: the older of two blocks survives when their sources join */
  born: number;
  /** key of the heading that the block was put under; its own for a heading */
  part: string;
  /** key of the quotation that the block was put under, if any */
  lead?: string;
  /** the claims whose words it carries, the founding one first */
  sources: SourceRef[];
  /** claims that it carried and that are gone: should they come back, they come back here */
  lost: SourceRef[];
  /** hash of the content as last written by a refresh */
  content: string;
  /** hashes of its paragraphs' words */
  paragraphs: string[];
  /** the attributes as last written by a refresh */
  attributes: Record<string, string>;
  /** hashes of the words that were offered as a suggestion: never twice */
  offered: string[];
  /** a person deleted the block: it stays away */
  deleted: boolean;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const sourcesOf = (value: unknown): SourceRef[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown): SourceRef[] => {
    if (!isRecord(one)) return [];
    const { seminarId, documentId, blockId } = one;
    if (typeof seminarId !== 'string' || typeof documentId !== 'string' || typeof blockId !== 'string') return [];
    return [{ seminarId, documentId, blockId }];
  });

const memoryOf = (value: unknown): Memory | null => {
  if (!isRecord(value)) return null;
  const role = blockRoles.find((one) => one === value['role']);
  if (!role) return null;
  const text = (name: string): string => (typeof value[name] === 'string' ? value[name] : '');
  const attributes = isRecord(value['attributes']) ? Object.entries(value['attributes']) : [];
  return {
    role,
    born: typeof value['born'] === 'number' ? value['born'] : 0,
    part: text('part'),
    ...(text('lead') !== '' && { lead: text('lead') }),
    sources: sourcesOf(value['sources']),
    lost: sourcesOf(value['lost']),
    content: text('content'),
    paragraphs: textsOf(value['paragraphs']),
    attributes: Object.fromEntries(
      attributes.flatMap(([name, one]) => (typeof one === 'string' ? [[name, one] as const] : [])),
    ),
    offered: textsOf(value['offered']),
    deleted: value['deleted'] === true,
  };
};

const rootOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap<unknown>(draftRoot);

/** @returns everything remembered, by key. */
export const readMemory = (doc: Y.Doc): Map<string, Memory> => {
  const memories = new Map<string, Memory>();
  for (const [key, value] of rootOf(doc)) {
    const memory = memoryOf(value);
    if (memory) memories.set(key, memory);
  }
  return memories;
};

/** Members in one order, so that equal memories are equal texts. */
const plain = (memory: Memory): Memory => ({
  role: memory.role,
  born: memory.born,
  part: memory.part,
  ...(memory.lead !== undefined && { lead: memory.lead }),
  sources: memory.sources.map(({ seminarId, documentId, blockId }) => ({ seminarId, documentId, blockId })),
  lost: memory.lost.map(({ seminarId, documentId, blockId }) => ({ seminarId, documentId, blockId })),
  content: memory.content,
  paragraphs: memory.paragraphs,
  attributes: Object.fromEntries(Object.entries(memory.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  offered: memory.offered,
  deleted: memory.deleted,
});

/** Writes what changed, forgets what is not there any more. */
export const writeMemory = (doc: Y.Doc, memories: ReadonlyMap<string, Memory>): void => {
  const root = rootOf(doc);
  for (const key of root.keys()) if (!memories.has(key)) root.delete(key);
  const before = readMemory(doc);
  for (const [key, memory] of memories) {
    const now = plain(memory);
    const known = before.get(key);
    if (!known || JSON.stringify(plain(known)) !== JSON.stringify(now)) root.set(key, now);
  }
};

/** What a draft remembers, for carrying it over into a copy of the draft (the next version's document). */
export type DraftMemory = readonly (readonly [key: string, memory: Memory])[];

export const readDraftMemory = (doc: Y.Doc): DraftMemory => [...readMemory(doc)];

/** The copy holds the same blocks with the same keys; the caller wraps it in one transaction. */
export const writeDraftMemory = (doc: Y.Doc, memory: DraftMemory): void => writeMemory(doc, new Map(memory));
