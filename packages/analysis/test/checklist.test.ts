/** What a draft tells beside its text, and how long it may be. */
import { describe, expect, test } from 'vitest';
import { claimsIn, readBody, textOf } from '@samsyn/document';
import { provenanceOf } from '../src/index.ts';
import { actionBefore, claim, draftOf, input, note, refresh, textIn, words } from './support/make.ts';

const kindsOf = (gaps: { kind: string; claimId?: string }[]): string[] =>
  gaps.map(({ kind, claimId }) => `${kind} ${claimId ?? ''}`.trim());

describe('gaps', () => {
  test('each kind is named where the chain is broken', () => {
    const { result } = draftOf(
      input(
        [
          note('grundskola', [
            claim({ id: 'r', text: 'Närvaron steg i våras.' }),
            claim({ id: 'c', kind: 'cause', text: 'Teamet ringer hem samma förmiddag.' }),
            claim({ id: 's', kind: 'conclusion', text: 'Tidiga samtal hjälper.' }),
            claim({ id: 'a', kind: 'action', text: 'Vi ringer hem från första dagen.' }),
            claim({ id: 'e', kind: 'effect', text: 'Fler kommer i tid.' }),
          ]),
        ],
        {
          previousActions: [actionBefore('old', 'Skriv en rutin.')],
        },
      ),
    );
    expect(kindsOf(result.lists.gaps)).toEqual([
      'resultWithoutCause r',
      'causeWithoutResult c',
      'conclusionWithoutCause s',
      'conclusionWithoutEvidence s',
      'actionWithoutConclusion a',
      'actionWithoutOwner a',
      'actionWithoutDate a',
      'effectWithoutAction e',
      'areaEmpty',
      'previousActionWithoutEffect old',
    ]);
  });

  test('a conclusion rests on evidence that anything before it cites', () => {
    const { result } = draftOf(
      input(
        [
          note('grundskola', [
            claim({ id: 'r', text: 'Närvaron steg.', cites: ['evidence:e1'] }),
            claim({ id: 'c', kind: 'cause', text: 'Teamet ringer hem.', cites: ['r'] }),
            claim({ id: 's', kind: 'conclusion', text: 'Tidiga samtal hjälper.', cites: ['c'] }),
          ]),
        ],
        { evidence: new Map([['e1', { title: 'Frånvaro', kind: 'text' as const }]]) },
      ),
    );
    expect(kindsOf(result.lists.gaps)).toEqual(['areaEmpty']);
  });

  test('a cause right under a result that it does not cite is proposed as a link, never assumed', () => {
    const { result } = draftOf(
      input([
        note('grundskola', [
          claim({ id: 'r', text: 'Närvaron steg.' }),
          claim({ id: 'c', kind: 'cause', text: 'Teamet ringer hem.' }),
        ]),
      ]),
    );
    expect(result.lists.proposedLinks).toMatchObject([{ from: 'c', to: 'r' }]);
    expect(kindsOf(result.lists.gaps)).toContain('resultWithoutCause r');
  });

  test('an effect of last round’s action stands under that action’s own words', () => {
    const previousActions = [actionBefore('old', 'Skriv en rutin.')];
    const { doc, result } = draftOf(
      input(
        [note('grundskola', [claim({ id: 'e', kind: 'effect', text: 'Rutinen används av alla.', cites: ['old'] })])],
        {
          previousActions,
        },
      ),
    );
    expect(textIn(doc)).toMatch(
      /Uppföljning av förra rundans åtgärder\nFörra rundans åtgärd: Skriv en rutin\.\nRutinen används av alla\./,
    );
    expect(provenanceOf(doc)[0]?.sources).toEqual([
      { seminarId: 'seminar-before-grundskola', documentId: 'before-grundskola', blockId: 'old' },
    ]);
    expect(kindsOf(result.lists.gaps)).not.toContain('effectWithoutAction e');
  });
});

describe('length', () => {
  test('a section keeps its budget; what does not fit is told with its text', () => {
    const claims = Array.from({ length: 12 }, (_, index) =>
      claim({ id: `r${index}`, text: words(40, `ord${index}x`) }),
    );
    const { doc, result } = draftOf(input([note('grundskola', claims)]));
    expect(claimsIn(readBody(doc))).toHaveLength(8);
    expect(result.lists.leftOut.map(({ reason }) => reason)).toEqual(['budget', 'budget', 'budget', 'budget']);
    expect(result.lists.leftOut[0]?.text).toMatch(/^ord/);
  });

  test('a group that has nothing in a full section gets room for its best claim', () => {
    const own = Array.from({ length: 8 }, (_, index) => claim({ id: `f${index}`, text: words(40, `ord${index}x`) }));
    const { doc } = draftOf(input([note('forskola', own)]));
    const later = input([note('forskola', own), note('grundskola', [claim({ id: 'g', text: words(40, 'annat') })])]);
    const { counts, lists } = refresh(doc, later);
    expect(textIn(doc)).toContain('annat0');
    expect(counts).toMatchObject({ added: 1, removed: 1 });
    expect(lists.leftOut).toHaveLength(1);
    expect(refresh(doc, later).counts).toMatchObject({ added: 0, updated: 0, removed: 0 });
  });

  test('a long draft begins with its weightiest conclusions and actions, quoted with their sources', () => {
    const conclusions = (['larmiljoer', 'digitalisering'] as const).flatMap((area) =>
      Array.from({ length: 6 }, (_, index) =>
        claim({
          id: `${area}${index}`,
          kind: index % 2 ? 'action' : 'conclusion',
          area,
          text: words(50, `${area}${index}x`),
        }),
      ),
    );
    const { doc } = draftOf(input([note('grundskola', conclusions)]));
    const first = (readBody(doc).content ?? [])[0];
    expect(first && textOf(first)).toBe('Sammanfattning');
    const quotes = (readBody(doc).content ?? []).filter(({ attrs }) => String(attrs?.['key']).startsWith('summary/'));
    expect(quotes).toHaveLength(5);
    const items = provenanceOf(doc).filter(({ draftBlockId }) =>
      quotes.some(({ attrs }) => attrs?.['id'] === draftBlockId),
    );
    expect(items.every(({ sources }) => sources.length === 1)).toBe(true);
  });
});
