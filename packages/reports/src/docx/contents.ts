/**
 * The contents list. Word fills it in when it is asked to; until then it stands as it is written here. On which page a
 * heading stands is worked out line by line, which takes seconds for long documents and for paragraphs of many pages:
 * such a document's list is written without numbers, as links.
 */
import { type DocNode, walk } from '@samsyn/document';
import { type IPropertiesOptions, TableOfContents } from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import type { ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';

/** Characters; a report within its template's budgets has about half of it. */
const longestDocument = 45_000;
const longestParagraph = 8000;

const textsIn = (body: DocNode): string[] => {
  const texts: string[] = [];
  walk(body, (node) => {
    if (node.type === 'text') texts.push(node.text ?? '');
  });
  return texts;
};

const isNumbered = (model: ReportModel): boolean => {
  const texts = textsIn(model.body);
  return (
    texts.reduce((sum, text) => sum + text.length, 0) <= longestDocument &&
    texts.every((text) => text.length <= longestParagraph && !/\S{200}/.test(text))
  );
};

export const pageNumbersFor = (model: ReportModel): Pick<IPropertiesOptions, 'pageNumbers'> =>
  isNumbered(model) ? { pageNumbers: estimatePageNumbers } : {};

/** More entries than these would not fit on the first page: then it lists sections only. */
const mostEntries = 26;

export const contentsList = (model: ReportModel): TableOfContents => {
  const levels = model.contents.length > mostEntries ? '1-1' : '1-2';
  return new TableOfContents(sv.contents, {
    hyperlink: true,
    headingStyleRange: levels,
    beginDirty: false,
    ...(!isNumbered(model) && { pageNumbersEntryLevelsRange: '1-9' }),
  });
};
