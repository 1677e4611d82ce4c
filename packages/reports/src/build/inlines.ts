/** Text with its marks and citations, as runs. */
import { attr, childrenOf, type DocNode } from '@samsyn/document';
import type { Run, TextRun } from '../model.ts';
import { type BuildContext, mentionOf } from './context.ts';

const styles = ['bold', 'italic', 'underline', 'strike', 'code'] as const;

/** Only addresses that a reader of a file can follow; anything else stays plain text. */
const linkOf = (node: DocNode): string | undefined => {
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.['href'];
  return typeof href === 'string' && /^(https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(href) ? href : undefined;
};

const textRuns = (node: DocNode): Run[] => {
  const marks = new Set(node.marks?.map((mark) => mark.type));
  const href = linkOf(node);
  return (node.text ?? '').split('\n').flatMap((text, index): Run[] => {
    const run: TextRun = { type: 'text', text, ...(href !== undefined && { href }) };
    for (const style of styles) if (marks.has(style)) run[style] = true;
    return [...(index > 0 ? [{ type: 'break' } as const] : []), ...(text === '' ? [] : [run])];
  });
};

const endsWithSpace = (runs: readonly Run[]): boolean => {
  const last = runs.at(-1);
  return !last || last.type === 'break' || /[\s(]$/.test(last.text);
};

/** A citation stands after the word with a space between, also where the writer set none. */
const withMention = (runs: Run[], node: DocNode, context: BuildContext): Run[] => {
  const mention = mentionOf(context, node);
  if (!mention) return runs;
  return [...runs, ...(endsWithSpace(runs) ? [] : [{ type: 'text', text: ' ' } as const]), mention];
};

const startsWithWord = (node: DocNode): boolean => node.type === 'text' && /^[\p{L}\p{N}(]/u.test(node.text ?? '');

export const isInline = (node: DocNode): boolean => ['text', 'hardBreak', 'citation'].includes(node.type);

/** @returns the runs of a block that holds text; what nests in it against the schema is read as text too. */
export const runsOf = (nodes: readonly DocNode[], context: BuildContext): Run[] => {
  let runs: Run[] = [];
  for (const node of nodes) {
    if (runs.at(-1)?.type === 'mention' && startsWithWord(node)) runs.push({ type: 'text', text: ' ' });
    if (node.type === 'text') runs.push(...textRuns(node));
    else if (node.type === 'hardBreak') runs.push({ type: 'break' });
    else if (node.type === 'citation') runs = withMention(runs, node, context);
    else if (node.type === 'image') runs.push({ type: 'text', text: attr(node, 'alt') ?? '' });
    else {
      if (runs.length > 0) runs.push({ type: 'break' });
      runs.push(...runsOf(childrenOf(node), context));
    }
  }
  return runs;
};

export const plainOf = (runs: readonly Run[]): string =>
  runs.map((run) => (run.type === 'break' ? '\n' : run.text)).join('');

/** @returns whether there is anything to print. */
export const hasInk = (runs: readonly Run[]): boolean => plainOf(runs).trim() !== '';
