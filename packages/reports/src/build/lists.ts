/**
 * The lists at the end. The draft has sections of its own for sources and references; the report's numbered lists take
 * their place there. A line of the draft goes when every word of it stands in one entry of the list, else it stays.
 */
import type { Block, Run } from '../model.ts';
import { plainText } from '../references/apa.ts';
import { sv } from '../text/sv.ts';
import type { BuildContext } from './context.ts';
import { plainOf } from './inlines.ts';

const words = (text: string): string[] => text.toLocaleLowerCase('sv').match(/[\p{L}\p{N}]+/gu) ?? [];

export type EndList = 'sources' | 'references';

/** @returns which list a section with this heading is for. */
export const listOfHeading = (runs: readonly Run[]): EndList | null => {
  const heading = plainOf(runs).trim().toLocaleLowerCase('sv');
  if (heading === sv.sources.toLocaleLowerCase('sv')) return 'sources';
  return heading === sv.references.toLocaleLowerCase('sv') ? 'references' : null;
};

const entryWords = (context: BuildContext, list: EndList): Set<string>[] =>
  list === 'sources'
    ? [...context.sources.values()].map(
        (source) =>
          new Set(words([source.number, source.title, source.origin, source.url ?? '', source.text ?? ''].join(' '))),
      )
    : [...context.references.values()].map((one) => new Set(words(`${one.label} ${plainText(one.entry)}`)));

const textIn = (block: Block): string | null => {
  if (block.type === 'paragraph') return block.runs.map((run) => (run.type === 'text' ? run.text : ' ')).join('');
  return null;
};

const isCovered = (block: Block, entries: readonly Set<string>[]): boolean => {
  const text = textIn(block);
  if (text === null) return false;
  const said = words(text);
  return entries.some((entry) => said.every((word) => entry.has(word)));
};

/** Takes out of a section what its list says anyway; list items one by one. */
export const withoutListed = (blocks: readonly Block[], list: EndList, context: BuildContext): Block[] => {
  const entries = entryWords(context, list);
  if (entries.length === 0) return [...blocks];
  return blocks.flatMap((block): Block[] => {
    if (block.type !== 'list') return isCovered(block, entries) ? [] : [block];
    const items = block.items.filter((item) => !item.every((one) => isCovered(one, entries)));
    return items.length > 0 ? [{ ...block, items }] : [];
  });
};
