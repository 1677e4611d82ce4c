import type { Evidence } from '@samsyn/domain';
import { type Draft, draftOf, emptyDraft, readDraft } from './tableText.ts';

/** What can be added by hand. */
export const formKinds = ['table', 'text', 'link'] as const;
export type FormKind = (typeof formKinds)[number];

export type EvidenceFields = {
  kind: FormKind;
  title: string;
  source: string;
  period: string;
  /** slugs; '' for none */
  priorityArea: string;
  leadershipGroup: string;
  table: Draft;
  text: string;
  url: string;
};

export const fieldsOf = (evidence?: Evidence): EvidenceFields => ({
  kind: evidence === undefined || evidence.kind === 'file' ? 'table' : evidence.kind,
  title: evidence?.title ?? '',
  source: evidence?.source ?? '',
  period: evidence?.period ?? '',
  priorityArea: evidence?.priorityArea ?? '',
  leadershipGroup: evidence?.leadershipGroup?.slug ?? '',
  table: evidence?.table === undefined ? emptyDraft() : draftOf(evidence.table),
  text: evidence?.text ?? '',
  url: evidence?.url ?? '',
});

export const isWebAddress = (url: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(url.trim()).protocol);
  } catch {
    return false;
  }
};

/** @returns which fields cannot be saved as they are. */
export const mistakes = (fields: EvidenceFields) => ({
  title: fields.title.trim() === '',
  table: fields.kind === 'table' && readDraft(fields.table) === null,
  text: fields.kind === 'text' && fields.text.trim() === '',
  url: fields.kind === 'link' && !isWebAddress(fields.url),
});

/** The body of POST and PATCH /api/evidence; `fields` are without mistakes. */
export const bodyOf = (fields: EvidenceFields) => {
  const common = {
    kind: fields.kind,
    title: fields.title.trim(),
    source: fields.source.trim(),
    period: fields.period.trim(),
    priorityArea: fields.priorityArea || null,
    leadershipGroup: fields.leadershipGroup || null,
  };
  switch (fields.kind) {
    case 'table':
      return { ...common, table: readDraft(fields.table) };
    case 'text':
      return { ...common, text: fields.text.trim() };
    case 'link':
      return { ...common, url: fields.url.trim(), text: fields.text.trim() };
  }
};
