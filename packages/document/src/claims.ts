/** Reading claims, citations and plain text out of a document's JSON. */
import { citationTargets, claimKinds, type CitationTarget, type ClaimKind } from '@samsyn/domain';
import { attr, childrenOf, type DocNode, textOf, walk } from './node.ts';

export type Citation = { targetType: CitationTarget; targetId: string };

export type Claim = {
  /** kept for life */
  id: string;
  kind: ClaimKind;
  /** slug, or null for one without an area (Övrigt) */
  priorityArea: string | null;
  /** words or an account's id */
  owner: string | null;
  /** YYYY-MM-DD */
  due: string | null;
  expectedEffect: string | null;
  text: string;
  citations: Citation[];
  /** draft blocks carry a key; claims of notes do not */
  key: string | null;
  node: DocNode;
};

const isOneOf = <T extends string>(allowed: readonly T[], value: string | null): value is T =>
  value !== null && (allowed as readonly string[]).includes(value);

/** @returns the citations in the node, in reading order, each once. */
export const citationsIn = (node: DocNode): Citation[] => {
  const found = new Map<string, Citation>();
  walk(node, (current) => {
    if (current.type !== 'citation') return;
    const targetType = attr(current, 'targetType');
    const targetId = attr(current, 'targetId');
    if (isOneOf(citationTargets, targetType) && targetId !== null)
      found.set(`${targetType}:${targetId}`, { targetType, targetId });
  });
  return [...found.values()];
};

/** @returns the ids of what is cited of this type, in the order of the citations. */
export const targetsOf = (citations: readonly Citation[], type: CitationTarget): string[] =>
  citations.flatMap(({ targetType, targetId }) => (targetType === type ? [targetId] : []));

/** @returns the claim that an element `claim` holds, or null when it has no words, no id or an unknown kind. */
export const claimOf = (node: DocNode): Claim | null => {
  const id = attr(node, 'id');
  const kind = attr(node, 'kind');
  const text = textOf(node);
  if (node.type !== 'claim' || id === null || text === '' || !isOneOf(claimKinds, kind)) return null;
  return {
    id,
    kind,
    priorityArea: attr(node, 'priorityArea'),
    owner: attr(node, 'owner'),
    due: attr(node, 'due'),
    expectedEffect: attr(node, 'expectedEffect'),
    text,
    citations: citationsIn(node),
    key: attr(node, 'key'),
    node,
  };
};

/** @returns every claim with words, in reading order, wherever it stands (lists, quotes and tables included). */
export const claimsIn = (body: DocNode): Claim[] => {
  const claims: Claim[] = [];
  walk(body, (node) => {
    const claim = claimOf(node);
    if (claim) claims.push(claim);
    return node.type !== 'claim';
  });
  return claims;
};

/** @returns whether there is anything in it that a reader would call text. */
export const hasWords = (body: DocNode): boolean => childrenOf(body).some((node) => textOf(node) !== '');
