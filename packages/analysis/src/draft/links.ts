/** Step 2: the chain that citations make, and likely links that nobody made: proposed, never assumed. */
import { targetsOf } from '@samsyn/document';
import type { ClaimKind, ProposedLink } from '@samsyn/domain';
import { stemsOf } from '../swedish/words.ts';
import { words } from '../text/sv.ts';
import type { DraftInput, PreviousAction, Told } from '../types.ts';
import type { Collected, Source } from './collect.ts';
import { claimStems, likeness } from './similarity.ts';

export type Chain = {
  /** the claim of this round that a citation of this source names: the note's own first, then any other's */
  resolve: (from: Source, claimId: string) => Source | null;
  /** the kind of what a citation names, in this round or another; null when that claim is not there or is protected */
  kindOf: (from: Source, claimId: string) => ClaimKind | null;
  /** what the source cites of this round */
  cites: (source: Source) => readonly Source[];
  citedBy: (source: Source) => readonly Source[];
};

export const citedClaims = (source: Source): string[] => targetsOf(source.claim.citations, 'claim');

/** @returns the ids of evidence and research that the claim cites. */
export const groundsOf = (source: Source): string[] =>
  source.claim.citations.flatMap(({ targetType, targetId }) => (targetType === 'claim' ? [] : [targetId]));

export const chainOf = (collected: Collected, input: DraftInput): Chain => {
  const own = new Map<string, Source>();
  const any = new Map<string, Source>();
  for (const source of collected.sources) {
    own.set(source.ref, source);
    if (!any.has(source.claim.id)) any.set(source.claim.id, source);
  }
  const hidden = new Set(collected.protectedClaims.map(({ blockId }) => blockId));
  const previous = new Set(input.previousActions.map(({ claimId }) => claimId));
  const resolve: Chain['resolve'] = (from, claimId) =>
    own.get(`${from.at.documentId}/${claimId}`) ?? any.get(claimId) ?? null;

  const cites = new Map<Source, Source[]>();
  const citedBy = new Map<Source, Source[]>();
  for (const source of collected.sources) {
    const targets = citedClaims(source).flatMap((id) => resolve(source, id) ?? []);
    cites.set(source, targets);
    for (const target of targets) citedBy.set(target, [...(citedBy.get(target) ?? []), source]);
  }
  return {
    resolve,
    kindOf: (from, claimId) => {
      const here = resolve(from, claimId);
      if (here) return here.claim.kind;
      if (hidden.has(claimId)) return null;
      return previous.has(claimId) ? 'action' : (input.kindOf?.(claimId) ?? null);
    },
    cites: (source) => cites.get(source) ?? [],
    citedBy: (source) => citedBy.get(source) ?? [],
  };
};

/** What a claim of a kind follows from. */
export const followsFrom: Partial<Record<ClaimKind, ClaimKind>> = {
  cause: 'result',
  conclusion: 'cause',
  action: 'conclusion',
  effect: 'action',
};

/** The nearest claim above of the wanted kind, in the same area and section of the note. */
const aboveOf = (source: Source, kind: ClaimKind): Source | null => {
  for (let above = source.above; above; above = above.above) {
    const areas = [above.claim.priorityArea, source.claim.priorityArea];
    if (areas[0] !== areas[1] && areas.every((area) => area !== null)) return null;
    if (above.claim.kind === kind) return above;
    // several causes may stand under one result; anything else in between breaks the thread
    if (above.claim.kind !== source.claim.kind) return null;
  }
  return null;
};

const alikeEnough = 0.35;
const evenly = (): number => 1;

/** An effect that cites nothing may speak of an action of the round before of its own group. */
const previousActionFor = (source: Source, input: DraftInput): PreviousAction | null => {
  const stems = claimStems(source);
  const [best] = input.previousActions
    .filter(({ group }) => group === source.group)
    .map((action) => ({ action, alike: likeness(stems, stemsOf(action.text), evenly) }))
    .toSorted((a, b) => b.alike - a.alike);
  return best && best.alike >= alikeEnough ? best.action : null;
};

/** @returns links that nobody made and that the text makes likely; `from` is the claim that would cite. */
export const proposedLinks = (collected: Collected, chain: Chain, input: DraftInput): Told<ProposedLink>[] =>
  collected.sources.flatMap((source): Told<ProposedLink>[] => {
    const wanted = followsFrom[source.claim.kind];
    if (!wanted || citedClaims(source).some((id) => chain.kindOf(source, id) === wanted)) return [];
    const propose = (to: string, documentId: string, why: string): Told<ProposedLink>[] => [
      { told: { from: source.claim.id, to, why }, documentIds: [source.at.documentId, documentId] },
    ];
    const above = aboveOf(source, wanted);
    if (above) {
      return propose(above.claim.id, above.at.documentId, words.proposedLinks.rightUnder(source.claim.kind, wanted));
    }
    const previous = source.claim.kind === 'effect' ? previousActionFor(source, input) : null;
    return previous ? propose(previous.claimId, previous.documentId, words.proposedLinks.sameWords) : [];
  });
