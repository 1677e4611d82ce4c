/** The bodies and queries of the HTTP interface. Unknown members are refused (strictObject). */
import { z } from 'zod';
import { analysisStates, seminarStates } from '../states.ts';
import { mostHistoryMonths } from '../retention.ts';
import { evidenceKinds, evidenceSorts, roles } from '../vocabulary.ts';
import { area, cursor, day, limit, line, pageSize, schoolYearLabel, slug, text, webUrl } from './common.ts';

const paging = { limit, cursor: cursor.optional() };

export const signInBody = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(256) });

export const listQuery = z.strictObject(paging);
/** For lists that come whole when nobody asks for pages. */
export const wholeListQuery = z.strictObject({ limit: pageSize.optional(), cursor: cursor.optional() });
export const yearListQuery = z.strictObject({ ...paging, schoolYear: schoolYearLabel.optional() });
export const searchListQuery = z.strictObject({ ...paging, q: z.string().max(200).optional() });
export const evidenceListQuery = searchListQuery.extend({
  kind: z.enum(evidenceKinds).optional(),
  priorityArea: slug.optional(),
  leadershipGroup: slug.optional(),
  sort: z.enum(evidenceSorts).optional(),
});
export const searchQuery = z.strictObject({ q: z.string().trim().min(1).max(200), limit });
export const claimListQuery = z.strictObject({
  ...paging,
  schoolYear: schoolYearLabel.optional(),
  q: z.string().max(200).optional(),
});
export const overviewQuery = z.strictObject({ schoolYear: schoolYearLabel.optional() });
export const documentListQuery = z.strictObject({ ...paging, kind: z.enum(['note']).optional() });
export const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).max(10_000).optional() });

export const schoolYearBody = z.strictObject({
  label: schoolYearLabel,
  priorityAreas: z
    .array(area)
    .max(40)
    .refine((areas) => new Set(areas.map((one) => one.slug)).size === areas.length),
});

const reason = text(2000).optional();
export const seminarTransitionBody = z.strictObject({ to: z.enum(seminarStates), reason });
export const analysisTransitionBody = z.strictObject({ to: z.enum(analysisStates), reason });
export const analysisPatchBody = z.strictObject({ registryNumber: line(100) });

export const documentBody = z.strictObject({ kind: z.literal('note'), leadershipGroup: slug, title: line(200) });

const column = z.strictObject({ name: line(200), unit: text(60).optional() });
const cell = z.union([z.string().max(2000), z.number(), z.null()]);
export const table = z
  .strictObject({ columns: z.array(column).min(1).max(50), rows: z.array(z.array(cell).max(50)).max(5000) })
  .refine((value) => value.rows.every((row) => row.length === value.columns.length));

const evidenceCommon = {
  title: line(300),
  source: text(500).default(''),
  period: text(100).default(''),
  priorityArea: slug.nullish(),
  leadershipGroup: slug.nullish(),
};
export const evidenceBody = z.discriminatedUnion('kind', [
  z.strictObject({ ...evidenceCommon, kind: z.literal('table'), table, text: text(20_000).optional() }),
  z.strictObject({ ...evidenceCommon, kind: z.literal('text'), text: z.string().trim().min(1).max(100_000) }),
  z.strictObject({ ...evidenceCommon, kind: z.literal('link'), url: webUrl, text: text(20_000).optional() }),
]);

const name = z.looseObject({
  family: z.string().max(200).optional(),
  given: z.string().max(200).optional(),
  literal: z.string().max(300).optional(),
});
export const cslItem = z.looseObject({
  type: z.string().min(1).max(60),
  title: line(1000),
  author: z.array(name).max(200).optional(),
  issued: z
    .looseObject({
      'date-parts': z
        .array(z.array(z.union([z.number(), z.string().max(20)])).max(3))
        .max(2)
        .optional(),
    })
    .optional(),
  DOI: z.string().max(300).optional(),
  URL: webUrl.optional(),
});
export const referenceBody = z.strictObject({
  csl: cslItem,
  finding: text(5000).default(''),
  contextNote: text(5000).default(''),
});
export const referenceImportBody = z.strictObject({
  format: z.enum(['bibtex', 'ris', 'csl-json']),
  text: z.string().min(1).max(2_000_000),
});

export const accountBody = z.strictObject({
  email: z.email().max(254),
  name: line(120),
  password: z.string().min(10).max(256),
  roles: z.array(z.enum(roles)).max(6),
  groups: z.array(slug).max(50),
});
export const accountPatchBody = z.strictObject({
  name: line(120).optional(),
  roles: z.array(z.enum(roles)).max(6).optional(),
  groups: z.array(slug).max(50).optional(),
  disabled: z.boolean().optional(),
});
/** 0 keeps it for good. */
const months = z.number().int().min(0).max(mostHistoryMonths).optional();

export const settingsPatchBody = z.strictObject({
  authorityName: line(200).optional(),
  boardName: line(200).optional(),
  smallGroupLimit: z.number().int().min(2).max(100).optional(),
  historyMonths: z.strictObject({ note: months, analysis: months, plan: months, handbook: months }).optional(),
});
export const initiativeBody = z.strictObject({
  slug,
  title: line(200),
  summary: text(5000),
  startsOn: day,
  endsOn: day.nullish(),
  partners: z.array(line(200)).max(20),
  priorityAreas: z.array(slug).max(20),
});
