/**
 * Step 4, second half: what fits. Blocks that stand in the draft stay as long as their claims do, whatever comes later;
 * newcomers fill what is left of the section's length, an effect together with the action that it tells of. Only a group that has nothing in a full section makes room for
 * its best claim, at the cost of the group that has most.
 */
import { budgetOf } from '../template.ts';
import type { Source } from './collect.ts';
import type { Chain } from './links.ts';
import type { Quotation, Quotations } from './quotations.ts';
import type { Scores } from './rank.ts';
import type { Unit } from './units.ts';

/** A joined block carries the words of at most this many claims that differ; the rest are told as duplicates. */
const mostWordings = 3;

/** @returns the claims of a unit whose words its block carries: the first of each wording, and who says the same. */
export const carriedBy = (unit: Unit): { wordings: Source[]; carried: Source[]; left: Source[] } => {
  const wordings: Source[] = [];
  for (const source of unit.sources) {
    if (wordings.length < mostWordings && !wordings.some(({ sameness }) => sameness === source.sameness))
      wordings.push(source);
  }
  const isCarried = ({ sameness }: Source): boolean => wordings.some((one) => one.sameness === sameness);
  return { wordings, carried: unit.sources.filter(isCarried), left: unit.sources.filter((one) => !isCarried(one)) };
};

export const lengthOf = (unit: Unit): number => carriedBy(unit).wordings.reduce((sum, { length }) => sum + length, 0);

/** Spread over groups counts beside the best claim's own weight. */
export const weightOf = (unit: Unit, scores: Scores): number => {
  const best = Math.max(0, ...unit.sources.map((source) => scores.get(source) ?? 0));
  return best + 0.15 * (new Set(unit.sources.map(({ group }) => group)).size - 1);
};

const firstOrder = (unit: Unit): number => unit.sources[0]?.order ?? 0;

export const byWeight =
  (scores: Scores) =>
  (one: Unit, other: Unit): number =>
    weightOf(other, scores) - weightOf(one, scores) || firstOrder(one) - firstOrder(other);

type Candidate = {
  unit: Unit;
  weight: number;
  length: number;
  /** last round's actions that stand above it */
  quotations: readonly Quotation[];
  groups: readonly string[];
  /** the claims that its claims cite or are cited by */
  linked: ReadonlySet<Source>;
};

const heaviestFirst = (one: Candidate, other: Candidate): number =>
  other.weight - one.weight || firstOrder(one.unit) - firstOrder(other.unit);

class Section {
  readonly chosen = new Set<Candidate>();
  private left: number;
  /** how many of the chosen stand with an action: its words count once */
  private readonly quoted = new Map<Quotation, number>();

  constructor(budget: number) {
    this.left = budget;
  }
  add(one: Candidate): void {
    this.chosen.add(one);
    this.left -= one.length;
    for (const quotation of one.quotations) this.count(quotation, 1);
  }
  drop(one: Candidate): void {
    this.chosen.delete(one);
    this.left += one.length;
    for (const quotation of one.quotations) this.count(quotation, -1);
  }
  private count(quotation: Quotation, change: 1 | -1): void {
    const before = this.quoted.get(quotation) ?? 0;
    const now = before + change;
    this.quoted.set(quotation, now);
    if (before === 0) this.left -= quotation.length;
    if (now === 0) this.left += quotation.length;
  }
  fits({ length, quotations }: Candidate): boolean {
    const own = quotations.filter((quotation) => !this.quoted.get(quotation));
    return own.reduce((sum, quotation) => sum + quotation.length, length) <= this.left;
  }
  groups(): Set<string> {
    return new Set([...this.chosen].flatMap(({ groups }) => groups));
  }
  /**
   * Takes out what a newcomer may push out, weakest first: untouched blocks of the group with most words, never its last
   * one. @returns whether it fits now; when it does not, nothing is taken out.
   */
  makeRoom(newcomer: Candidate): boolean {
    const words = new Map<string, number>();
    for (const { groups, length } of this.chosen) {
      for (const group of groups) words.set(group, (words.get(group) ?? 0) + length);
    }
    const biggest = [...words].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0];
    const own = [...this.chosen]
      .filter(({ groups }) => groups.join() === biggest)
      .toSorted(heaviestFirst)
      .toReversed();
    const pushed: Candidate[] = [];
    for (const one of own.slice(0, -1)) {
      if (this.fits(newcomer)) break;
      if (one.unit.standing?.isEdited) continue;
      pushed.push(one);
      this.drop(one);
    }
    const isRoom = this.fits(newcomer);
    if (!isRoom) for (const one of pushed) this.add(one);
    return isRoom;
  }
}

/** What comes first beside its weight: a part, then a group, that has nothing yet; then what completes a chain. */
const urgencies = { part: 1, group: 0.5, chain: 0.3 };

/** Adds what fits, the most urgent first. */
const fill = (section: Section, newcomers: readonly Candidate[]): boolean => {
  let waiting = newcomers.filter((one) => !section.chosen.has(one)).toSorted(heaviestFirst);
  let added = false;
  for (;;) {
    waiting = waiting.filter((one) => !section.chosen.has(one) && section.fits(one));
    const parts = new Set([...section.chosen].map(({ unit }) => unit.place.part));
    const groups = section.groups();
    const sources = [...section.chosen].flatMap(({ unit }) => unit.sources);
    const urgency = ({ unit, weight, groups: own, linked }: Candidate): number =>
      weight +
      (parts.has(unit.place.part) ? 0 : urgencies.part) +
      (own.some((group) => !groups.has(group)) ? urgencies.group : 0) +
      (sources.some((source) => linked.has(source)) ? urgencies.chain : 0);
    const rated = waiting.map((one) => ({ one, urgency: urgency(one) })).toSorted((a, b) => b.urgency - a.urgency);
    const next = rated[0]?.one;
    if (!next) return added;
    section.add(next);
    added = true;
  }
};

/** Lets each group that has nothing here in with its best claim, if room can be made. */
const makeRoom = (section: Section, newcomers: readonly Candidate[]): boolean => {
  let changed = false;
  for (const one of [...newcomers].toSorted(heaviestFirst)) {
    const groups = section.groups();
    if (section.chosen.has(one) || section.fits(one) || one.groups.some((group) => groups.has(group))) continue;
    if (!section.makeRoom(one)) continue;
    section.add(one);
    changed = true;
  }
  return changed;
};

/** @returns the units that stand in the draft after this refresh; the others are over the budget. */
export const select = (units: readonly Unit[], scores: Scores, chain: Chain, quotations: Quotations): Set<Unit> => {
  const selected = new Set<Unit>();
  for (const [key, inSection] of Map.groupBy(units, ({ place }) => place.section)) {
    const section = new Section(key === '' ? 0 : budgetOf(key));
    const candidates = inSection.map((unit): Candidate => ({
      unit,
      weight: weightOf(unit, scores),
      length: lengthOf(unit),
      quotations: quotations(unit),
      groups: [...new Set(unit.sources.map(({ group }) => group))],
      linked: new Set(unit.sources.flatMap((source) => [...chain.cites(source), ...chain.citedBy(source)])),
    }));
    for (const one of candidates) if (one.unit.standing) section.add(one);
    fill(section, candidates);
    // Each round lets another group in, so this ends.
    while (makeRoom(section, candidates)) fill(section, candidates);
    for (const { unit } of section.chosen) selected.add(unit);
  }
  return selected;
};
