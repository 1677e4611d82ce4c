/** Where a new effect goes when there is no caret in the text. */
import { noteTemplate, noteTemplateWords } from '@samsyn/document';
import { schemaOf } from '@samsyn/document/editor';
import type { ClaimKind } from '@samsyn/domain';
import { describe, expect, it } from 'vitest';
import { headingAbove, placeFor } from '../src/features/editor/acts/place.ts';

const schema = schemaOf();
const heading = (text: string) => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] });
const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const claim = (kind: ClaimKind, targetId: string, text: string) => ({
  type: 'claim',
  attrs: { id: text, kind },
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text },
        { type: 'citation', attrs: { targetType: 'claim', targetId } },
      ],
    },
  ],
});
const cites = [{ targetType: 'claim', targetId: 'a1' }] as const;

/** @returns the words of the block that the new claim follows */
const after = (content: readonly object[], kind: ClaimKind = 'effect'): string | undefined => {
  const doc = schema.nodeFromJSON({ type: 'doc', content });
  return doc.resolve(placeFor(doc, kind, cites)).nodeBefore?.textContent;
};

describe('a new effect', () => {
  const followUp = [heading(noteTemplateWords.previousRound), line('Så här gick det.')];
  const rest = [heading('Lärmiljöer'), claim('effect', 'x', 'Långt ned'), line('Slutet')];

  it('goes under the heading for the follow-up when there is none yet, as in a new note', () => {
    expect(after([...followUp, heading('Lärmiljöer'), line('Slutet')])).toBe(noteTemplateWords.previousRound);
    expect(after(noteTemplate([{ slug: 'larmiljoer', name: 'Lärmiljöer' }]))).toBe(noteTemplateWords.previousRound);
  });

  it('goes under the last one where effects are told, whatever its heading is called', () => {
    const told = [heading('Det vi beslutade'), claim('effect', 'y', 'Ett'), claim('effect', 'z', 'Två'), line('Ord')];
    expect(after([line('Först'), ...told, ...rest])).toBe('Två');
  });

  it('goes under the last one of the same action', () => {
    expect(
      after([
        ...followUp,
        claim('effect', 'y', 'Ett'),
        claim('effect', 'a1', 'Samma'),
        claim('effect', 'z', 'Två'),
        ...rest,
      ]),
    ).toBe('Samma');
  });

  it('goes to the end where nothing tells of a follow-up, and so do other claims', () => {
    expect(after([heading('Lärmiljöer'), line('Slutet')])).toBe('Slutet');
    expect(after([...followUp, line('Slutet')], 'result')).toBe('Slutet');
  });
});

it('the heading above a place is the nearest with words', () => {
  const doc = schema.nodeFromJSON({ type: 'doc', content: [heading('Ett'), line('Ord'), heading('Två'), line('Ord')] });
  expect(headingAbove(doc, doc.content.size)).toBe('Två');
  expect(headingAbove(doc, 3)).toBe('Ett');
  expect(headingAbove(doc, 0)).toBe(null);
});
