/** Step 4: what weighs most. Centrality in its section, evidence, completeness of the chain; spread is the unit's. */
import type { Collected, Source } from './collect.ts';
import { type Chain, followsFrom, citedClaims, groundsOf } from './links.ts';
import { type Stem, stemCount } from '../swedish/words.ts';
import { claimStems, type Weights, weightsOf } from './similarity.ts';

export type Scores = ReadonlyMap<Source, number>;

type Weighed = { source: Source; stems: readonly Stem[] };

/** The section's middle: how much of all its claims' weight each stem carries, and how long that is as a vector. */
type Middle = { of: Float64Array; norm: number };
const middleOf = (claims: readonly Weighed[], weights: Weights): Middle => {
  const of = new Float64Array(stemCount());
  let square = 0;
  for (const { stems } of claims) {
    for (const stem of stems) {
      const [before, weight] = [of[stem] ?? 0, weights(stem)];
      of[stem] = before + weight;
      square += weight * (2 * before + weight);
    }
  }
  return { of, norm: Math.sqrt(square) || 1 };
};

const cosineTo = (middle: Middle, stems: readonly Stem[], weights: Weights): number => {
  let dot = 0;
  let square = 0;
  for (const stem of stems) {
    dot += weights(stem) * (middle.of[stem] ?? 0);
    square += weights(stem) ** 2;
  }
  return dot === 0 ? 0 : dot / (middle.norm * Math.sqrt(square));
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
  const weights = weightsOf(weighed);
  const sections = Map.groupBy(weighed, ({ source }) => source.place.section);
  const scores = new Map<Source, number>();
  for (const claims of sections.values()) {
    const middle = middleOf(claims, weights);
    for (const { source, stems } of claims) {
      const grounds = Math.min(groundsOf(source).length, 2) / 2;
      scores.set(
        source,
        share.centrality * cosineTo(middle, stems, weights) +
          share.evidence * grounds +
          share.completeness * completeness(source, chain),
      );
    }
  }
  return scores;
};
