import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  appendToBody,
  bodyOf,
  claimsIn,
  type DocNode,
  docFrom,
  hasWords,
  idFromYjs,
  isSafeLink,
  noteTemplate,
  readBody,
  rejectSuggestions,
  seedUpdate,
  textOf,
  toElement,
} from '../src/index.ts';

const text = (words: string, ...marks: string[]): DocNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
const cite = (targetType: string, targetId: string): DocNode => ({ type: 'citation', attrs: { targetType, targetId } });

const sample: DocNode[] = [
  { type: 'heading', attrs: { level: 2, id: 'h1' }, content: [text('Lärmiljöer')] },
  {
    type: 'claim',
    attrs: { id: 'c1', kind: 'result', priorityArea: 'larmiljoer' },
    content: [
      { type: 'paragraph', attrs: { id: 'p1' }, content: [text('Närvaron '), text('steg', 'bold'), text('.')] },
    ],
  },
  {
    type: 'claim',
    attrs: { id: 'c2', kind: 'action', owner: 'Rektor', due: '2019-08-15', expectedEffect: 'Lugnare start' },
    content: [
      { type: 'paragraph', attrs: { id: 'p2' }, content: [text('Vi inför mottagning.'), cite('claim', 'c1')] },
      { type: 'paragraph', attrs: { id: 'p3' }, content: [cite('evidence', 'e1'), cite('claim', 'c1')] },
    ],
  },
  {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [{ type: 'paragraph', attrs: { id: 'p4' }, content: [text('Utan märke')] }] },
    ],
  },
];

const docOf = (nodes: DocNode[]): Y.Doc => docFrom([seedUpdate(nodes)]);

describe('Yjs to JSON and back', () => {
  test('what is written is what is read', () => {
    expect(readBody(docOf(sample)).content).toEqual(sample);
  });

  test('marks that overlap lose the hash of their name', () => {
    const doc = new Y.Doc();
    appendToBody(doc, [{ type: 'paragraph', content: [text('ord')] }]);
    const paragraph = bodyOf(doc).get(0);
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (words instanceof Y.XmlText) words.format(0, 3, { 'comment--aBc12': { id: 'k1' } });
    expect(readBody(doc).content?.[0]?.content?.[0]?.marks).toEqual([{ type: 'comment', attrs: { id: 'k1' } }]);
  });

  test('a level that another client wrote as a text is read as a number', () => {
    const doc = new Y.Doc();
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', '3');
    bodyOf(doc).push([heading]);
    expect(readBody(doc).content).toEqual([{ type: 'heading', attrs: { level: 3 } }]);
  });

  test('an element outside the schema is not written', () => {
    expect(() => toElement({ type: 'script' })).toThrow(RangeError);
    expect(() => toElement({ type: 'constructor' })).toThrow(RangeError);
  });
});

describe('reading', () => {
  const body = readBody(docOf(sample));

  test('claims come with kind, area, citations each once, and what an action carries', () => {
    const [first, second] = claimsIn(body);
    expect(first).toMatchObject({
      id: 'c1',
      kind: 'result',
      priorityArea: 'larmiljoer',
      text: 'Närvaron steg.',
      citations: [],
    });
    expect(second).toMatchObject({
      owner: 'Rektor',
      due: '2019-08-15',
      expectedEffect: 'Lugnare start',
      citations: [
        { targetType: 'claim', targetId: 'c1' },
        { targetType: 'evidence', targetId: 'e1' },
      ],
    });
  });

  test('paragraphs stand on lines of their own', () => {
    expect(textOf({ type: 'doc', content: sample })).toBe(
      'Lärmiljöer\nNärvaron steg.\nVi inför mottagning.\n\nUtan märke',
    );
  });

  test('open suggestions read as rejected', () => {
    const suggested: DocNode = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [text('Kvar '), text('borta?', 'deletion'), text(' ny', 'insertion')] },
        { type: 'paragraph', content: [text('Hel ny rad', 'insertion')] },
      ],
    };
    const read = rejectSuggestions(suggested);
    expect(textOf(read)).toBe('Kvar borta?');
    expect(JSON.stringify(read)).not.toContain('deletion');
    expect(read.content).toHaveLength(1);
  });

  test('a template has headings with ids, one for each area, and no words to summarise', () => {
    const blocks = noteTemplate([{ slug: 'larmiljoer', name: 'Lärmiljöer' }]);
    const ids = blocks.map((block) => block.attrs?.['id']);
    expect(new Set(ids).size).toBe(blocks.length);
    expect(blocks.map((block) => textOf(block))).toContain('Lärmiljöer');
    expect(hasWords({ type: 'doc', content: blocks })).toBe(true);
  });
});

test.each([
  ['https://example.org', true],
  ['/seminarier/1#a', true],
  ['mailto:a@example.org', true],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['//example.org', false],
  ['/\\example.org', false],
  ['data:text/html,x', false],
])('the link %s is %s', (href, safe) => {
  expect(isSafeLink(href)).toBe(safe);
});

test('an id made from a Yjs id is the same everywhere and legal', () => {
  expect(idFromYjs({ client: 4_294_967_295, clock: 12 })).toBe('1z141z3-c');
});
