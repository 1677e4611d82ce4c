/** A published plan or handbook as HTML: the same blocks as a report's, inside a page of the caller's. */
import { rejectSuggestions } from '@samsyn/document';
import { buildReport } from '../build/buildReport.ts';
import type { ReportInput } from '../input.ts';
import { blocksHtml } from './blocks.ts';

export type PageBody = {
  /** headings from level 2 down */
  html: string;
  contents: { level: 1 | 2; text: string; anchor: string }[];
};

type PageInput = Pick<ReportInput, 'body' | 'evidence' | 'references' | 'areas'> & Pick<Partial<ReportInput>, 'people'>;

/** @returns the document's blocks as HTML; open suggestions are read as rejected. Text in it is escaped. */
export const pageBody = (page: PageInput): PageBody => {
  const model = buildReport({
    ...page,
    body: rejectSuggestions(page.body),
    authority: { name: '', boardName: '' },
    analysis: {
      number: 1,
      schoolYear: '',
      state: 'published',
      version: 1,
      registryNumber: null,
      boardMeetingOn: null,
      finalisedAt: null,
    },
    groups: [],
    seminars: [],
    language: 'sv',
  });
  return { html: blocksHtml(model.blocks, model), contents: model.contents };
};
