/** The speaker's notes: the whole text of what a slide shortens, and where it comes from. */
import type { ClaimEntry, DataTable, FigureBlock, ReportModel } from '../model.ts';
import { plainText } from '../references/apa.ts';
import { sv } from '../text/sv.ts';
import { claimsBehind, evidenceBehind, figuresOf } from './chain.ts';
import type { Slide } from './plan.ts';

const sourceLine = (model: ReportModel, id: string): string[] => {
  const source = model.sources.find((one) => one.id === id);
  if (!source) return [];
  return [
    `${sv.mention(source.number)} ${[`${source.title}.`, source.origin && `${source.origin}.`, source.url].filter(Boolean).join(' ')}`,
  ];
};

const referenceLine = (model: ReportModel, id: string): string[] => {
  const reference = model.references.find((one) => one.id === id);
  return reference ? [plainText(reference.entry)] : [];
};

/** More cells than these are for the report, not for a speaker. */
const mostCells = 400;

const rowLine = (cells: readonly string[]): string => cells.join(' | ');

const rowLines = (part: DataTable): string[] => [
  rowLine(part.columns.map((column) => column.name)),
  ...part.rows.map(rowLine),
];

const tableLines = (figure: FigureBlock | undefined): string[] => {
  if (!figure) return [];
  const cells = figure.table.parts.reduce((sum, part) => sum + part.columns.length * part.rows.length, 0);
  return cells > mostCells
    ? [figure.table.caption, sv.slides.tableInReport]
    : [figure.table.caption, ...figure.table.parts.flatMap(rowLines)];
};

const claimLines = (claim: ClaimEntry): string[] => [
  `${claim.area === null ? claim.label : `${claim.label} (${claim.area})`}: ${claim.text}`,
  ...claim.facts.map((fact) => `${fact.name}: ${fact.value}`),
];

const headed = (heading: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', `${heading}:`, ...lines] : [];

/** Remembers what has been told, so that nothing is told twice and the last slide can tell the rest. */
export type Told = { claims: Set<string>; tables: Set<string>; sources: Set<string>; references: Set<string> };
export const nothingTold = (): Told => ({
  claims: new Set(),
  tables: new Set(),
  sources: new Set(),
  references: new Set(),
});

const claimNotes = (model: ReportModel, claims: readonly ClaimEntry[], told: Told): string => {
  const figures = figuresOf(model);
  const behind = [...new Set(claims.flatMap((claim) => claimsBehind(model, claim)))].filter(
    (claim) => !claims.includes(claim),
  );
  const evidence = [...new Set(claims.flatMap((claim) => evidenceBehind(model, claim)))];
  const research = [...new Set([...claims, ...behind].flatMap((claim) => claim.references))];
  const tables = evidence.filter((id) => !told.tables.has(id)).flatMap((id) => tableLines(figures.get(id)));
  for (const claim of [...claims, ...behind]) told.claims.add(claim.id);
  for (const id of evidence) {
    told.sources.add(id);
    told.tables.add(id);
  }
  for (const id of research) told.references.add(id);
  return [
    ...claims.flatMap(claimLines),
    ...headed(sv.slides.chain, behind.flatMap(claimLines)),
    ...headed(sv.slides.sourcesInNotes, [
      ...evidence.flatMap((id) => sourceLine(model, id)),
      ...research.flatMap((id) => referenceLine(model, id)),
    ]),
    ...(tables.length > 0 ? ['', ...tables] : []),
  ].join('\n');
};

const restNotes = (model: ReportModel, told: Told): string => {
  const figures = figuresOf(model);
  const claims = model.claims.filter((claim) => !told.claims.has(claim.id));
  const tables = model.sources.filter((source) => !told.tables.has(source.id));
  return [
    sv.slides.basisNote,
    ...headed(sv.slides.alsoSaid, claims.flatMap(claimLines)),
    ...headed(sv.slides.sourcesInNotes, [
      ...model.sources.flatMap((source) => sourceLine(model, source.id)),
      ...model.references.flatMap((reference) => referenceLine(model, reference.id)),
    ]),
    ...tables.flatMap((source) => ['', ...tableLines(figures.get(source.id))]),
  ].join('\n');
};

export const notesFor = (model: ReportModel, slide: Slide, told: Told): string => {
  switch (slide.kind) {
    case 'title':
      return [model.title, model.subtitle, ...model.facts.map((fact) => `${fact.name}: ${fact.value}`)].join('\n');
    case 'points':
      return slide.claims.length > 0 ? claimNotes(model, slide.claims, told) : slide.points.join('\n');
    case 'claim':
      return claimNotes(model, [slide.claim], told);
    case 'actions':
      return claimNotes(
        model,
        slide.rows.map((row) => row.claim),
        told,
      );
    case 'decision':
      return slide.points.join('\n');
    case 'basis':
      return restNotes(model, told);
  }
};
