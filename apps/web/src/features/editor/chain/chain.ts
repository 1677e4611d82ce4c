/** Where the red thread runs through a document, and where it is broken. */
import type { ClaimKind } from '@samsyn/domain';
import type { ClaimWords, PlacedClaim, PlacedCitation } from './claims.ts';

/** What a claim lacks; the same kinds as the analysis names, as far as one document shows them. */
export type Break =
  | 'resultWithoutCause'
  | 'causeWithoutResult'
  | 'conclusionWithoutCause'
  | 'conclusionWithoutEvidence'
  | 'actionWithoutConclusion'
  | 'effectWithoutAction';

/** The thread below a claim: whole to the next one, broken before it, or none. */
export type ThreadBelow = 'whole' | 'broken' | 'none';
export type ClaimThread = { missing: Break | null; above: ThreadBelow; below: ThreadBelow; isTied: boolean };

/** The kind of a claim elsewhere (another round's note); undefined while it is not known. */
export type KindElsewhere = (claimId: string) => ClaimKind | undefined;

type Cited = { kinds: Set<ClaimKind>; hasUnknown: boolean; hasEvidence: boolean };

const follows: Partial<Record<ClaimKind, { kind: ClaimKind; missing: Break }>> = {
  cause: { kind: 'result', missing: 'causeWithoutResult' },
  conclusion: { kind: 'cause', missing: 'conclusionWithoutCause' },
  action: { kind: 'conclusion', missing: 'actionWithoutConclusion' },
  effect: { kind: 'action', missing: 'effectWithoutAction' },
};

const isEvidence = (citation: PlacedCitation): boolean => citation.targetType !== 'claim';

class Chain {
  readonly #byId: Map<string, ClaimWords>;
  readonly #citedBy = new Map<string, ClaimWords[]>();
  readonly #elsewhere: KindElsewhere;

  constructor(claims: readonly ClaimWords[], elsewhere: KindElsewhere) {
    this.#elsewhere = elsewhere;
    this.#byId = new Map(claims.map((claim) => [claim.id, claim]));
    for (const claim of claims)
      for (const { targetType, targetId } of claim.citations) {
        if (targetType === 'claim') this.#citedBy.set(targetId, [...(this.#citedBy.get(targetId) ?? []), claim]);
      }
  }

  missing(claim: ClaimWords): Break | null {
    if (claim.text === '') return null;
    if (claim.kind === 'result') {
      const isExplained = this.#citedBy.get(claim.id)?.some((one) => one.kind === 'cause') ?? false;
      return isExplained ? null : 'resultWithoutCause';
    }
    const wanted = follows[claim.kind];
    if (wanted === undefined) return null;
    const cited = this.#cited(claim);
    if (!cited.kinds.has(wanted.kind) && !cited.hasUnknown) return wanted.missing;
    if (claim.kind === 'conclusion' && !this.#restsOnEvidence(claim, new Set())) return 'conclusionWithoutEvidence';
    return null;
  }

  isTied(a: ClaimWords, b: ClaimWords): boolean {
    return this.#cites(a, b) || this.#cites(b, a) || this.#shareATarget(a, b);
  }

  /** Whether the claim cites another claim, or is cited by one. */
  hasTies(claim: ClaimWords): boolean {
    return this.#citedBy.has(claim.id) || claim.citations.some((citation) => citation.targetType === 'claim');
  }

  #cites(from: ClaimWords, to: ClaimWords): boolean {
    return from.citations.some((citation) => citation.targetType === 'claim' && citation.targetId === to.id);
  }

  #shareATarget(a: ClaimWords, b: ClaimWords): boolean {
    return a.citations.some(
      (citation) =>
        citation.targetType === 'claim' && b.citations.some((other) => other.targetId === citation.targetId),
    );
  }

  #cited(claim: ClaimWords): Cited {
    const kinds = new Set<ClaimKind>();
    let hasUnknown = false;
    for (const { targetType, targetId } of claim.citations) {
      if (targetType !== 'claim') continue;
      const kind = this.#byId.get(targetId)?.kind ?? this.#elsewhere(targetId);
      if (kind === undefined) hasUnknown = true;
      else kinds.add(kind);
    }
    return { kinds, hasUnknown, hasEvidence: claim.citations.some(isEvidence) };
  }

  /** Evidence or research of its own, or of anything that it follows from; what stands elsewhere has the benefit of doubt. */
  #restsOnEvidence(claim: ClaimWords, seen: Set<string>): boolean {
    if (seen.has(claim.id)) return false;
    seen.add(claim.id);
    return claim.citations.some((citation) => {
      if (isEvidence(citation)) return true;
      const target = this.#byId.get(citation.targetId);
      return target === undefined || this.#restsOnEvidence(target, seen);
    });
  }
}

/** @returns for each claim, by id, how the thread runs there. */
export const threadOf = (
  claims: readonly PlacedClaim[],
  elsewhere: KindElsewhere = () => undefined,
): Map<string, ClaimThread> => {
  const chain = new Chain(claims, elsewhere);
  const missing = new Map(claims.map((claim) => [claim.id, chain.missing(claim)]));
  const below = (claim: PlacedClaim, next: PlacedClaim | undefined): ThreadBelow => {
    if (next === undefined || claim.next !== next.id) return 'none';
    const lacksNext = missing.get(claim.id) !== null && claim.kind === 'result';
    const lacksThis = missing.get(next.id) === follows[next.kind]?.missing;
    if (chain.isTied(claim, next)) return missing.get(claim.id) === null ? 'whole' : 'broken';
    return lacksNext || lacksThis || missing.get(claim.id) === 'conclusionWithoutEvidence' ? 'broken' : 'none';
  };
  const belows = claims.map((claim, index) => below(claim, claims[index + 1]));
  return new Map(
    claims.map((claim, index) => [
      claim.id,
      {
        missing: missing.get(claim.id) ?? null,
        above: belows[index - 1] ?? 'none',
        below: belows[index] ?? 'none',
        isTied: chain.hasTies(claim) && missing.get(claim.id) === null,
      },
    ]),
  );
};

export type ChainSummary = { counts: Map<ClaimKind, number>; breaks: number };

/** "6 resultat, 9 orsaker … 2 ställen där tråden är bruten" */
export const summarise = (claims: readonly PlacedClaim[], threads: ReadonlyMap<string, ClaimThread>): ChainSummary => {
  const counts = new Map<ClaimKind, number>();
  for (const claim of claims) if (claim.text !== '') counts.set(claim.kind, (counts.get(claim.kind) ?? 0) + 1);
  return { counts, breaks: [...threads.values()].filter((thread) => thread.missing !== null).length };
};
