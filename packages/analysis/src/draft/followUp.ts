/** Last round's actions, each with the effects that are told of it; then the effects of none. */
import { protectedKindsIn } from '../protect/find.ts';
import { countWords } from '../swedish/words.ts';
import { sectionKey } from '../template.ts';
import type { PreviousAction } from '../types.ts';
import type { Composition } from './composition.ts';
import { citedClaims } from './links.ts';
import { quoteNode } from './quote.ts';
import { lengthOf } from './select.ts';
import type { Unit } from './units.ts';
import type { Wanted } from './wanted.ts';

const quoteOf = ({ claimId, documentId, seminarId, text }: PreviousAction): Wanted => ({
  key: `previous/${claimId}`,
  role: 'quote',
  part: sectionKey('followUp'),
  node: quoteNode(text, claimId),
  sources: [{ seminarId, documentId, blockId: claimId }],
});

/** @returns the section's blocks. The actions are quoted as far as the effects leave room for them. */
export const followUp = (
  effects: readonly Unit[],
  { input }: Composition,
  budget: number,
  blockOf: (unit: Unit) => Wanted | null,
): Wanted[] => {
  let left = budget - effects.reduce((sum, unit) => sum + lengthOf(unit), 0);
  const waiting = new Set(effects);
  const told = input.previousActions.flatMap((action): Wanted[] => {
    const own = [...waiting].filter(({ sources }) => sources.some((one) => citedClaims(one).includes(action.claimId)));
    for (const unit of own) waiting.delete(unit);
    const quote = quoteOf(action);
    const length = countWords(action.text);
    const isHidden = protectedKindsIn(quote.node, { smallGroupLimit: input.smallGroupLimit }).size > 0;
    const isQuoted = own.length > 0 && length <= left && !isHidden;
    if (isQuoted) left -= length;
    return [...(isQuoted ? [quote] : []), ...own.flatMap((unit) => blockOf(unit) ?? [])];
  });
  return [...told, ...[...waiting].flatMap((unit) => blockOf(unit) ?? [])];
};
