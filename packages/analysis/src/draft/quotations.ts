/** Last round's actions, as the chapter of their effects quotes them: an effect stands with the action that it tells of. */
import { citationsIn, type DocNode, targetsOf } from '@samsyn/document';
import { protectedKindsIn } from '../protect/find.ts';
import { countWords } from '../swedish/words.ts';
import { budgetOf, sectionKey } from '../template.ts';
import { words } from '../text/sv.ts';
import type { DraftInput, PreviousAction } from '../types.ts';
import { citedClaims } from './links.ts';
import { type Quote, quoteNode } from './quote.ts';
import { lengthOf } from './select.ts';
import type { Unit } from './units.ts';

/** An action's words, the same object for every effect that is told of it; `order` is the actions' own. */
export type Quotation = Quote & { order: number };
/** @returns the actions that a unit stands with, in their order; none for what is no effect. */
export type Quotations = (unit: Unit) => readonly Quotation[];

const section = sectionKey('followUp');

/** Whoever reads on sees at once that it is what was decided then, not what is told now. */
const ledIn = (quote: DocNode): DocNode => ({
  ...quote,
  content: [{ type: 'text', text: `${words.previousAction} `, marks: [{ type: 'bold' }] }, ...(quote.content ?? [])],
});

const quotationOf = ({ claimId, documentId, seminarId, text }: PreviousAction, order: number): Quotation => ({
  block: {
    key: `previous/${claimId}`,
    role: 'quote',
    part: section,
    node: ledIn(quoteNode(text, claimId)),
    sources: [{ seminarId, documentId, blockId: claimId }],
  },
  length: countWords(words.previousAction) + countWords(text),
  order,
});

/** What an effect is of: as its claims say, and as its block says where people have edited it. */
const citedBy = ({ sources, standing }: Unit): Set<string> =>
  new Set([
    ...sources.flatMap(citedClaims),
    ...(standing?.isEdited ? targetsOf(citationsIn(standing.node), 'claim') : []),
  ]);

/** What is protected is not quoted, nor what leaves the effect itself no room in the section: better alone than left out. */
export const quotationsOf = (input: DraftInput): Quotations => {
  const quotations = new Map<string, Quotation>();
  for (const [order, action] of input.previousActions.entries()) {
    const quotation = quotationOf(action, order);
    const isHidden = protectedKindsIn(quotation.block.node, { smallGroupLimit: input.smallGroupLimit }).size > 0;
    if (!isHidden && !quotations.has(action.claimId)) quotations.set(action.claimId, quotation);
  }
  return (unit) => {
    if (unit.place.part !== section) return [];
    let left = budgetOf(section) - lengthOf(unit);
    return [...citedBy(unit)]
      .flatMap((claimId) => quotations.get(claimId) ?? [])
      .toSorted((one, other) => one.order - other.order)
      .filter(({ length }) => {
        const fits = length <= left;
        if (fits) left -= length;
        return fits;
      });
  };
};
