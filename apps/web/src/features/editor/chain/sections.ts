/** The claims under each heading. */
import type { Node } from '@tiptap/pm/model';
import type { PlacedClaim } from './claims.ts';

/** `area`: the one that all its claims are about, null when they differ. */
export type Section = { headingId: string; claims: PlacedClaim[]; area: string | null };

const areaOf = (claims: readonly PlacedClaim[]): string | null => {
  const [first] = claims;
  return first !== undefined && claims.every((claim) => claim.priorityArea === first.priorityArea)
    ? first.priorityArea
    : null;
};

/** @returns the sections that hold claims; those before the first heading belong to none. */
export const sectionsOf = (doc: Node, claims: readonly PlacedClaim[]): Section[] => {
  const headings: { pos: number; headingId: string }[] = [];
  doc.forEach((node, pos) => {
    const id: unknown = node.attrs['id'];
    if (node.type.name === 'heading' && typeof id === 'string') headings.push({ pos, headingId: id });
  });
  return headings.flatMap(({ pos, headingId }, index) => {
    const until = headings[index + 1]?.pos ?? Number.POSITIVE_INFINITY;
    const inside = claims.filter((claim) => claim.pos > pos && claim.pos < until && claim.text !== '');
    return inside.length === 0 ? [] : [{ headingId, claims: inside, area: areaOf(inside) }];
  });
};
