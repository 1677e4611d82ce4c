/** The summary repeats chosen conclusions and actions: each area's weightiest first, as long as there is room. */
import type { ClaimKind } from '@samsyn/domain';
import { sectionKey } from '../template.ts';
import type { Composition } from './composition.ts';
import type { Quote, Quoting } from './quote.ts';
import { byWeight, lengthOf } from './select.ts';
import type { Unit } from './units.ts';
import type { Wanted } from './wanted.ts';

/** @returns how many words of notes the draft holds. */
export const draftLength = (units: readonly Unit[]): number => units.reduce((sum, unit) => sum + lengthOf(unit), 0);

const kinds: readonly ClaimKind[] = ['conclusion', 'action'];

/** Turns: the weightiest conclusion of each area, the weightiest action of each, the second conclusion of each … */
const turns = (sections: readonly (readonly Unit[])[]): Unit[] => {
  const most = Math.max(0, ...sections.map((units) => units.length));
  return Array.from({ length: most }).flatMap((_, index) =>
    kinds.flatMap((kind) =>
      sections.flatMap((units) => units.filter(({ sources }) => sources[0]?.claim.kind === kind)[index] ?? []),
    ),
  );
};

export const summary = (
  { units, scores }: Composition,
  quote: Quoting,
  rule: { budget: number; fromWords: number },
): Wanted[] => {
  if (draftLength(units) < rule.fromWords) return [];
  const chosen = units.filter(({ sources }) => sources.some(({ claim }) => kinds.includes(claim.kind)));
  const sections = [...Map.groupBy(chosen, ({ place }) => place.section).values()];
  const sorted = sections.map((inSection) => [...inSection].toSorted(byWeight(scores)));
  const quotes = new Map<Unit, Quote>();
  let left = rule.budget;
  for (const unit of turns(sorted)) {
    const made = quote(unit, 'summary', sectionKey('summary'));
    if (!made || made.length > left) continue;
    quotes.set(unit, made);
    left -= made.length;
  }
  return turns(sorted).flatMap((unit) => quotes.get(unit)?.block ?? []);
};
