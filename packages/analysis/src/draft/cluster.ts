/** Step 3: what several groups say alike. Word for word: one block for all. Nearly: one block with each group's own words. */
import { directionOf } from '../swedish/direction.ts';
import type { Source } from './collect.ts';
import { likeness, pairsAmong, type Sentence, sentencesIn, type Weights, weightsOf } from './similarity.ts';

/** Tuned on notes of three groups: sentences that say one thing in two ways reach it, two facts of one kind do not. */
const alike = 0.4;
/** Short claims are alike by accident; those stay apart, unless they are the same word for word. */
const fewestWords = 15;
/** With the members that are in a cluster already, a newcomer must be at least this alike. */
const alikeToAll = 0.3;

const overlap = (one: Set<string>, other: Set<string>): boolean => [...one].some((value) => other.has(value));

type Cluster = { members: Source[]; groups: Set<string> };

/** Two groups can say opposite things in nearly the same words: that is a contradiction, never something in common. */
const opposite = (one: Sentence, other: Sentence): boolean => {
  const [a, b] = [directionOf(one.text), directionOf(other.text)];
  return a !== null && b !== null && a !== b;
};

/** Two sentences with figures of their own tell two facts, even about one thing. */
const ownFigures = (one: Sentence, other: Sentence): boolean => {
  const [a, b] = [figuresOf(one.text), figuresOf(other.text)];
  return a.size > 0 && b.size > 0 && !overlap(a, b);
};
const figuresOf = (text: string): Set<string> => new Set(text.match(/\d+(?:[.,]\d+)?/g));

/** Commitments of different people or dates are different actions, however alike their words. */
const sameCommitment = (one: Source, other: Source): boolean =>
  one.claim.kind !== 'action' || (one.claim.owner === other.claim.owner && one.claim.due === other.claim.due);

/** Whether two claims may stand in one block: some of their sentences are alike, and none of those contradict each other. */
const belongTogether = (one: Source, other: Source, weights: Weights): boolean => {
  const near = sentencesIn(one).flatMap((mine) =>
    sentencesIn(other)
      .filter((theirs) => likeness(mine.stems, theirs.stems, weights) >= alikeToAll)
      .map((theirs) => [mine, theirs] as const),
  );
  return near.length > 0 && near.every(([mine, theirs]) => !opposite(mine, theirs) && !ownFigures(mine, theirs));
};

/** @returns the claims in clusters of what is said alike, by at most one claim of each group; most are alone. */
const nearClusters = (claims: readonly Source[]): Source[][] => {
  const sentences = claims.filter(({ length }) => length >= fewestWords).flatMap(sentencesIn);
  const weights = weightsOf(sentences);
  const pairs = [...Map.groupBy(sentences, ({ source }) => source.place.part).values()].flatMap((inPart) =>
    pairsAmong(inPart, weights, {
      shared: 4,
      atLeast: alike,
      comparable: (one, other) => one.source.group !== other.source.group && sameCommitment(one.source, other.source),
    }),
  );
  const clusterOf = new Map<Source, Cluster>(
    claims.map((source) => [source, { members: [source], groups: new Set([source.group]) }]),
  );
  for (const { one, other } of pairs) {
    const [a, b] = [clusterOf.get(one.source), clusterOf.get(other.source)];
    if (!a || !b || a === b || overlap(a.groups, b.groups)) continue;
    if (!a.members.every((mine) => b.members.every((theirs) => belongTogether(mine, theirs, weights)))) continue;
    a.members.push(...b.members);
    for (const group of b.groups) a.groups.add(group);
    for (const member of b.members) clusterOf.set(member, a);
  }
  return [...new Set(clusterOf.values())].map(({ members }) => members);
};

/** @returns the claims as clusters, each in reading order, the clusters by their first claim. */
export const clusters = (sources: readonly Source[]): Source[][] => {
  const same = [...Map.groupBy(sources, ({ sameness }) => sameness).values()];
  const twins = new Map(same.flatMap((group) => (group[0] ? [[group[0], group] as const] : [])));
  return nearClusters([...twins.keys()])
    .map((members) => members.flatMap((member) => twins.get(member) ?? []).toSorted((a, b) => a.order - b.order))
    .toSorted((a, b) => (a[0]?.order ?? 0) - (b[0]?.order ?? 0));
};
