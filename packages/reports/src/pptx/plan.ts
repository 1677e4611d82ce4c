/** Which slides there are, in what order, and what stands on each: 8 to 15 when there is enough to say. */
import type { ClaimEntry, FigureBlock, ReportModel } from '../model.ts';
import { formatYears } from '../format.ts';
import { sv } from '../text/sv.ts';
import { claimsBehind, evidenceBehind, figuresOf } from './chain.ts';

export type ActionRow = { text: string; owner: string; due: string; claim: ClaimEntry };
export type Slide =
  | { kind: 'title' }
  | { kind: 'points'; title: string; points: string[]; claims: ClaimEntry[] }
  | { kind: 'claim'; claim: ClaimEntry; because: ClaimEntry[]; figure: FigureBlock | null }
  | { kind: 'actions'; title: string; rows: ActionRow[] }
  | { kind: 'basis'; seminars: string[]; counts: { number: number; words: string }[] }
  | { kind: 'decision'; points: string[] };

const mostSlides = 15;
const fewestSlides = 8;
const actionsOnSlide = 6;

const ofKind = (model: ReportModel, kind: ClaimEntry['kind']): ClaimEntry[] =>
  model.claims.filter((claim) => claim.kind === kind);

const actionRow = (claim: ClaimEntry): ActionRow => ({
  text: claim.text,
  owner: claim.owner ?? sv.slides.noOwner,
  due: claim.facts.find((fact) => fact.name === sv.due)?.value ?? sv.slides.noDate,
  claim,
});

/** At most three slides of actions; what does not fit stands in the last one's notes. */
const actionSlides = (model: ReportModel): Slide[] => {
  const rows = ofKind(model, 'action').map(actionRow);
  const parts = Math.min(3, Math.ceil(rows.length / actionsOnSlide));
  return Array.from({ length: parts }, (_, part) => ({
    kind: 'actions' as const,
    title: parts > 1 ? sv.slides.continued(sv.slides.actions, part + 1, parts) : sv.slides.actions,
    rows: rows.slice(part * actionsOnSlide, part + 1 === parts ? undefined : (part + 1) * actionsOnSlide),
  }));
};

const pointSlide = (title: string, claims: ClaimEntry[]): Slide[] =>
  claims.length > 0 ? [{ kind: 'points', title, points: claims.map((claim) => claim.text), claims }] : [];

const basis = (model: ReportModel): Slide => ({
  kind: 'basis',
  seminars: model.facts.find((fact) => fact.name === sv.seminars)?.value.split('; ') ?? [],
  counts: [
    [model.input.seminars.length, sv.slides.seminarsWord(model.input.seminars.length)] as const,
    [model.sources.length, sv.slides.sourcesWord] as const,
    [model.references.length, sv.slides.referencesWord(model.references.length)] as const,
  ].map(([number, words]) => ({ number, words })),
});

const decision = (model: ReportModel): Slide => {
  const { analysis, authority } = model.input;
  const actions = ofKind(model, 'action').length;
  const approve = sv.slides.decisionApprove(
    authority.boardName,
    `${model.title.charAt(0).toLowerCase()}${model.title.slice(1)}`,
    formatYears(analysis.schoolYear),
  );
  return { kind: 'decision', points: [approve, ...(actions > 0 ? [sv.slides.decisionActions(actions)] : [])] };
};

/** Claims that get a slide of their own, in the order of the report. */
const chosenClaims = (model: ReportModel, room: number, needed: number): ClaimEntry[] => {
  const figures = figuresOf(model);
  const hasChart = (claim: ClaimEntry): boolean => claim.evidence.some((id) => figures.get(id)?.chart);
  const conclusions = ofKind(model, 'conclusion').slice(0, room);
  const shown = new Set(conclusions.flatMap((claim) => chartIdOf(model, claim, figures) ?? []));
  const results = ofKind(model, 'result').filter(hasChart);
  const fresh = results.filter((claim) => claim.evidence.some((id) => figures.get(id)?.chart && !shown.has(id)));
  const fillers = [
    ...fresh,
    ...results,
    ...ofKind(model, 'successFactor'),
    ...ofKind(model, 'cause'),
    ...ofKind(model, 'result'),
  ];
  const chosen = new Set(conclusions);
  const target = Math.min(room, Math.max(needed, conclusions.length + Math.min(fresh.length, 3)));
  for (const claim of fillers) if (chosen.size < target) chosen.add(claim);
  return model.claims.filter((claim) => chosen.has(claim));
};

const chartIdOf = (model: ReportModel, claim: ClaimEntry, figures: Map<string, FigureBlock>): string | undefined =>
  evidenceBehind(model, claim).find((id) => figures.get(id)?.chart);

const claimSlides = (model: ReportModel, claims: readonly ClaimEntry[]): Slide[] => {
  const figures = figuresOf(model);
  const used = new Set<string>();
  return claims.map((claim) => {
    const candidates = evidenceBehind(model, claim).filter((id) => figures.get(id)?.chart);
    const id = candidates.find((one) => !used.has(one));
    if (id !== undefined) used.add(id);
    return {
      kind: 'claim',
      claim,
      because: claimsBehind(model, claim).slice(0, 3),
      figure: (id === undefined ? undefined : figures.get(id)) ?? null,
    };
  });
};

export const planSlides = (model: ReportModel): Slide[] => {
  const summary: Slide[] =
    model.summary.length > 0 ? [{ kind: 'points', title: sv.slides.summary, points: model.summary, claims: [] }] : [];
  const effects = pointSlide(sv.slides.followUp, ofKind(model, 'effect'));
  const open = pointSlide(sv.slides.openQuestions, ofKind(model, 'openQuestion'));
  const actions = actionSlides(model);
  const fixed = 3 + summary.length + effects.length + open.length + actions.length;
  const conclusions = ofKind(model, 'conclusion');
  const overflows = conclusions.length > mostSlides - fixed;
  const room = mostSlides - fixed - (overflows ? 1 : 0);
  const claims = chosenClaims(model, room, fewestSlides - fixed);
  const more = pointSlide(
    sv.slides.moreConclusions,
    conclusions.filter((claim) => !claims.includes(claim)),
  );
  return [
    { kind: 'title' },
    ...summary,
    ...effects,
    ...claimSlides(model, claims),
    ...more,
    ...actions,
    ...open,
    basis(model),
    decision(model),
  ];
};
