/** The archive's face: everything that went in and everything that was worded, as structured JSON in a fixed order. */
import type { ReportModel } from '../model.ts';

const format = 'samsyn.operationalAnalysis';
const formatVersion = 1;

/** Members in alphabetical order, so that the bytes depend on what is said and not on how it was put together. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  );
};

export const renderJson = (model: ReportModel): Uint8Array => {
  const { input, ...worded } = model;
  const { body: _draft, ...rest } = input;
  const { body, claims, sources, references, blocks, contents, summary, ...head } = worded;
  const report = {
    format,
    formatVersion,
    ...head,
    analysis: rest.analysis,
    authority: rest.authority,
    groups: rest.groups,
    areas: rest.areas,
    seminars: rest.seminars,
    claims,
    evidence: rest.evidence.map((one) => ({ ...one, number: sources.find((source) => source.id === one.id)?.number })),
    references: rest.references.map((one) => {
      const set = references.find((reference) => reference.id === one.id);
      return { ...one, label: set?.label, citation: set?.entry.map((run) => run.text).join('') };
    }),
    provenance: rest.provenance ?? [],
    contents,
    summary,
    blocks,
    body,
  };
  return new TextEncoder().encode(`${JSON.stringify(ordered(report), null, 1)}\n`);
};
