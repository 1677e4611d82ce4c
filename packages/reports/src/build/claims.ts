/** Claims as they are printed, and as slides and the archive read them. */
import { attr, claimOf, type DocNode, targetsOf } from '@samsyn/document';
import { formatDay } from '../format.ts';
import type { Block, ClaimBlock, ClaimEntry, Fact } from '../model.ts';
import { sv } from '../text/sv.ts';
import { type BuildContext, claimCited } from './context.ts';

const ownerOf = (context: BuildContext, owner: string | null): string | null =>
  owner === null ? null : (context.input.people?.find((person) => person.id === owner)?.name ?? owner);

/** Owner, date and expected effect stand wherever somebody wrote them, not only at actions: no word is lost. */
const factsOf = (context: BuildContext, node: DocNode): Fact[] => {
  const due = attr(node, 'due');
  const facts: [string, string | null][] = [
    [sv.owner, ownerOf(context, attr(node, 'owner'))],
    [sv.due, due === null ? null : formatDay(due)],
    [sv.expectedEffect, attr(node, 'expectedEffect')],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
};

const areaOf = (context: BuildContext, slug: string | null): string | null =>
  slug === null ? null : (context.input.areas.find((area) => area.slug === slug)?.name ?? slug);

const isSaid = (name: string, under: readonly string[]): boolean =>
  under.some((heading) => heading.toLocaleLowerCase('sv').includes(name.toLocaleLowerCase('sv')));

/** @returns the claim as a block, or null for an element without words: then its blocks stand by themselves. */
export const claimBlock = (
  context: BuildContext,
  node: DocNode,
  blocks: Block[],
  under: readonly string[],
): ClaimBlock | null => {
  const claim = claimOf(node);
  const entry = claim && context.claims.get(claim.id);
  if (!claim || !entry) return null;
  const area = areaOf(context, claim.priorityArea);
  return {
    type: 'claim',
    id: claim.id,
    anchor: entry.anchor,
    kind: claim.kind,
    label: entry.label,
    area: area !== null && !isSaid(area, under) ? area : null,
    blocks,
    facts: factsOf(context, node),
  };
};

export const claimEntry = (context: BuildContext, id: string, under: readonly string[]): ClaimEntry | null => {
  const entry = context.claims.get(id);
  if (!entry) return null;
  const { claim, label, anchor } = entry;
  const { citations } = claim;
  return {
    id,
    kind: claim.kind,
    label,
    anchor,
    text: claim.text,
    priorityArea: claim.priorityArea,
    area: areaOf(context, claim.priorityArea),
    under: [...under],
    facts: factsOf(context, claim.node),
    owner: ownerOf(context, claim.owner),
    due: claim.due,
    expectedEffect: claim.expectedEffect,
    evidence: targetsOf(citations, 'evidence').filter((target) => context.sources.has(target)),
    references: targetsOf(citations, 'reference').filter((target) => context.references.has(target)),
    claims: [...new Set(targetsOf(citations, 'claim').flatMap((target) => claimCited(context, target) ?? []))],
  };
};
