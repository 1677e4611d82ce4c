/** The claims under each heading. */
import type { Node } from '@tiptap/pm/model';
import type { PlacedClaim } from './claims.ts';

/** `end`: where the heading ends. `area`: the one that all its claims are about, null when they differ. */
export type Section = { end: number; claims: PlacedClaim[]; area: string | null };

const areaOf = (claims: readonly PlacedClaim[]): string | null => {
  const [first] = claims;
  return first !== undefined && claims.every((claim) => claim.priorityArea === first.priorityArea)
    ? first.priorityArea
    : null;
};

/** @returns the sections that hold claims; those before the first heading belong to none. */
export const sectionsOf = (doc: Node, claims: readonly PlacedClaim[]): Section[] => {
  const headings: { pos: number; end: number }[] = [];
  doc.forEach((node, pos) => {
    if (node.type.name === 'heading' && node.content.size > 0) headings.push({ pos, end: pos + node.nodeSize });
  });
  return headings.flatMap(({ pos, end }, index) => {
    const until = headings[index + 1]?.pos ?? Number.POSITIVE_INFINITY;
    const inside = claims.filter((claim) => claim.pos > pos && claim.pos < until && claim.text !== '');
    return inside.length === 0 ? [] : [{ end, claims: inside, area: areaOf(inside) }];
  });
};
