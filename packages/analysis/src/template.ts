/** The draft's sections as data: what stands where, how long it may be (words), under which heading. */
import type { AreaRef, ClaimKind } from '@samsyn/domain';
import { words } from './text/sv.ts';

/** What a section holds. area: claims of an area, in parts. kind: claims of one kind. The others are made of these. */
export type SectionRule =
  | { holds: 'summary'; title: string; budget: number; /** shorter drafts need none */ fromWords: number }
  | { holds: 'followUp'; title: string; budget: number; kind: ClaimKind }
  | { holds: 'areas'; otherTitle: string; budget: number; parts: readonly { kind: ClaimKind; title: string }[] }
  | { holds: 'kind'; title: string; budget: number; kind: ClaimKind }
  | { holds: 'differences'; title: string; budget: number; fromWords: number }
  | { holds: 'evidence' | 'references'; title: string };

const { sections } = words;

export const template: readonly SectionRule[] = [
  { holds: 'summary', title: sections.summary, budget: 250, fromWords: 500 },
  { holds: 'followUp', title: sections.followUp, budget: 200, kind: 'effect' },
  {
    holds: 'areas',
    otherTitle: sections.otherAreas,
    budget: 320,
    parts: [
      { kind: 'result', title: sections.parts.result },
      { kind: 'cause', title: sections.parts.cause },
      { kind: 'conclusion', title: sections.parts.conclusion },
      { kind: 'action', title: sections.parts.action },
    ],
  },
  { holds: 'kind', title: sections.successFactors, budget: 200, kind: 'successFactor' },
  { holds: 'differences', title: sections.differences, budget: 200, fromWords: 500 },
  { holds: 'kind', title: sections.openQuestions, budget: 200, kind: 'openQuestion' },
  { holds: 'evidence', title: sections.evidence },
  { holds: 'references', title: sections.references },
];

/** Keys of headings. Slugs hold no slash, so areas and fixed sections cannot meet. */
export const sectionKey = (holds: string): string => `section/${holds}`;
export const areaKey = (slug: string | null): string => (slug === null ? 'section/other' : `area/${slug}`);
export const partKey = (area: string, kind: ClaimKind): string => `${area}/${kind}`;

/** Where a claim belongs: the section whose budget it uses, and the heading that it stands under. */
export type Place = { section: string; part: string };

/** @returns where a claim of this kind and area goes. An area that is not the year's counts as none (Övrigt). */
export const placeOf = (kind: ClaimKind, area: string | null, areas: readonly AreaRef[]): Place => {
  for (const rule of template) {
    if (rule.holds === 'areas' && rule.parts.some((part) => part.kind === kind)) {
      const section = areaKey(areas.some(({ slug }) => slug === area) ? area : null);
      return { section, part: partKey(section, kind) };
    }
    if ((rule.holds === 'kind' || rule.holds === 'followUp') && rule.kind === kind) {
      const key = sectionKey(rule.holds === 'kind' ? kind : rule.holds);
      return { section: key, part: key };
    }
  }
  throw new RangeError(`The template has no place for ${kind}`);
};

/** @returns the words that a section may hold. */
export const budgetOf = (section: string): number => {
  for (const rule of template) {
    if (rule.holds === 'areas' && (section.startsWith('area/') || section === areaKey(null))) return rule.budget;
    if (rule.holds === 'kind' && section === sectionKey(rule.kind)) return rule.budget;
    if ('budget' in rule && section === sectionKey(rule.holds)) return rule.budget;
  }
  throw new RangeError(`The template has no section ${section}`);
};
