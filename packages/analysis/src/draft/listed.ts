/** The lists at the end: what the draft's blocks cite, evidence by title and research by its whole reference. */
import { citationsIn, type DocNode, paragraph } from '@samsyn/document';
import { protectedKindsIn } from '../protect/find.ts';
import { sectionKey, template } from '../template.ts';
import type { DraftInput } from '../types.ts';
import { underHeading, type Wanted, wantedHeading } from './wanted.ts';

/** @returns the headings of the lists, for placing what comes before them. */
export const listHeadings = (): Wanted[] =>
  template.flatMap((rule) =>
    rule.holds === 'evidence' || rule.holds === 'references'
      ? [wantedHeading(sectionKey(rule.holds), 2, rule.title)]
      : [],
  );

/** @returns the two sections for a draft that reads so. What the draft cites but the input lacks is not listed. */
export const listed = (body: DocNode, input: DraftInput): Wanted[] => {
  const cited = citationsIn(body);
  const textsOf = (holds: 'evidence' | 'references'): { id: string; text: string }[] =>
    cited.flatMap(({ targetType, targetId }) => {
      const text =
        holds === 'evidence'
          ? targetType === 'evidence' && input.evidence.get(targetId)?.title
          : targetType === 'reference' && input.references.get(targetId)?.citation;
      return text ? [{ id: targetId, text }] : [];
    });
  return template.flatMap((rule) => {
    if (rule.holds !== 'evidence' && rule.holds !== 'references') return [];
    const part = sectionKey(rule.holds);
    const blocks = textsOf(rule.holds)
      .map(({ id, text }): Wanted => ({
        key: `${part}/${id}`,
        role: 'listed',
        part,
        node: paragraph(text),
        sources: [],
      }))
      .filter(
        ({ node }) =>
          rule.holds === 'references' || protectedKindsIn(node, { smallGroupLimit: input.smallGroupLimit }).size === 0,
      )
      .toSorted((a, b) => JSON.stringify(a.node).localeCompare(JSON.stringify(b.node), 'sv'));
    return underHeading(wantedHeading(part, 2, rule.title), blocks);
  });
};
