/** The editor builds what ../src/schema.ts lists, all of it and nothing else. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentExtensions, schemaOf } from '../src/editor/index.ts';
import { appendToBody, type DocNode, elements, marks, readBody } from '../src/index.ts';
import { HeadlessEditor } from './headless.ts';

const schema = schemaOf();

const everything: DocNode[] = [
  { type: 'heading', attrs: { id: 'h1', key: 'area/x', level: 2 }, content: [{ type: 'text', text: 'Orsaker' }] },
  {
    type: 'paragraph',
    attrs: { id: 'p1', key: 'p' },
    content: [
      {
        type: 'text',
        text: 'Fet',
        marks: [{ type: 'bold' }, { type: 'italic' }, { type: 'underline' }, { type: 'strike' }],
      },
      { type: 'hardBreak' },
      { type: 'text', text: 'kod', marks: [{ type: 'code' }] },
      {
        type: 'text',
        text: 'länk',
        marks: [
          { type: 'link', attrs: { href: 'https://example.org/', target: '_blank', rel: 'noopener', title: 'T' } },
        ],
      },
      { type: 'text', text: 'in', marks: [{ type: 'insertion', attrs: { id: 's1', userId: 'u1', at: '2026-01-01' } }] },
      { type: 'text', text: 'ut', marks: [{ type: 'deletion', attrs: { id: 's2', userId: 'u1', at: '2026-01-01' } }] },
      {
        type: 'text',
        text: 'ändrat',
        marks: [{ type: 'modification', attrs: { id: 's3', userId: 'u1', at: '2026-01-01', type: 'mark' } }],
      },
      { type: 'text', text: 'tråd', marks: [{ type: 'comment', attrs: { id: 'c1' } }] },
    ],
  },
  {
    type: 'claim',
    attrs: {
      id: 'c1',
      key: 'k',
      kind: 'action',
      priorityArea: 'larmiljoer',
      owner: 'Rektorerna',
      due: '2019-08-15',
      expectedEffect: '80 %',
    },
    content: [
      {
        type: 'paragraph',
        attrs: { id: 'p2' },
        content: [
          { type: 'text', text: 'Vi gör' },
          { type: 'citation', attrs: { targetType: 'reference', targetId: 'r1' } },
        ],
      },
    ],
  },
  {
    type: 'orderedList',
    attrs: { start: 3 },
    content: [
      {
        type: 'listItem',
        content: [{ type: 'paragraph', attrs: { id: 'p3' }, content: [{ type: 'text', text: 'ett' }] }],
      },
    ],
  },
  { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', attrs: { id: 'p4' } }] }] },
  {
    type: 'blockquote',
    content: [{ type: 'paragraph', attrs: { id: 'p5' }, content: [{ type: 'text', text: 'citat' }] }],
  },
  { type: 'horizontalRule' },
  {
    type: 'table',
    attrs: { id: 't1', key: 't' },
    content: [
      {
        type: 'tableRow',
        content: [
          {
            type: 'tableHeader',
            attrs: { colspan: 1, rowspan: 1, colwidth: [120] },
            content: [{ type: 'paragraph', attrs: { id: 'p6' } }],
          },
          {
            type: 'tableCell',
            attrs: { colspan: 1, rowspan: 1, align: 'right' },
            content: [{ type: 'paragraph', attrs: { id: 'p7' } }],
          },
        ],
      },
    ],
  },
  { type: 'image', attrs: { id: 'i1', src: '/api/files/abc', alt: 'Diagram', title: 'T', width: 100, height: 50 } },
  { type: 'paragraph', attrs: { id: 'last' }, content: [{ type: 'text', text: 'slut' }] },
];

/** What merges can leave behind: containers without what they are for. */
const leftovers: DocNode[] = [
  { type: 'claim', attrs: { id: 'c2', kind: 'cause' } },
  { type: 'bulletList' },
  { type: 'orderedList', content: [{ type: 'listItem' }, { type: 'listItem', content: [{ type: 'bulletList' }] }] },
  { type: 'blockquote' },
  { type: 'table', content: [{ type: 'tableRow' }, { type: 'tableRow', content: [{ type: 'tableCell' }] }] },
  { type: 'listItem' } satisfies DocNode,
];

const editorOf = (nodes: readonly DocNode[]): HeadlessEditor => {
  const doc = new Y.Doc();
  appendToBody(doc, nodes, 'seed');
  return new HeadlessEditor(doc);
};

describe('the editor’s schema', () => {
  it('has the elements, marks and attributes of the table, all and only', () => {
    const inEditor = Object.keys(schema.nodes).filter((name) => name !== 'doc' && name !== 'text');
    expect(inEditor.toSorted()).toEqual(Object.keys(elements).toSorted());
    expect(Object.keys(schema.marks).toSorted()).toEqual(Object.keys(marks).toSorted());
    for (const [name, rule] of Object.entries(elements))
      expect(Object.keys(schema.nodes[name]?.spec.attrs ?? {}).toSorted(), name).toEqual(
        Object.keys(rule.attributes).toSorted(),
      );
    for (const [name, rules] of Object.entries(marks))
      expect(Object.keys(schema.marks[name]?.spec.attrs ?? {}).toSorted(), name).toEqual(Object.keys(rules).toSorted());
  });

  it('accepts every order and number of children, so that no merge is unbuildable', () => {
    for (const type of Object.values(schema.nodes)) {
      if (type.isText || type.isLeaf) continue;
      expect(type.spec.content, type.name).toMatch(/^(\w+|\([\w |]+\))\*$/);
      for (const [, attribute] of Object.entries(type.spec.attrs ?? {})) expect(attribute.default).toBeDefined();
    }
  });

  it('starts nothing by itself', () => {
    const names = documentExtensions().map((extension) => extension.name);
    expect(names).not.toContain('undoRedo');
    expect(names).not.toContain('trailingNode');
  });
});

describe('a document with everything in it', () => {
  it('is the same after JSON, Yjs, the editor, an edit, and Yjs again', () => {
    const editor = editorOf(everything);
    editor.dispatch(editor.state.tr.insertText('!', editor.state.doc.content.size - 1));
    const expected = structuredClone(everything);
    const last = expected.at(-1)?.content?.[0];
    if (last) last.text = 'slut!';
    expect(readBody(editor.doc).content).toEqual(expected);
    expect(editor.broken).toBeNull();
    editor.close();
  });

  it('is written by an editor as Yjs and JSON write it', () => {
    const from = editorOf(everything);
    const to = editorOf([{ type: 'paragraph', attrs: { id: 'x' } }]);
    const copy = to.state.schema.nodeFromJSON(from.state.doc.toJSON());
    to.dispatch(to.state.tr.replaceWith(0, to.state.doc.content.size, copy.content));
    const [written, held] = [readBody(to.doc), readBody(from.doc)];
    const withDefaults = schema.nodeFromJSON(held).toJSON();
    expect(schema.nodeFromJSON(written).toJSON()).toEqual(withDefaults);
    from.close();
    to.close();
  });

  it('keeps what a merge left empty, and fills it when somebody here writes', () => {
    const editor = editorOf([
      ...leftovers.slice(0, 5),
      { type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: 'ord' }] },
    ]);
    const before = readBody(editor.doc);
    expect(editor.broken).toBeNull();
    expect(readBody(editor.doc)).toEqual(before);
    editor.dispatch(editor.state.tr.insertText('!', editor.state.doc.content.size - 1));
    expect(readBody(editor.doc).content?.slice(0, 5)).toEqual(before.content?.slice(0, 5));
    editor.close();
  });

  it('stops instead of deleting when the document holds what it cannot show', () => {
    const doc = new Y.Doc();
    appendToBody(doc, [{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: 'ord' }] }]);
    const unknown = new Y.XmlElement('hologram');
    doc.getXmlFragment('body').push([unknown]);
    const before = readBody(doc);
    const editor = new HeadlessEditor(doc);
    expect(editor.broken).not.toBeNull();
    expect(readBody(doc)).toEqual(before);
    editor.close();
  });
});
