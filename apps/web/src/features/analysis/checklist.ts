/** What the last draft found out, ordered for those who review it. */
import type { Analysis, DraftLists, Gap, GapKind, LeftOut, LeftOutReason } from '@samsyn/domain';
import { gapKinds, leftOutReasons } from '@samsyn/domain';

/** @returns the lists, or null for an account that sees only the entry. */
export const listsOf = (analysis: Analysis): DraftLists | null => {
  const { gaps, unmarked, leftOut, findings, proposedLinks, contradictions } = analysis;
  if (!gaps || !unmarked || !leftOut || !findings || !proposedLinks || !contradictions) return null;
  return { gaps, unmarked, leftOut, findings, proposedLinks, contradictions };
};

export type GapGroup = { kind: GapKind; gaps: Gap[] };

/** Gaps by kind, in the chain's order; kinds without any are left out. */
export const gapGroups = (gaps: readonly Gap[]): GapGroup[] =>
  gapKinds
    .map((kind) => ({ kind, gaps: gaps.filter((gap) => gap.kind === kind) }))
    .filter((group) => group.gaps.length > 0);

export const leftOutGroups = (leftOut: readonly LeftOut[]): { reason: LeftOutReason; items: LeftOut[] }[] =>
  leftOutReasons
    .map((reason) => ({ reason, items: leftOut.filter((one) => one.reason === reason) }))
    .filter((group) => group.items.length > 0);

/** How much there is for somebody to look at; what was left out for want of room is told, not asked for. */
export const toLookAt = (lists: DraftLists | null): number =>
  lists === null
    ? 0
    : lists.gaps.length +
      lists.unmarked.length +
      lists.findings.length +
      lists.proposedLinks.length +
      lists.contradictions.length;
