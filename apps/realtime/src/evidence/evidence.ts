/** Evidence (underlag): adding it, changing it, how it is shown. */
import type { z } from 'zod';
import { type Actor, type Evidence, type GroupRef, may } from '@samsyn/domain';
import type { evidenceBody } from '@samsyn/domain/schemas';
import { type EvidenceRecord, newObjectId } from '@samsyn/models';
import { searchWords } from '../http/words.ts';
import { groupRef } from '../seminars/present.ts';

export type EvidenceBody = z.output<typeof evidenceBody>;

const tableWords = (body: EvidenceBody): string =>
  body.kind === 'table'
    ? [
        ...body.table.columns.map(({ name }) => name),
        ...body.table.rows.flat().filter((cell) => typeof cell === 'string'),
      ].join(' ')
    : '';

/** What a body says, as the row keeps it. */
export const fieldsOf = (body: EvidenceBody): Omit<EvidenceRecord, '_id' | 'addedBy' | 'addedAt'> => ({
  kind: body.kind,
  title: body.title,
  source: body.source,
  period: body.period,
  priorityArea: body.priorityArea ?? null,
  group: body.leadershipGroup ?? null,
  table: body.kind === 'table' ? body.table : null,
  text: body.text ?? null,
  url: body.kind === 'link' ? body.url : null,
  words: searchWords(body.title, body.source, body.period, body.text, tableWords(body)),
});

export const recordOf = (body: EvidenceBody, by: string): EvidenceRecord => ({
  _id: newObjectId(),
  ...fieldsOf(body),
  addedBy: by,
  addedAt: new Date(),
});

/** The body that would make this row: what a change starts from. */
export const bodyOf = (row: EvidenceRecord): Record<string, unknown> => ({
  kind: row.kind,
  title: row.title,
  source: row.source,
  period: row.period,
  priorityArea: row.priorityArea,
  leadershipGroup: row.group,
  ...(row.table !== null && { table: row.table }),
  ...(row.text !== null && { text: row.text }),
  ...(row.url !== null && { url: row.url }),
});

export const mayChange = (actor: Actor, row: { addedBy: string }): boolean =>
  may(actor, 'changeEvidence', row.addedBy === actor.id);

export const presentEvidence = (
  actor: Actor,
  row: EvidenceRecord,
  groups: ReadonlyMap<string, GroupRef>,
  names: ReadonlyMap<string, string>,
): Evidence => ({
  id: row._id,
  kind: row.kind,
  title: row.title,
  source: row.source,
  period: row.period,
  priorityArea: row.priorityArea,
  leadershipGroup: row.group === null ? null : groupRef(groups, row.group),
  ...(row.table !== null && { table: row.table }),
  ...(row.text !== null && { text: row.text }),
  ...(row.url !== null && { url: row.url }),
  addedBy: { id: row.addedBy, name: names.get(row.addedBy) ?? '' },
  addedAt: row.addedAt.toISOString(),
  mayChange: mayChange(actor, row),
});
