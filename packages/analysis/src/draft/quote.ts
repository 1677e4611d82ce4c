/** A claim's words in a second place (summary, differences): what its block says now, with a citation of the block. */
import { type DocNode, rejectSuggestions, textOf } from '@samsyn/document';
import { protectedKindsIn } from '../protect/find.ts';
import { standingWords } from '../refresh/content.ts';
import { countWords } from '../swedish/words.ts';
import type { Composition, Places } from './composition.ts';
import { carriedBy } from './select.ts';
import type { Unit } from './units.ts';
import type { Wanted } from './wanted.ts';

export type Quote = { block: Wanted; length: number };
/** @returns the quotation, or null where there is nothing that may be said twice. */
export type Quoting = (unit: Unit, section: string, part: string) => Quote | null;

export const quoteNode = (text: string, targetId: string): DocNode => ({
  type: 'paragraph',
  content: [
    { type: 'text', text: `${text.replace(/\s+/g, ' ').trim()} ` },
    { type: 'citation', attrs: { targetType: 'claim', targetId } },
  ],
});

export const quoting =
  ({ input }: Composition, places: Places): Quoting =>
  (unit, section, part) => {
    const [first] = carriedBy(unit).wordings;
    if (!first) return null;
    const edited = unit.standing?.isEdited ? unit.standing.node : null;
    const words = edited ? standingWords(rejectSuggestions(edited)) : textOf({ type: 'doc', content: first.content });
    if (words === '') return null;
    const node = quoteNode(words, places.idOf(unit));
    if (protectedKindsIn(node, { smallGroupLimit: input.smallGroupLimit }).size > 0) return null;
    const sources = unit.sources.filter(({ sameness }) => edited !== null || sameness === first.sameness);
    return {
      block: { key: `${section}/${unit.key}`, role: 'quote', part, node, sources: sources.map(({ at }) => at) },
      length: countWords(words),
    };
  };
