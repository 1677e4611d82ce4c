/** What documents are born with. Headings follow the seminar's agenda; the words are the template's data. */
import type { AreaRef } from '@samsyn/domain';
import { withIds } from './ids.ts';
import { type DocNode, heading, paragraph } from './node.ts';

/** The default template of a seminar's note (Swedish: it is text of the document, not of the interface). */
export const noteTemplateWords = {
  previousRound: 'Förra rundans åtgärder och deras effekt',
  otherAreas: 'Övrigt',
  successFactors: 'Framgångsfaktorer',
  openQuestions: 'Öppna frågor till förvaltningen',
};

const section = (title: string): DocNode[] => [heading(2, title), paragraph('')];

/** @returns the blocks of a new seminar note: one section for each of the agenda's themes and the year's areas. */
export const noteTemplate = (areas: readonly AreaRef[]): DocNode[] =>
  [
    ...section(noteTemplateWords.previousRound),
    ...areas.flatMap((area) => section(area.name)),
    ...section(noteTemplateWords.otherAreas),
    ...section(noteTemplateWords.successFactors),
    ...section(noteTemplateWords.openQuestions),
  ].map(withIds);

/** @returns the blocks of a document that starts with nothing: a line to write on. */
export const emptyTemplate = (): DocNode[] => [withIds(paragraph(''))];
