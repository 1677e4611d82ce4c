/**
 * Clusters of claims meet the blocks that stand already: which block carries which claims, under which key. A key lives as
 * long as its block: joined clusters keep the older block's, a parted one stays with the founding claim.
 */
import { hashOf, paragraphsIn } from '../refresh/content.ts';
import type { Memory } from '../refresh/memory.ts';
import type { Standing } from '../refresh/standing.ts';
import type { Place } from '../template.ts';
import { type Source, refKey } from './collect.ts';
import { clusters } from './cluster.ts';
import type { Scores } from './rank.ts';

export type Unit = {
  key: string;
  /** the founding claim first, then in reading order */
  sources: Source[];
  place: Place;
  /** its block in the draft, if there is one */
  standing: Standing | null;
};

export type Units = {
  units: Unit[];
  /** claims whose block a person deleted, and new ones that say the same word for word */
  deleted: Source[];
};

type State = { memories: ReadonlyMap<string, Memory>; standing: ReadonlyMap<string, Standing>; scores: Scores };

const isSame = (one: Source, other: Source): boolean => one.sameness === other.sameness;

const founding = (members: readonly Source[], founder: Source | undefined, scores: Scores): Source[] => {
  const first =
    founder ?? [...members].toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a.order - b.order)[0];
  return first ? [first, ...members.filter((one) => one !== first)] : [];
};

const claimEntries = ({ memories }: State): [string, Memory][] =>
  [...memories].filter(([, memory]) => memory.role === 'claim').toSorted(([, a], [, b]) => a.born - b.born);

/** Takes out what people deleted, with newcomers of the same words that no block carries. */
const splitDeleted = (sources: readonly Source[], state: State): { left: Source[]; deleted: Source[] } => {
  const gone = new Set<string>();
  const carried = new Set<string>();
  for (const [key, memory] of claimEntries(state)) {
    const into = state.standing.has(key) ? carried : gone;
    for (const at of [...memory.sources, ...memory.lost]) into.add(refKey(at));
  }
  const samenesses = new Set(
    sources.filter(({ ref }) => gone.has(ref) && !carried.has(ref)).map(({ sameness }) => sameness),
  );
  const isDeleted = ({ ref, sameness }: Source): boolean =>
    !carried.has(ref) && (gone.has(ref) || samenesses.has(sameness));
  return { left: sources.filter((one) => !isDeleted(one)), deleted: sources.filter(isDeleted) };
};

/**
 * An edited block keeps its claims: what became of their words is offered beside the person's. Newcomers that say one of
 * them word for word are carried with it, since their words stand there.
 */
const editedUnits = (sources: readonly Source[], state: State): { units: Unit[]; left: Source[] } => {
  const left = new Map(sources.map((source) => [source.ref, source]));
  const units = claimEntries(state).flatMap(([key, memory]): Unit[] => {
    const standing = state.standing.get(key);
    if (!standing?.isEdited) return [];
    const own = [...memory.sources, ...memory.lost].flatMap((at) => left.get(refKey(at)) ?? []);
    for (const { ref } of own) left.delete(ref);
    const place = own[0] ? { section: own[0].place.section, part: memory.part } : { section: '', part: memory.part };
    return [{ key, sources: own, place, standing }];
  });
  const elsewhere = new Set(
    claimEntries(state).flatMap(([key, { sources: refs }]) => (state.standing.has(key) ? refs.map(refKey) : [])),
  );
  for (const unit of units) {
    const unchanged = unit.sources.filter((source) => wasWritten(source, unit.standing?.memory));
    for (const source of left.values()) {
      if (elsewhere.has(source.ref) || !unchanged.some((one) => isSame(one, source))) continue;
      unit.sources.push(source);
      left.delete(source.ref);
    }
  }
  return { units, left: [...left.values()] };
};

/** Whether the block was last written with the words that the claim has now. */
const wasWritten = (source: Source, memory: Memory | undefined): boolean =>
  paragraphsIn({ type: 'claim', content: source.content }).every((words) => memory?.paragraphs.includes(hashOf(words)));

const freshKey = (claimId: string, used: Set<string>): string => {
  let key = `claim/${claimId}`;
  for (let count = 2; used.has(key); count += 1) key = `claim/${claimId}/${count}`;
  used.add(key);
  return key;
};

/** The blocks that untouched clusters continue: the founder's own, else one whose founder is gone. */
const continueBlocks = (members: readonly Source[][], state: State): Map<Source[], string> => {
  const entries = claimEntries(state).filter(([key]) => state.standing.get(key)?.isEdited === false);
  const clusterOf = new Map(members.flatMap((cluster) => cluster.map((source) => [source.ref, cluster] as const)));
  const keyFor = new Map<Source[], string>();
  const claim = (key: string, refs: readonly string[]): void => {
    const counts = new Map<Source[], number>();
    for (const ref of refs) {
      const cluster = clusterOf.get(ref);
      if (cluster && !keyFor.has(cluster)) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
    }
    const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0][0]?.order ?? 0) - (b[0][0]?.order ?? 0));
    if (best) keyFor.set(best[0], key);
  };
  for (const [key, { sources }] of entries) if (sources[0]) claim(key, [refKey(sources[0])]);
  for (const [key, { sources, lost }] of entries) {
    const founder = sources[0];
    if (!founder || !clusterOf.has(refKey(founder))) claim(key, [...sources, ...lost].map(refKey));
  }
  return keyFor;
};

/** @returns every claim in one unit or among the deleted. */
export const makeUnits = (sources: readonly Source[], state: State): Units => {
  const { left: living, deleted } = splitDeleted(sources, state);
  const edited = editedUnits(living, state);
  const members = clusters(edited.left);
  const keyFor = continueBlocks(members, state);
  const used = new Set(state.memories.keys());
  const units = members.flatMap((cluster): Unit[] => {
    const known = keyFor.get(cluster);
    const founderAt = known === undefined ? undefined : state.memories.get(known)?.sources[0];
    const founder = founderAt && cluster.find(({ ref }) => ref === refKey(founderAt));
    const ordered = founding(cluster, founder, state.scores);
    const first = ordered[0];
    if (!first) return [];
    const key = known ?? freshKey(first.claim.id, used);
    return [{ key, sources: ordered, place: first.place, standing: state.standing.get(key) ?? null }];
  });
  return { units: [...edited.units, ...units], deleted };
};
