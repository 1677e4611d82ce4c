/** Step 6: where the chain is broken. The reviewers' checklist; none of these blocks anything. */
import type { ClaimKind, Gap, GapKind } from '@samsyn/domain';
import { words } from '../text/sv.ts';
import type { DraftInput, Told } from '../types.ts';
import type { Collected, Source } from './collect.ts';
import { type Chain, citedClaims, groundsOf } from './links.ts';

type Context = {
  chain: Chain;
  twinsOf: (source: Source) => readonly Source[];
  grounded: ReadonlySet<Source>;
};

/** What the claim cites of a kind, here or in another round. Claims with the same words are one block: they share links. */
const cites = (source: Source, kind: ClaimKind, { chain, twinsOf }: Context): boolean =>
  twinsOf(source).some((twin) => citedClaims(twin).some((id) => chain.kindOf(twin, id) === kind));

const isCitedBy = (source: Source, kind: ClaimKind, { chain, twinsOf }: Context): boolean =>
  twinsOf(source).some((twin) => chain.citedBy(twin).some((one) => one.claim.kind === kind));

/**
 * The claims that rest on evidence or research, their own or that of anything they follow from. Spread once from what
 * cites some to what cites that, so the cost grows with the links.
 */
const groundedOf = (collected: Collected, { chain, twinsOf }: Omit<Context, 'grounded'>): Set<Source> => {
  const grounded = new Set<Source>();
  const queue = collected.sources.filter((source) => groundsOf(source).length > 0);
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (grounded.has(next)) continue;
    grounded.add(next);
    queue.push(...twinsOf(next), ...chain.citedBy(next));
  }
  return grounded;
};

const rules: readonly { of: ClaimKind; gap: GapKind; isBroken: (source: Source, context: Context) => boolean }[] = [
  { of: 'result', gap: 'resultWithoutCause', isBroken: (source, context) => !isCitedBy(source, 'cause', context) },
  { of: 'cause', gap: 'causeWithoutResult', isBroken: (source, context) => !cites(source, 'result', context) },
  { of: 'effect', gap: 'effectWithoutAction', isBroken: (source, context) => !cites(source, 'action', context) },
  { of: 'conclusion', gap: 'conclusionWithoutCause', isBroken: (source, context) => !cites(source, 'cause', context) },
  { of: 'conclusion', gap: 'conclusionWithoutEvidence', isBroken: (source, context) => !context.grounded.has(source) },
  {
    of: 'action',
    gap: 'actionWithoutConclusion',
    isBroken: (source, context) => !cites(source, 'conclusion', context),
  },
  { of: 'action', gap: 'actionWithoutOwner', isBroken: ({ claim }) => claim.owner === null },
  { of: 'action', gap: 'actionWithoutDate', isBroken: ({ claim }) => claim.due === null },
];

/** Actions of the round before that no effect of this round cites. */
const previousWithoutEffect = (
  collected: Collected,
  input: DraftInput,
  isShown: (text: string) => boolean,
): Told<Gap>[] => {
  const told = new Set(collected.sources.filter(({ claim }) => claim.kind === 'effect').flatMap(citedClaims));
  return input.previousActions
    .filter(({ claimId, text }) => !told.has(claimId) && isShown(text))
    .map(({ claimId, documentId, text }) => ({
      told: { kind: 'previousActionWithoutEffect', claimId, text: words.gaps.previousActionWithoutEffect(text) },
      documentIds: [documentId],
    }));
};

/** @returns all gaps: by claim in reading order, then areas with nothing, then last round's actions without an effect. */
export const gaps = (
  collected: Collected,
  chain: Chain,
  input: DraftInput,
  isShown: (text: string) => boolean,
): Told<Gap>[] => {
  const twins = Map.groupBy(collected.sources, ({ sameness }) => sameness);
  const base = { chain, twinsOf: (source: Source) => twins.get(source.sameness) ?? [source] };
  const context: Context = { ...base, grounded: groundedOf(collected, base) };
  const ofClaims = collected.sources.flatMap((source) =>
    rules
      .filter(({ of, isBroken }) => of === source.claim.kind && isBroken(source, context))
      .map(({ gap }): Told<Gap> => ({
        told: { kind: gap, claimId: source.claim.id, text: words.gaps[gap](source.claim.text) },
        documentIds: [source.at.documentId],
      })),
  );
  const used = new Set(collected.sources.map(({ claim }) => claim.priorityArea));
  const ofAreas = input.areas
    .filter(({ slug }) => !used.has(slug))
    .map(({ slug, name }): Told<Gap> => ({
      told: { kind: 'areaEmpty', priorityArea: slug, text: words.gaps.areaEmpty(name) },
      documentIds: [],
    }));
  return [...ofClaims, ...ofAreas, ...previousWithoutEffect(collected, input, isShown)];
};
