/** The red thread of each priority area: how many claims it has, and at how many places it breaks. */
import type { Claim } from '@samsyn/document';
import type { AreaRef, Overview } from '@samsyn/domain';

/** A claim breaks the chain when what it should follow from is missing, a result when no cause takes it up. */
const breaksOf = (claims: readonly Claim[]): Claim[] => {
  const kinds = new Map(claims.map((claim) => [claim.id, claim.kind]));
  const cites = (claim: Claim, kind: Claim['kind']): boolean =>
    claim.citations.some((one) => one.targetType === 'claim' && kinds.get(one.targetId) === kind);
  const explained = new Set(
    claims.filter(({ kind }) => kind === 'cause').flatMap(({ citations }) => citations.map(({ targetId }) => targetId)),
  );
  return claims.filter((claim) => {
    switch (claim.kind) {
      case 'result':
        return !explained.has(claim.id);
      case 'cause':
        return !cites(claim, 'result');
      case 'conclusion':
        return !cites(claim, 'cause');
      case 'action':
        return !cites(claim, 'conclusion');
      default:
        return false;
    }
  });
};

export const areasOf = (areas: readonly AreaRef[], claims: readonly Claim[]): Overview['areas'] => {
  const breaks = breaksOf(claims);
  return areas.map(({ slug, name }) => ({
    slug,
    name,
    claims: claims.filter(({ priorityArea }) => priorityArea === slug).length,
    breaks: breaks.filter(({ priorityArea }) => priorityArea === slug).length,
  }));
};
