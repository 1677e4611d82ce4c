/** The claims under each heading. */
import type { PlacedClaim } from './claims.ts';

/** `area`: the one that all its claims are about, null when they differ. */
export type Section = { headingId: string; claims: PlacedClaim[]; area: string | null };

const areaOf = (claims: readonly PlacedClaim[]): string | null => {
  const [first] = claims;
  return first !== undefined && claims.every((claim) => claim.priorityArea === first.priorityArea)
    ? first.priorityArea
    : null;
};

/** @returns the sections that hold claims with words; those before the first heading belong to none. */
export const sectionsOf = (claims: readonly PlacedClaim[]): Section[] => {
  const under = new Map<string, PlacedClaim[]>();
  for (const claim of claims) {
    if (claim.heading === null || claim.text === '') continue;
    const found = under.get(claim.heading) ?? [];
    if (found.length === 0) under.set(claim.heading, found);
    found.push(claim);
  }
  return [...under].map(([headingId, inside]) => ({ headingId, claims: inside, area: areaOf(inside) }));
};
