/** The claims of a document as the editor holds them, with their places. */
import { citationTargets, claimKinds, type CitationTarget, type ClaimKind } from '@samsyn/domain';
import type { Node } from '@tiptap/pm/model';

export type PlacedCitation = { targetType: CitationTarget; targetId: string };
export type ClaimWords = {
  id: string;
  kind: ClaimKind;
  priorityArea: string | null;
  owner: string | null;
  due: string | null;
  expectedEffect: string | null;
  text: string;
  citations: PlacedCitation[];
};
/** `next` is the claim that follows directly, nothing in between. */
export type PlacedClaim = ClaimWords & { pos: number; node: Node; next: string | null };

const isOneOf = <T extends string>(allowed: readonly T[], value: unknown): value is T =>
  typeof value === 'string' && (allowed as readonly string[]).includes(value);
const textOr = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const read = (node: Node): ClaimWords | null => {
  const { id, kind, priorityArea, owner, due, expectedEffect } = node.attrs;
  if (typeof id !== 'string' || !isOneOf(claimKinds, kind)) return null;
  const citations: PlacedCitation[] = [];
  node.descendants((inner) => {
    if (inner.type.name !== 'citation') return true;
    const { targetType, targetId } = inner.attrs;
    if (isOneOf(citationTargets, targetType) && typeof targetId === 'string') citations.push({ targetType, targetId });
    return false;
  });
  return {
    id,
    kind,
    priorityArea: textOr(priorityArea),
    owner: textOr(owner),
    due: textOr(due),
    expectedEffect: textOr(expectedEffect),
    text: node.textContent.trim(),
    citations,
  };
};

/** A node is the same object until something in it changes. */
const known = new WeakMap<Node, ClaimWords | null>();
const wordsOf = (node: Node): ClaimWords | null => {
  const before = known.get(node);
  if (before !== undefined) return before;
  const words = read(node);
  known.set(node, words);
  return words;
};

/** Blocks in which claims may stand; what holds text cannot hold them. */
const mayHold = (node: Node): boolean => !node.isTextblock && !node.isLeaf && node.type.name !== 'claim';

const collect = (parent: Node, start: number, into: PlacedClaim[]): void => {
  let before: PlacedClaim | null = null;
  parent.forEach((node, offset) => {
    const pos = start + offset;
    const words = node.type.name === 'claim' ? wordsOf(node) : null;
    if (words === null) {
      before = null;
      if (mayHold(node)) collect(node, pos + 1, into);
      return;
    }
    const claim: PlacedClaim = { ...words, pos, node, next: null };
    if (before !== null) before.next = claim.id;
    before = claim;
    into.push(claim);
  });
};

/** @returns the claims in reading order. */
export const placedClaims = (doc: Node): PlacedClaim[] => {
  const claims: PlacedClaim[] = [];
  collect(doc, 0, claims);
  return claims;
};
