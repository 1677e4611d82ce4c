/** Step 4: what weighs most. Centrality in its section, evidence, completeness of the chain; spread is the unit's. */
import type { Collected, Source } from './collect.ts';
import { type Chain, followsFrom, citedClaims, groundsOf } from './links.ts';
import { claimStems, type Weights, weightsOf } from './similarity.ts';

export type Scores = ReadonlyMap<Source, number>;

type Weighed = { source: Source; stems: readonly string[] };

/** The section's middle: how much of all its claims' weight each stem carries. */
const middleOf = (claims: readonly Weighed[], weights: Weights): Map<string, number> => {
  const middle = new Map<string, number>();
  for (const { stems } of claims) {
    for (const stem of stems) middle.set(stem, (middle.get(stem) ?? 0) + weights(stem));
  }
  return middle;
};

const cosineTo = (
  middle: Map<string, number>,
  middleNorm: number,
  stems: readonly string[],
  weights: Weights,
): number => {
  let dot = 0;
  let square = 0;
  for (const stem of stems) {
    dot += weights(stem) * (middle.get(stem) ?? 0);
    square += weights(stem) ** 2;
  }
  return dot === 0 ? 0 : dot / (middleNorm * Math.sqrt(square));
};

/** How whole the chain is around a claim, 0 to 1: it follows from something, something follows from it. */
const completeness = (source: Source, chain: Chain): number => {
  const from = followsFrom[source.claim.kind];
  const up = from === undefined || citedClaims(source).some((id) => chain.kindOf(source, id) === from);
  const down = source.claim.kind === 'action' || source.claim.kind === 'effect' || chain.citedBy(source).length > 0;
  const promised = source.claim.kind !== 'action' || (source.claim.owner !== null && source.claim.due !== null);
  return [up, down, promised].filter(Boolean).length / 3;
};

const share = { centrality: 0.4, evidence: 0.25, completeness: 0.35 };

/** @returns each claim's weight, 0 to 1. */
export const rank = (collected: Collected, chain: Chain): Scores => {
  const weighed = collected.sources.map((source) => ({ source, stems: claimStems(source) }));
  const weights = weightsOf(weighed.map(({ source, stems }) => ({ source, text: '', stems })));
  const sections = Map.groupBy(weighed, ({ source }) => source.place.section);
  const scores = new Map<Source, number>();
  for (const claims of sections.values()) {
    const middle = middleOf(claims, weights);
    const middleNorm = Math.sqrt([...middle.values()].reduce((sum, value) => sum + value ** 2, 0)) || 1;
    for (const { source, stems } of claims) {
      const grounds = Math.min(groundsOf(source).length, 2) / 2;
      scores.set(
        source,
        share.centrality * cosineTo(middle, middleNorm, stems, weights) +
          share.evidence * grounds +
          share.completeness * completeness(source, chain),
      );
    }
  }
  return scores;
};
