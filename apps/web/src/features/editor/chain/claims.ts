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
/** `next` is the claim that follows directly, nothing in between; `heading` the id of the heading that it stands under. */
export type PlacedClaim = ClaimWords & { node: Node; next: string | null; heading: string | null };

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

const bearing = new WeakMap<Node, boolean>();

/** Whether a block is, or holds, something that the thread runs through. */
export const bearsOnChain = (node: Node): boolean => {
  if (node.type.name === 'heading' || node.type.name === 'claim') return true;
  if (!mayHold(node)) return false;
  const before = bearing.get(node);
  if (before !== undefined) return before;
  const bears = node.children.some(bearsOnChain);
  bearing.set(node, bears);
  return bears;
};

type Collected = { claims: PlacedClaim[]; heading: string | null };

const collect = (parent: Node, into: Collected): void => {
  let before: PlacedClaim | null = null;
  for (const node of parent.children) {
    const words = node.type.name === 'claim' ? wordsOf(node) : null;
    if (words === null) {
      before = null;
      if (node.type.name === 'heading' && parent.type === parent.type.schema.topNodeType)
        into.heading = textOr(node.attrs['id']) ?? into.heading;
      if (mayHold(node) && bearsOnChain(node)) collect(node, into);
      continue;
    }
    const claim: PlacedClaim = { ...words, node, next: null, heading: into.heading };
    if (before !== null) before.next = claim.id;
    before = claim;
    into.claims.push(claim);
  }
};

/** @returns the claims in reading order. */
export const placedClaims = (doc: Node): PlacedClaim[] => {
  const into: Collected = { claims: [], heading: null };
  collect(doc, into);
  return into.claims;
};

const cites = (claim: PlacedClaim): string => claim.citations.map((one) => `${one.targetType}:${one.targetId}`).join();

/** Whether the thread runs the same way through both: their words may differ. */
export const isSameChain = (before: readonly PlacedClaim[], now: readonly PlacedClaim[]): boolean =>
  before.length === now.length &&
  now.every((claim, index) => {
    const old = before[index];
    if (old === undefined || old.next !== claim.next || old.heading !== claim.heading) return false;
    if (old.node === claim.node) return true;
    const isSame = old.id === claim.id && old.kind === claim.kind && old.priorityArea === claim.priorityArea;
    return isSame && (old.text === '') === (claim.text === '') && cites(old) === cites(claim);
  });
