/** Step 1: every claim of the round's notes, and every paragraph that is none. Nothing written is dropped in silence. */
import { attr, childrenOf, type Claim, claimOf, type DocNode, rejectSuggestions, textOf, walk } from '@samsyn/document';
import type { Finding, Unmarked } from '@samsyn/domain';
import { findPersonalNumbers } from '../protect/personalNumbers.ts';
import { protectedKindsIn } from '../protect/find.ts';
import { smallCells, tableId, tableOf } from '../protect/tables.ts';
import { countWords, forgetStems, sameWords } from '../swedish/words.ts';
import { type Place, placeOf } from '../template.ts';
import type { DraftInput, DraftNote, SourceRef } from '../types.ts';
import { suggestKind } from './suggestKind.ts';

/** A claim of a note with what the later steps ask of it. */
export type Source = {
  /** of document and claim: a claim that was pasted into another note keeps its id */
  ref: string;
  at: SourceRef;
  claim: Claim;
  group: string;
  /** place in reading order over all notes */
  order: number;
  place: Place;
  /** its blocks as they go into a draft: no ids, no suggestions, no comments */
  content: DocNode[];
  /** how many words that is */
  length: number;
  /** for telling word-for-word duplicates: kind, place and words */
  sameness: string;
  /** the claim that stands right above it, with no heading in between */
  above: Source | null;
};

export type Collected = {
  /** in reading order, the notes by time */
  sources: Source[];
  /** claims that hold something protected: told, never drafted */
  protectedClaims: SourceRef[];
  unmarked: Unmarked[];
  findings: Finding[];
};

export const refKey = ({ documentId, blockId }: SourceRef): string => `${documentId}/${blockId}`;

const isKept = (block: DocNode): boolean => block.type !== 'paragraph' || childrenOf(block).length > 0;

/** A claim's blocks as they go into a draft. Headings would break the draft's sections, claims its blocks: both unwrap. */
const contentOf = (blocks: readonly DocNode[]): DocNode[] =>
  blocks.flatMap((block): DocNode[] => {
    if (block.type === 'claim') return contentOf(childrenOf(block));
    const { id: _id, key: _key, level: _level, ...others } = block.attrs ?? {};
    const isHeading = block.type === 'heading';
    const attrs = isHeading || block.type === 'paragraph' ? {} : others;
    const inner =
      block.type === 'paragraph' || isHeading || block.type === 'citation'
        ? childrenOf(block)
        : contentOf(childrenOf(block));
    const made: DocNode = {
      ...block,
      type: isHeading ? 'paragraph' : block.type,
      ...(block.content && { content: [...inner] }),
    };
    delete made.attrs;
    if (Object.keys(attrs).length > 0) made.attrs = attrs;
    return [made];
  });

const byTime = (one: DraftNote, other: DraftNote): number =>
  one.startsAt.localeCompare(other.startsAt) || one.documentId.localeCompare(other.documentId);

/** Reads one note into the collection. */
const collectNote = (note: DraftNote, input: DraftInput, into: Collected): void => {
  const { seminarId, documentId, group } = note;
  const options = { smallGroupLimit: input.smallGroupLimit };
  let above: Source | null = null;

  const tell = (kinds: Iterable<Finding['kind']>, blockId: string): void => {
    for (const kind of kinds) into.findings.push({ kind, documentId, blockId });
  };
  const collectClaim = (claim: Claim): void => {
    const at = { seminarId, documentId, blockId: claim.id };
    const found = protectedKindsIn(claim.node, options);
    if (found.size > 0) {
      tell(found, claim.id);
      into.protectedClaims.push(at);
      return;
    }
    const place = placeOf(claim.kind, claim.priorityArea, input.areas);
    const source: Source = {
      ref: refKey(at),
      at,
      claim,
      group,
      order: into.sources.length,
      place,
      content: contentOf(childrenOf(claim.node)).filter(isKept),
      length: countWords(claim.text),
      sameness: `${place.part}\n${sameWords(claim.text)}`,
      above,
    };
    into.sources.push(source);
    above = source;
  };

  walk(rejectSuggestions(note.body), (node, ancestors) => {
    const claim = claimOf(node);
    if (claim) {
      collectClaim(claim);
      return false;
    }
    if (node.type === 'heading') {
      above = null;
      tell(new Set(findPersonalNumbers(textOf(node)).map(({ kind }) => kind)), attr(node, 'id') ?? '');
    }
    if (node.type === 'table' && smallCells(tableOf(node), options.smallGroupLimit).length > 0) {
      tell(['smallGroup'], tableId(node));
    }
    const text = node.type === 'paragraph' ? textOf(node) : '';
    const blockId = attr(node, 'id');
    if (text === '' || blockId === null) return true;
    const kinds = protectedKindsIn(node, options);
    tell(kinds, blockId);
    const isSmallTable = ancestors.some(
      (one) => one.type === 'table' && smallCells(tableOf(one), options.smallGroupLimit).length > 0,
    );
    const isHidden = kinds.size > 0 || isSmallTable;
    into.unmarked.push({ documentId, blockId, ...(!isHidden && { text }), suggestedKind: suggestKind(text) });
    return true;
  });
};

/** What the cited evidence holds that must not be shown. Its findings name the evidence as document and as block. */
const collectEvidence = (input: DraftInput, into: Collected): void => {
  for (const [id, { title, text, table }] of input.evidence) {
    const kinds = new Set<Finding['kind']>();
    const cells = table ? [...table.columns.map(({ name }) => name), ...table.rows.flat()] : [];
    for (const part of [title, text ?? '', ...cells.filter((cell) => cell !== null)]) {
      const node: DocNode = { type: 'paragraph', content: [{ type: 'text', text: String(part) }] };
      for (const kind of protectedKindsIn(node, { smallGroupLimit: input.smallGroupLimit })) kinds.add(kind);
    }
    if (table && smallCells(table, input.smallGroupLimit).length > 0) kinds.add('smallGroup');
    for (const kind of kinds) into.findings.push({ kind, documentId: id, blockId: id });
  }
};

export const collect = (input: DraftInput): Collected => {
  forgetStems();
  const collected: Collected = { sources: [], protectedClaims: [], unmarked: [], findings: [] };
  for (const note of [...input.notes].toSorted(byTime)) collectNote(note, input, collected);
  collectEvidence(input, collected);
  return collected;
};

/** @returns what is protected in the notes and in the evidence, without making a draft. */
export const findingsOf = (input: DraftInput): Finding[] => collect(input).findings;
