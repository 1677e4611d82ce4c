/** What the groups say differently: contradictions first, then what is particular to one group where several have spoken. */
import { sectionKey } from '../template.ts';
import type { Composition } from './composition.ts';
import type { Quote, Quoting } from './quote.ts';
import { byWeight } from './select.ts';
import { draftLength } from './summary.ts';
import type { Unit } from './units.ts';
import { underHeading, type Wanted, wantedHeading } from './wanted.ts';

const groupsOf = (unit: Unit): string[] => [...new Set(unit.sources.map(({ group }) => group))];

/** Claims of one group in a part of an area where another group has spoken too: each group's weightiest cause or result. */
const particular = ({ units, scores }: Composition): Unit[] => {
  const compared = units.filter(({ place }) => /\/(?:cause|result)$/.test(place.part));
  return [...Map.groupBy(compared, ({ place }) => place.part).values()].flatMap((inPart) => {
    if (new Set(inPart.flatMap(groupsOf)).size < 2) return [];
    const own = inPart.filter((unit) => groupsOf(unit).length === 1).toSorted(byWeight(scores));
    return [...Map.groupBy(own, (unit) => groupsOf(unit)[0] ?? '').values()].flatMap((ofGroup) => ofGroup.slice(0, 1));
  });
};

export const differences = (
  composition: Composition,
  quote: Quoting,
  rule: { budget: number; fromWords: number },
): Wanted[] => {
  const { units, opposites, input } = composition;
  const unitOf = new Map(units.flatMap((unit) => unit.sources.map((source) => [source, unit] as const)));
  const opposed = opposites.flatMap(({ one, other }) => {
    const pair = [unitOf.get(one), unitOf.get(other)].filter((unit) => unit !== undefined);
    return pair.length === 2 && pair[0] !== pair[1] ? pair : [];
  });
  const rest = draftLength(units) >= rule.fromWords ? particular(composition) : [];
  const quotes = new Map<Unit, Quote>();
  let left = rule.budget;
  for (const unit of new Set([...opposed, ...rest])) {
    const group = groupsOf(unit)[0] ?? '';
    const made = quote(unit, 'differences', `${sectionKey('differences')}/${group}`);
    if (!made || made.length > left) continue;
    quotes.set(unit, made);
    left -= made.length;
  }
  return input.groups.flatMap(({ slug, name }) => {
    const key = `${sectionKey('differences')}/${slug}`;
    const own = [...quotes.values()].map(({ block }) => block).filter(({ part }) => part === key);
    return underHeading(wantedHeading(key, 3, name), own);
  });
};
