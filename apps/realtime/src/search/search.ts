/** One search over what the account may see: each kind in its own words, the best few of each. */
import type { Actor, ClaimEntry, SearchHit } from '@samsyn/domain';
import { listClaims } from '../claims/routes.ts';
import { readableNotes } from '../claims/notes.ts';
import type { Context } from '../context.ts';
import { listEvidence } from '../evidence/routes.ts';
import { excerptOf, holdsWords } from '../http/words.ts';
import { visibleAnalyses } from '../overview/visible.ts';
import { listPages } from '../planning/routes.ts';
import { listReferences } from '../references/routes.ts';
import { listSeminars } from '../seminars/routes.ts';
import type { Catalogue } from '../text/sv.ts';

type Asked = { context: Context; actor: Actor; words: string; limit: number; text: Catalogue };
type Finder = (asked: Asked) => Promise<SearchHit[]>;

const seminars: Finder = async ({ context, actor, words, text }) => {
  const [groups, rows] = await Promise.all([context.accounts.groups(), listSeminars(context, actor, undefined)]);
  return rows
    .map((row) => ({
      kind: 'seminar' as const,
      id: row._id,
      title: text.search.seminar(groups.get(row.group)?.shortName ?? row.group, row.round),
      excerpt: row.schoolYear,
      href: `/seminarier/${row._id}`,
    }))
    .filter((hit) => holdsWords(`${hit.title} ${hit.excerpt}`, words));
};

const analyses: Finder = async ({ context, actor, words, text }) => {
  const rows = await visibleAnalyses(context.models, actor, undefined);
  return rows
    .map(({ analysis }) => ({
      kind: 'analysis' as const,
      id: analysis._id,
      title: text.documents.analysis(analysis.number, analysis.schoolYear),
      excerpt: analysis.schoolYear,
      href: `/analyser/${analysis._id}`,
    }))
    .filter((hit) => holdsWords(hit.title, words));
};

const evidence: Finder = async ({ context, actor, words, limit }) =>
  (await listEvidence(context, actor, { q: words }, null, limit)).map((row) => ({
    kind: 'evidence',
    id: row._id,
    title: row.title,
    excerpt: excerptOf([row.source, row.period, row.text].filter(Boolean).join(' · '), words),
    href: `/underlag/${row._id}`,
  }));

const references: Finder = async ({ context, actor, words, limit }) =>
  (await listReferences(context, actor, words, null, limit)).map((row) => ({
    kind: 'reference',
    id: row._id,
    title: row.label,
    excerpt: excerptOf(row.finding || row.citation, words),
    href: `/referenser/${row._id}`,
  }));

const hrefOf = (claim: ClaimEntry): string =>
  `${claim.seminarId === null ? `/dokument/${claim.documentId}` : `/seminarier/${claim.seminarId}`}#${claim.id}`;

const claims: Finder = async ({ context, actor, words, limit }) =>
  (await listClaims(context, actor, undefined, words)).slice(0, limit).map((claim) => ({
    kind: 'claim',
    id: claim.id,
    title: excerptOf(claim.text, words),
    excerpt: claim.leadershipGroup?.name ?? '',
    href: hrefOf(claim),
  }));

const pages: Finder = async ({ context, actor, words }) => {
  const lists = await Promise.all([
    listPages(context, actor, 'plan', undefined),
    listPages(context, actor, 'handbook', undefined),
  ]);
  return lists
    .flat()
    .filter(({ title, schoolYear }) => holdsWords(`${title} ${schoolYear ?? ''}`, words))
    .map(({ id, title, schoolYear, documentId }) => ({
      kind: 'page' as const,
      id,
      title,
      excerpt: schoolYear ?? '',
      href: `/dokument/${documentId}`,
    }));
};

const freeNotes: Finder = async ({ context, actor, words }) => {
  const notes = await readableNotes(context, actor, undefined);
  return notes
    .filter(({ seminarId, title }) => seminarId === null && holdsWords(title, words))
    .map(({ _id, title }) => ({ kind: 'document' as const, id: _id, title, excerpt: '', href: `/dokument/${_id}` }));
};

const finders: readonly Finder[] = [seminars, analyses, freeNotes, pages, evidence, references, claims];

/** Takes from each kind in turn, so that many claims never push the one seminar out. */
export const search = async (asked: Asked): Promise<SearchHit[]> => {
  const found = await Promise.all(finders.map((find) => find(asked)));
  const fair = Math.max(3, Math.floor(asked.limit / finders.length));
  const first = found.map((hits) => hits.slice(0, fair));
  const rest = found.map((hits) => hits.slice(fair));
  return [...first.flat(), ...rest.flat()].slice(0, asked.limit);
};
