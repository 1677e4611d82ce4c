import { describe, expect, test } from 'vitest';
import { claimsIn, readBody, textOf } from '@samsyn/document';
import { provenanceOf } from '../src/index.ts';
import { claim, draftOf, input, line, note, refresh, textIn } from './support/make.ts';

const chain = [
  claim({ id: 'r1', text: 'Andelen som har studiero har gått från 61 till 70 procent.', cites: ['evidence:e1'] }),
  claim({ id: 'c1', kind: 'cause', text: 'Alla lärare börjar lektionen på samma sätt.', cites: ['r1'] }),
  claim({
    id: 's1',
    kind: 'conclusion',
    text: 'Studiero skapas av att vuxna gör lika.',
    cites: ['c1', 'reference:f1'],
  }),
  claim({
    id: 'a1',
    kind: 'action',
    text: 'Vi inför samma lektionsstart i alla ämnen.',
    cites: ['s1'],
    owner: 'Rektor',
    due: '2019-08-15',
  }),
];
const known = {
  evidence: new Map([['e1', { title: 'Elevenkäten 2019', kind: 'text' as const, text: 'Många svarade.' }]]),
  references: new Map([['f1', { label: 'Hattie 2009', citation: 'Hattie, J. (2009). Visible learning.' }]]),
};
const kindsOf = (gaps: { kind: string; claimId?: string }[]): string[] =>
  gaps.map(({ kind, claimId }) => `${kind} ${claimId ?? ''}`.trim());

describe('a draft', () => {
  const given = input([note('grundskola', chain)], known);
  const { doc, result } = draftOf(given);
  const body = readBody(doc);

  test('holds the groups’ own sentences under the sections of its template', () => {
    const headings = (body.content ?? []).filter(({ type }) => type === 'heading').map((node) => textOf(node));
    expect(headings).toEqual([
      'Lärmiljöer',
      'Nuläge',
      'Orsaker',
      'Slutsatser',
      'Åtgärder',
      'Digitalisering',
      'Underlag',
      'Referenser',
    ]);
    expect(result.counts).toEqual({
      sections: 4,
      added: 4,
      updated: 0,
      removed: 0,
      kept: 0,
      conflicts: 0,
      unsupported: 0,
    });
  });

  test('keeps the chain: citations of claims point at the blocks that carry them, others stay', () => {
    const claims = claimsIn(body);
    const [result1, cause, conclusion, action] = claims;
    expect(cause?.citations).toEqual([{ targetType: 'claim', targetId: result1?.id }]);
    expect(conclusion?.citations).toEqual([
      { targetType: 'claim', targetId: cause?.id },
      { targetType: 'reference', targetId: 'f1' },
    ]);
    expect(action).toMatchObject({ owner: 'Rektor', due: '2019-08-15', citations: [{ targetId: conclusion?.id }] });
    expect(new Set(claims.map(({ id }) => id)).size).toBe(4);
  });

  test('lists what it cites, by title and by the whole reference', () => {
    expect(textIn(doc)).toContain('Elevenkäten 2019');
    expect(textIn(doc)).toContain('Hattie, J. (2009). Visible learning.');
  });

  test('tells for each block whose words it carries', () => {
    expect(provenanceOf(doc).map(({ text, sources }) => [text, sources.map(({ blockId }) => blockId)])).toEqual([
      ['Andelen som har studiero har gått från 61 till 70 procent.', ['r1']],
      ['Alla lärare börjar lektionen på samma sätt.', ['c1']],
      ['Studiero skapas av att vuxna gör lika.', ['s1']],
      ['Vi inför samma lektionsstart i alla ämnen.', ['a1']],
    ]);
  });

  test('says again the same: nothing is added, updated or removed, and not a byte is written', () => {
    let written = 0;
    doc.on('update', () => (written += 1));
    expect(refresh(doc, given).counts).toMatchObject({ added: 0, updated: 0, removed: 0, kept: 4 });
    expect(written).toBe(0);
  });

  test('is whole where the chain is whole: the one gap is the area with nothing', () => {
    expect(result.lists.gaps).toEqual([
      { kind: 'areaEmpty', priorityArea: 'digitalisering', text: 'Digitalisering har inga påståenden.' },
    ]);
  });
});

describe('what several groups say', () => {
  const same = 'Ljudnivån i lekhallarna är för hög för samtal i grupp.';

  test('word for word is one block with all its sources', () => {
    const { doc, result } = draftOf(
      input([
        note('forskola', [claim({ id: 'f', text: same })]),
        note('grundskola', [claim({ id: 'g', text: `${same} ` })]),
        note('kompetenscenter', [claim({ id: 'k', text: 'Korridoren är lugn.' })]),
      ]),
    );
    const item = provenanceOf(doc).find(({ text }) => text.includes(same));
    expect(item?.sources.map(({ documentId }) => documentId).toSorted()).toEqual(['note-forskola', 'note-grundskola']);
    expect(provenanceOf(doc).filter(({ text }) => text.includes(same))).toHaveLength(1);
    expect(result.lists.leftOut).toEqual([]);
  });

  test('in nearly the same words is one block with each group’s own words', () => {
    const { doc } = draftOf(
      input([
        note('forskola', [
          claim({
            id: 'f',
            kind: 'cause',
            text: 'Den gemensamma tiden i arbetslaget räcker till praktisk planering men inte till analys. Det märks när veckan ska avslutas.',
          }),
        ]),
        note('grundskola', [
          claim({
            id: 'g',
            kind: 'cause',
            text: 'Ämneslagens gemensamma tid räcker till planering men inte till analys av varför eleverna lyckas eller inte.',
          }),
          claim({ id: 'h', kind: 'cause', text: 'Möblerna står fel i den stora salen.' }),
        ]),
      ]),
    );
    expect(provenanceOf(doc).map(({ sources }) => sources.map(({ blockId }) => blockId).toSorted())).toEqual([
      ['f', 'g'],
      ['h'],
    ]);
    expect(textIn(doc)).toContain('arbetslaget räcker');
    expect(textIn(doc)).toContain('Ämneslagens gemensamma tid');
  });

  test('by more groups than one block has room for: the words that are not carried are told as duplicates', () => {
    const say = (end: string): string =>
      `Ämneslagens gemensamma tid räcker till praktisk planering men inte till analys av varför eleverna lyckas ${end}.`;
    const blocks = (id: string, end: string) => [
      claim({ id, kind: 'cause', text: say(end) }),
      claim({ id: `${id}-x`, text: `${id} växer.` }),
    ];
    const notes = [
      note('forskola', blocks('f', 'i leken')),
      note('grundskola', blocks('g', 'i skolan')),
      note('kompetenscenter', blocks('k', 'i kurserna')),
      { ...note('kompetenscenter', blocks('m', 'i spelet')), documentId: 'note-kulturskola', group: 'kulturskola' },
    ];
    const { doc, result } = draftOf(input(notes));
    const common = provenanceOf(doc).find(({ text }) => text.includes('gemensamma tid'));
    expect(common?.sources).toHaveLength(3);
    expect(result.lists.leftOut).toEqual([
      expect.objectContaining({ reason: 'duplicate', text: expect.stringContaining('gemensamma tid') }),
    ]);
  });

  test('in opposite directions is no common block but a contradiction', () => {
    const { doc, result } = draftOf(
      input([
        note('forskola', [
          claim({ id: 'f', text: 'Tiden för dokumentation har minskat sedan lärplattformen infördes.' }),
        ]),
        note('grundskola', [
          claim({ id: 'g', text: 'Tiden för dokumentation har ökat sedan lärplattformen infördes.' }),
        ]),
      ]),
    );
    expect(result.lists.contradictions.map(({ claimIds }) => claimIds)).toEqual([['f', 'g']]);
    expect(claimsIn(readBody(doc))).toHaveLength(2);
    expect(textIn(doc)).toContain('Skillnader mellan verksamheterna');
  });
});

describe('what is protected', () => {
  const given = input(
    [
      note('grundskola', [
        claim({ id: 'r1', text: 'Bara 3 av 7 elever nådde målen.' }),
        claim({ id: 'r2', text: 'Elev 121212-1212 har stöd.' }),
        claim({ id: 'c1', kind: 'cause', text: 'Stödet kom sent.', cites: ['r1'] }),
        line('p1', 'Kontakta 19121212-1212 i morgon.'),
        line('p2', 'Det kan bero på att möblerna flyttades.'),
      ]),
    ],
    { evidence: new Map([['e1', { title: 'Klasslista', kind: 'text' as const, text: 'Anna 121212-1212' }]]) },
  );
  const { doc, result } = draftOf(given);

  test('never comes into the draft or what is told of it', () => {
    expect(JSON.stringify([readBody(doc), result])).not.toContain('1212-1212');
    expect(JSON.stringify([readBody(doc), result])).not.toContain('3 av 7');
  });

  test('is told as findings and as left out without text; unmarked text is listed without it', () => {
    expect(result.lists.findings).toEqual([
      { kind: 'smallGroup', documentId: 'note-grundskola', blockId: 'r1' },
      { kind: 'personnummer', documentId: 'note-grundskola', blockId: 'r2' },
      { kind: 'personnummer', documentId: 'note-grundskola', blockId: 'p1' },
      { kind: 'personnummer', documentId: 'e1', blockId: 'e1' },
    ]);
    expect(result.lists.leftOut).toEqual([
      { documentId: 'note-grundskola', blockId: 'r1', reason: 'protected' },
      { documentId: 'note-grundskola', blockId: 'r2', reason: 'protected' },
    ]);
    expect(result.lists.unmarked).toEqual([
      { documentId: 'note-grundskola', blockId: 'p1', suggestedKind: null },
      {
        documentId: 'note-grundskola',
        blockId: 'p2',
        text: 'Det kan bero på att möblerna flyttades.',
        suggestedKind: 'cause',
      },
    ]);
  });

  test('takes no part in gaps', () => {
    expect(kindsOf(result.lists.gaps)).toEqual(['causeWithoutResult c1', 'areaEmpty']);
  });
});
