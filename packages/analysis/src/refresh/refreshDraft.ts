/** Notes in, draft out: the seven steps, written into the draft's own document. */
import { attr, childrenOf, type DocNode, readBody, textOf } from '@samsyn/document';
import type { DraftCounts, DraftLists, LeftOut } from '@samsyn/domain';
import type * as Y from 'yjs';
import { type Collected, collect, type Source } from '../draft/collect.ts';
import { compose } from '../draft/compose.ts';
import { contradictions, opposites } from '../draft/contradictions.ts';
import { gaps } from '../draft/gaps.ts';
import { chainOf, proposedLinks } from '../draft/links.ts';
import { listed, listHeadings } from '../draft/listed.ts';
import { quotationsOf } from '../draft/quotations.ts';
import { rank } from '../draft/rank.ts';
import { carriedBy, select } from '../draft/select.ts';
import { makeUnits, type Unit } from '../draft/units.ts';
import { findProtected } from '../protect/find.ts';
import type { DraftInput, Told } from '../types.ts';
import { type Outcome, Refresh } from './apply.ts';
import { type Memory, readMemory, writeMemory } from './memory.ts';
import { readStanding } from './standing.ts';

/** Beside each gap, proposed link and contradiction: the documents it stems from, in the same order. */
export type ListOrigins = { gaps: string[][]; proposedLinks: string[][]; contradictions: string[][] };

export type DraftResult = { counts: DraftCounts; lists: DraftLists; origins: ListOrigins };

const leave = (source: Source, reason: LeftOut['reason']): LeftOut => ({
  documentId: source.at.documentId,
  blockId: source.at.blockId,
  text: source.claim.text,
  reason,
});

const leftOutOf = (
  collected: Collected,
  deleted: readonly Source[],
  units: readonly Unit[],
  chosen: Set<Unit>,
): LeftOut[] => [
  ...collected.protectedClaims.map(({ documentId, blockId }): LeftOut => ({
    documentId,
    blockId,
    reason: 'protected',
  })),
  ...deleted.map((source) => leave(source, 'deleted')),
  ...units.flatMap((unit) =>
    chosen.has(unit)
      ? carriedBy(unit).left.map((source) => leave(source, 'duplicate'))
      : unit.sources.map((source) => leave(source, 'budget')),
  ),
];

const isSupported = (memory: Memory): boolean => memory.role !== 'claim' || memory.sources.length > 0;

/** Blocks with words that no claim stands behind: what people wrote, and what is left when a source went. */
const unsupportedIn = (body: DocNode, memories: ReadonlyMap<string, Memory>): number => {
  const count = (nodes: readonly DocNode[]): number =>
    nodes.reduce((sum, node) => {
      if (node.type === 'heading' || textOf(node) === '') return sum;
      const memory = memories.get(attr(node, 'key') ?? '');
      if (memory) return sum + (isSupported(memory) ? 0 : 1);
      return sum + (node.type === 'claim' || node.type === 'paragraph' ? 1 : count(childrenOf(node)));
    }, 0);
  return count(childrenOf(body));
};

const countsOf = (outcomes: ReadonlyMap<string, Outcome>, body: DocNode, memories: ReadonlyMap<string, Memory>) => {
  const number = (outcome: Outcome): number => [...outcomes.values()].filter((one) => one === outcome).length;
  return {
    sections: childrenOf(body).filter(
      (node) => node.type === 'heading' && node.attrs?.['level'] === 2 && memories.has(attr(node, 'key') ?? ''),
    ).length,
    added: number('added'),
    updated: number('updated'),
    removed: number('removed'),
    kept: number('kept'),
    conflicts: number('conflict'),
    unsupported: unsupportedIn(body, memories),
  };
};

const toldIn = <T>(all: readonly Told<T>[]): T[] => all.map(({ told }) => told);
const originsIn = (all: readonly Told<unknown>[]): string[][] => all.map(({ documentIds }) => documentIds);

/** Whether a key is of the lists of what the draft cites: they are made last, of what the draft then cites. */
const isList = (key: string): boolean => /^section\/(?:evidence|references)(?:\/|$)/.test(key);

/**
 * Makes or refreshes the draft in `doc`, which holds its body and what was remembered of it.
 * The caller wraps it in one transaction. Headings, quotes (summary, differences, last round's actions) and the lists of
 * sources follow the blocks that carry claims; `counts` tells of the latter, `sections` aside.
 */
export const refreshDraft = (doc: Y.Doc, input: DraftInput): DraftResult => {
  const collected = collect(input);
  const chain = chainOf(collected, input);
  const scores = rank(collected, chain);
  const opposed = opposites(collected, input);
  const quotations = quotationsOf(input);

  const memories = readMemory(doc);
  const standing = readStanding(doc, memories);
  const { units, deleted } = makeUnits(collected.sources, { memories, standing, scores });
  const chosen = select(units, scores, chain, quotations);
  const fitting = units.filter((unit) => chosen.has(unit));
  const blocks = compose({ input, chain, scores, opposites: opposed, quotations, units: fitting });

  const refresh = new Refresh(doc, memories, standing, input.at);
  const removed = refresh.removeAllBut(blocks, isList);
  const written = refresh.write(blocks, [...blocks, ...listHeadings()]);
  const lists = listed(readBody(doc), input);
  refresh.removeAllBut([...blocks, ...lists], (key) => !isList(key));
  refresh.write([...blocks, ...lists].filter(({ key }) => isList(key)));
  refresh.removeBareHeadings([...blocks, ...lists]);
  writeMemory(doc, refresh.memories);

  const isClaim = (key: string): boolean => (refresh.memories.get(key) ?? memories.get(key))?.role === 'claim';
  const outcomes = new Map([...removed, ...written].filter(([key]) => isClaim(key)));
  const isShown = (text: string): boolean => findProtected(text, input).length === 0;
  const told = {
    gaps: gaps(collected, chain, input, isShown),
    proposedLinks: proposedLinks(collected, chain, input),
    contradictions: contradictions(opposed),
  };
  return {
    counts: countsOf(outcomes, readBody(doc), refresh.memories),
    lists: {
      gaps: toldIn(told.gaps),
      unmarked: collected.unmarked,
      leftOut: leftOutOf(collected, deleted, units, chosen),
      findings: collected.findings,
      proposedLinks: toldIn(told.proposedLinks),
      contradictions: toldIn(told.contradictions),
    },
    origins: {
      gaps: originsIn(told.gaps),
      proposedLinks: originsIn(told.proposedLinks),
      contradictions: originsIn(told.contradictions),
    },
  };
};
