/**
 * How alike sentences are: cosine over stems, weighted by how rare they are, and over character n-grams (which see through
 * Swedish compounds). Pairs are found through shared rare stems, so the cost grows with the words, not with their square.
 */
import { sentencesOf, stemsOf } from '../swedish/words.ts';
import type { Source } from './collect.ts';

export type Sentence = {
  source: Source;
  text: string;
  /** meaning-carrying stems, each once */
  stems: readonly string[];
};

export type Pair = { one: Sentence; other: Sentence; likeness: number };

const known = new WeakMap<Source, Sentence[]>();

/** @returns the claim's sentences; made once for each claim, three steps ask for them. */
export const sentencesIn = (source: Source): Sentence[] => {
  const before = known.get(source);
  if (before) return before;
  const made = sentencesOf(source.claim.text).map((text) => ({ source, text, stems: stemsOf(text) }));
  known.set(source, made);
  return made;
};

/** @returns the stems of the whole claim, each once. */
export const claimStems = (source: Source): string[] => [...new Set(sentencesIn(source).flatMap(({ stems }) => stems))];

/** Weights of stems: rare ones say more. Mild, so that a handful of claims can be compared too. */
export type Weights = (stem: string) => number;
export const weightsOf = (all: readonly Sentence[]): Weights => {
  const counts = new Map<string, number>();
  for (const { stems } of all) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const total = all.length + 10;
  const weights = new Map([...counts].map(([stem, count]) => [stem, 1 + Math.log(total / (count + 1))]));
  const unseen = 1 + Math.log(total);
  return (stem) => weights.get(stem) ?? unseen;
};

const gramLength = 4;
const gramsIn = (stems: readonly string[]): Set<string> => {
  const grams = new Set<string>();
  for (const stem of stems) {
    if (stem.length <= gramLength) grams.add(stem);
    for (let at = 0; at + gramLength < stem.length + 1; at += 1) grams.add(stem.slice(at, at + gramLength));
  }
  return grams;
};

/** What a comparison asks of a set of stems; made once for each set, however many it is compared with. */
type Features = { stems: ReadonlySet<string>; grams: ReadonlySet<string> };
const features = new WeakMap<readonly string[], Features>();
const featuresOf = (stems: readonly string[]): Features => {
  const before = features.get(stems);
  if (before) return before;
  const made = { stems: new Set(stems), grams: gramsIn(stems) };
  features.set(stems, made);
  return made;
};

const gramCosine = (one: Features, other: Features): number => {
  let shared = 0;
  for (const gram of one.grams) if (other.grams.has(gram)) shared += 1;
  return shared === 0 ? 0 : shared / Math.sqrt(one.grams.size * other.grams.size);
};

const share = { stems: 0.65, grams: 0.35 };
/** With stems less alike than this n-grams make nothing alike. */
const leastStems = 0.25;

/** @returns how alike two sets of stems are, 0 to 1. */
export const likeness = (one: readonly string[], other: readonly string[], weights: Weights): number => {
  const [a, b] = [featuresOf(one), featuresOf(other)];
  const squares = { shared: 0, one: 0, other: 0 };
  for (const stem of one) {
    const square = weights(stem) ** 2;
    squares.one += square;
    if (b.stems.has(stem)) squares.shared += square;
  }
  if (squares.shared === 0) return 0;
  for (const stem of other) squares.other += weights(stem) ** 2;
  const cosine = squares.shared / Math.sqrt(squares.one * squares.other);
  return share.stems * cosine + (cosine < leastStems ? 0 : share.grams * gramCosine(a, b));
};

export type PairOptions = {
  /** shared stems without which a pair is not looked at */
  shared: number;
  /** pairs less alike are left out */
  atLeast: number;
  /** whether two sentences may be compared at all */
  comparable: (one: Sentence, other: Sentence) => boolean;
};

/** Stems in more sentences than this bring nobody together: they are the area's own subject. */
const mostPostings = 40;

/** @returns the pairs of sentences that are alike, each once, the most alike first; ties in reading order. */
export const pairsAmong = (sentences: readonly Sentence[], weights: Weights, options: PairOptions): Pair[] => {
  const postings = new Map<string, number[]>();
  for (const [index, { stems }] of sentences.entries()) {
    for (const stem of stems) {
      const list = postings.get(stem);
      if (list) list.push(index);
      else postings.set(stem, [index]);
    }
  }
  const pairs: Pair[] = [];
  for (const [index, one] of sentences.entries()) {
    const shared = new Map<number, number>();
    for (const stem of one.stems) {
      const list = postings.get(stem) ?? [];
      if (list.length > mostPostings) continue;
      for (const candidate of list) if (candidate < index) shared.set(candidate, (shared.get(candidate) ?? 0) + 1);
    }
    for (const [candidate, count] of shared) {
      const other = sentences[candidate];
      if (!other || count < options.shared || !options.comparable(other, one)) continue;
      const alike = likeness(other.stems, one.stems, weights);
      if (alike >= options.atLeast) pairs.push({ one: other, other: one, likeness: alike });
    }
  }
  return pairs.toSorted(
    (a, b) =>
      b.likeness - a.likeness || a.one.source.order - b.one.source.order || a.other.source.order - b.other.source.order,
  );
};
