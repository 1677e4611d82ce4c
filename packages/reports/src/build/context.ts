/** What the blocks need to know of the whole before they are made: numbers of claims, sources and references. */
import { attr, citationsIn, type Claim, claimOf, type DocNode, walk } from '@samsyn/document';
import { shorten } from '../format.ts';
import type { ReportInput } from '../input.ts';
import type { MentionRun, ReferenceEntry, SourceEntry } from '../model.ts';
import { formatReferences } from '../references/apa.ts';
import { sv } from '../text/sv.ts';

export type BuildContext = {
  input: ReportInput;
  /** by id, in reading order */
  claims: Map<string, { claim: Claim; label: string; anchor: string }>;
  sources: Map<string, SourceEntry>;
  references: Map<string, ReferenceEntry>;
  /** a claim's id in a note → the claim of this report that carries its words */
  aliases: Map<string, string>;
};

const numberClaims = (body: DocNode): BuildContext['claims'] => {
  const counts = new Map<string, number>();
  const found: BuildContext['claims'] = new Map();
  walk(body, (node) => {
    const claim = claimOf(node);
    if (!claim || found.has(claim.id)) return;
    const number = (counts.get(claim.kind) ?? 0) + 1;
    counts.set(claim.kind, number);
    found.set(claim.id, {
      claim,
      label: `${sv.kinds[claim.kind]} ${number}`,
      anchor: `pastaende-${found.size + 1}`,
    });
  });
  return found;
};

const longestSourceText = 600;

const numberSources = (input: ReportInput, cited: readonly string[]): BuildContext['sources'] => {
  const byId = new Map(input.evidence.map((one) => [one.id, one]));
  const order = new Set([...cited.filter((id) => byId.has(id)), ...byId.keys()]);
  const entries = [...order].flatMap((id, index): [string, SourceEntry][] => {
    const evidence = byId.get(id);
    if (!evidence) return [];
    const text = evidence.text?.trim() ?? '';
    const shown = shorten(text, longestSourceText);
    const entry: SourceEntry = {
      id,
      anchor: `underlag-${index + 1}`,
      number: index + 1,
      title: evidence.title,
      origin: [evidence.source, evidence.period].filter((part) => part.trim() !== '').join(', '),
      url: evidence.url ?? null,
      text: text === '' ? null : shown === text ? text : `${shown} ${sv.textInArchive}`,
    };
    return [[id, entry]];
  });
  return new Map(entries);
};

const listReferences = (input: ReportInput): BuildContext['references'] =>
  new Map(
    formatReferences(input.references).map((reference, index) => [
      reference.id,
      { ...reference, anchor: `referens-${index + 1}` },
    ]),
  );

const aliasesOf = (input: ReportInput, claims: BuildContext['claims']): Map<string, string> =>
  new Map(
    (input.provenance ?? [])
      .filter((item) => claims.has(item.draftBlockId))
      .flatMap((item) => item.sources.map((source): [string, string] => [source.blockId, item.draftBlockId])),
  );

export const contextOf = (input: ReportInput, body: DocNode): BuildContext => {
  const claims = numberClaims(body);
  const cited = citationsIn(body).flatMap((one) => (one.targetType === 'evidence' ? one.targetId : []));
  return {
    input,
    claims,
    sources: numberSources(input, cited),
    references: listReferences(input),
    aliases: aliasesOf(input, claims),
  };
};

/** "Hattie & Timperley 2007" → "(Hattie & Timperley, 2007)". */
const inText = (label: string): string => `(${label.replace(/ (\S+)$/, ', $1')})`;

/** The id of the claim in this report that a citation means, or undefined when its words are not here. */
export const claimCited = (context: BuildContext, targetId: string): string | undefined =>
  context.claims.has(targetId) ? targetId : context.aliases.get(targetId);

/** @returns how a citation is printed; a claim that is not in this report is not mentioned. */
export const mentionOf = (context: BuildContext, node: DocNode): MentionRun | null => {
  const id = attr(node, 'targetId') ?? '';
  switch (attr(node, 'targetType')) {
    case 'evidence': {
      const source = context.sources.get(id);
      return source
        ? { type: 'mention', text: sv.mention(source.number), anchor: source.anchor }
        : { type: 'mention', text: sv.missingEvidence, anchor: '' };
    }
    case 'reference': {
      const reference = context.references.get(id);
      return reference
        ? { type: 'mention', text: inText(reference.label), anchor: reference.anchor }
        : { type: 'mention', text: sv.missingReference, anchor: '' };
    }
    case 'claim': {
      const claim = context.claims.get(claimCited(context, id) ?? '');
      return claim ? { type: 'mention', text: `(${claim.label.replace(' ', '\u00A0')})`, anchor: claim.anchor } : null;
    }
    default:
      return null;
  }
};
