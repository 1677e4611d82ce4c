/** Opposite directions on the same measure, between claims of one area. The first honest form: words, not understanding. */
import type { Contradiction } from '@samsyn/domain';
import { directionOf, isDirectionWord } from '../swedish/direction.ts';
import { stemsAmong, wordsOf } from '../swedish/words.ts';
import { words } from '../text/sv.ts';
import type { DraftInput, Told } from '../types.ts';
import type { Collected, Source } from './collect.ts';
import { pairsAmong, sentencesIn, weightsOf } from './similarity.ts';

/** How alike the measures must be: what the sentences say beside their direction. */
const sameMeasure = 0.5;

export type Opposites = { one: Source; other: Source; text: string };

/** @returns pairs of claims that say of one thing that it has gone up, and down. */
export const opposites = (collected: Collected, input: DraftInput): Opposites[] => {
  const directed = collected.sources.flatMap(sentencesIn).flatMap((sentence) => {
    const direction = directionOf(sentence.text);
    if (!direction) return [];
    const directions = new Set(stemsAmong(wordsOf(sentence.text).filter(isDirectionWord)));
    return [{ ...sentence, stems: sentence.stems.filter((stem) => !directions.has(stem)), direction }];
  });
  const weights = weightsOf(directed);
  const directions = new Map(
    directed.map((sentence) => [`${sentence.source.ref}\n${sentence.text}`, sentence.direction]),
  );
  const areaName = new Map(input.areas.map(({ slug, name }) => [slug, name]));
  const groupName = new Map(input.groups.map(({ slug, name }) => [slug, name]));
  const found = new Map<string, Opposites>();
  for (const inArea of Map.groupBy(directed, ({ source }) => source.claim.priorityArea ?? '').values()) {
    const pairs = pairsAmong(inArea, weights, {
      shared: 2,
      atLeast: sameMeasure,
      comparable: (one, other) =>
        one.source !== other.source &&
        directions.get(`${one.source.ref}\n${one.text}`) !== directions.get(`${other.source.ref}\n${other.text}`),
    });
    for (const { one, other } of pairs) {
      const key = `${one.source.ref}\n${other.source.ref}`;
      if (found.has(key)) continue;
      const area = areaName.get(one.source.claim.priorityArea ?? '') ?? words.sections.otherAreas;
      const side = ({ source, text }: typeof one) => ({ group: groupName.get(source.group) ?? source.group, text });
      found.set(key, { one: one.source, other: other.source, text: words.contradiction(area, side(one), side(other)) });
    }
  }
  return [...found.values()].toSorted((a, b) => a.one.order - b.one.order || a.other.order - b.other.order);
};

export const contradictions = (pairs: readonly Opposites[]): Told<Contradiction>[] =>
  pairs.map(({ one, other, text }) => ({
    told: { claimIds: [one.claim.id, other.claim.id], text },
    documentIds: [one.at.documentId, other.at.documentId],
  }));
