/**
 * How alike sentences are: cosine over stems, weighted by how rare they are, and over character n-grams (which see through
 * Swedish compounds). Pairs are found through shared rare stems, so the cost grows with the words, not with their square.
 */
import { sentencesOf, type Stem, stemCount, stemsOf, stemText } from '../swedish/words.ts';
import type { Source } from './collect.ts';

export type Sentence = {
  source: Source;
  text: string;
  /** meaning-carrying stems, each once */
  stems: readonly Stem[];
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
export const claimStems = (source: Source): Stem[] => [...new Set(sentencesIn(source).flatMap(({ stems }) => stems))];

/** Weights of stems: rare ones say more. Mild, so that a handful of claims can be compared too. */
export type Weights = (stem: Stem) => number;
export const weightsOf = (all: readonly { stems: readonly Stem[] }[]): Weights => {
  const counts = new Uint32Array(stemCount());
  for (const { stems } of all) for (const stem of stems) counts[stem] = (counts[stem] ?? 0) + 1;
  const total = all.length + 10;
  const weights = Float64Array.from(counts, (count) => 1 + Math.log(total / (count + 1)));
  const unseen = 1 + Math.log(total);
  return (stem) => weights[stem] ?? unseen;
};

const gramLength = 4;
const gramsIn = (stems: readonly Stem[]): Set<string> => {
  const grams = new Set<string>();
  for (const stem of stems.map(stemText)) {
    if (stem.length <= gramLength) grams.add(stem);
    for (let at = 0; at + gramLength < stem.length + 1; at += 1) grams.add(stem.slice(at, at + gramLength));
  }
  return grams;
};

/** The n-grams of a set of stems; made once for each set, however many it is compared with. */
const gramsKnown = new WeakMap<readonly Stem[], ReadonlySet<string>>();
const gramsOf = (stems: readonly Stem[]): ReadonlySet<string> => {
  const before = gramsKnown.get(stems);
  if (before) return before;
  const made = gramsIn(stems);
  gramsKnown.set(stems, made);
  return made;
};

const gramCosine = (one: readonly Stem[], other: readonly Stem[]): number => {
  const [a, b] = [gramsOf(one), gramsOf(other)];
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size);
};

const share = { stems: 0.65, grams: 0.35 };
/** With stems less alike than this n-grams make nothing alike. */
const leastStems = 0.25;

/** @returns how alike two sets of stems are, 0 to 1. */
export const likeness = (one: readonly Stem[], other: readonly Stem[], weights: Weights): number => {
  let [shared, ofOne, ofOther] = [0, 0, 0];
  for (const stem of one) {
    const square = weights(stem) ** 2;
    ofOne += square;
    if (other.includes(stem)) shared += square;
  }
  if (shared === 0) return 0;
  for (const stem of other) ofOther += weights(stem) ** 2;
  const cosine = shared / Math.sqrt(ofOne * ofOther);
  return share.stems * cosine + (cosine < leastStems ? 0 : share.grams * gramCosine(one, other));
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

/** The sentences before this one that share stems with it, with how many. */
class Candidates {
  readonly #postings: (number[] | undefined)[] = [];
  readonly #shared: Uint16Array;
  #touched: number[] = [];

  constructor(sentences: readonly Sentence[]) {
    this.#shared = new Uint16Array(sentences.length);
    for (const [index, { stems }] of sentences.entries())
      for (const stem of stems) (this.#postings[stem] ??= []).push(index);
  }

  /** @returns the places of those that share at least `least` stems. */
  of(index: number, { stems }: Sentence, least: number): number[] {
    for (const before of this.#touched) this.#shared[before] = 0;
    this.#touched = [];
    for (const stem of stems) {
      const list = this.#postings[stem] ?? [];
      if (list.length > mostPostings) continue;
      for (const candidate of list) {
        if (candidate >= index) break;
        const count = this.#shared[candidate] ?? 0;
        if (count === 0) this.#touched.push(candidate);
        this.#shared[candidate] = count + 1;
      }
    }
    return this.#touched.filter((candidate) => (this.#shared[candidate] ?? 0) >= least);
  }
}

/** @returns the pairs of sentences that are alike, each once, the most alike first; ties in reading order. */
export const pairsAmong = (sentences: readonly Sentence[], weights: Weights, options: PairOptions): Pair[] => {
  const candidates = new Candidates(sentences);
  const pairs: Pair[] = [];
  for (const [index, other] of sentences.entries()) {
    for (const place of candidates.of(index, other, options.shared)) {
      const one = sentences[place];
      if (!one || !options.comparable(one, other)) continue;
      const alike = likeness(one.stems, other.stems, weights);
      if (alike >= options.atLeast) pairs.push({ one, other, likeness: alike });
    }
  }
  return pairs.toSorted(
    (a, b) =>
      b.likeness - a.likeness || a.one.source.order - b.one.source.order || a.other.source.order - b.other.source.order,
  );
};
