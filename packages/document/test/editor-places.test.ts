/** Places in the text as others send them. */
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { absolutePlace, placeFrom, relativePlace } from '../src/editor/index.ts';
import { appendToBody, draftRoot, paragraph } from '../src/index.ts';
import { HeadlessEditor } from './headless.ts';
import { actAtRandom, randomFrom } from './structuralEdits.ts';

const open: HeadlessEditor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.close();
});
const written = (seed: number): HeadlessEditor => {
  const doc = new Y.Doc();
  doc.clientID = 7;
  appendToBody(doc, [paragraph('Ett två tre', { id: 'p1' }), paragraph('Fyra', { id: 'p2' })], 'seed');
  doc.getMap(draftRoot).set('ord', new Y.Text('Utkast'));
  const editor = new HeadlessEditor(doc);
  open.push(editor);
  const random = randomFrom(seed);
  for (let turn = 0; turn < 30; turn += 1) actAtRandom(editor, random);
  return editor;
};
const found = (editor: HeadlessEditor, json: unknown): number | null => {
  const place = placeFrom(json);
  return place === null ? null : absolutePlace(editor.tie, editor.state.doc, place);
};

describe('what somebody says is a place', () => {
  it.each([
    [null],
    ['här'],
    [[]],
    [{}],
    [{ type: 'p', item: 4 }],
    [{ type: {}, item: {} }],
    [{ item: { client: 7, clock: -1 } }],
    [{ item: { client: 7, clock: 0.5 } }],
    [{ item: { client: '7', clock: '1' } }],
    [{ item: { client: 7, clock: 2 ** 52 } }],
    [{ item: { client: 7 * 2 ** 60, clock: 1 } }],
    [{ item: { client: 99, clock: 1 } }],
    [{ type: { client: 99, clock: 1 } }],
    [{ tname: 4 }],
    [{ tname: 'body', assoc: 'left' }],
    [{ tname: draftRoot }],
    [{ tname: 'annat' }],
  ])('is none when it is nonsense: %j', (json) => {
    const editor = written(1);
    expect(found(editor, json)).toBeNull();
    expect([...editor.doc.share.keys()].toSorted()).toEqual(['body', 'draft']);
  });

  it('is in the text or none, whatever it names', () => {
    for (const seed of [1, 2, 3, 4]) {
      const editor = written(seed);
      const last = Y.getState(editor.doc.store, 7);
      for (let clock = 0; clock <= last; clock += 1)
        for (const assoc of [-1, 0])
          for (const name of ['type', 'item']) {
            const place = found(editor, { [name]: { client: 7, clock }, assoc });
            if (place !== null) expect(() => editor.state.doc.resolve(place)).not.toThrow();
          }
    }
  });

  it('is where it was when it is one', () => {
    const editor = written(1);
    const { doc } = editor.state;
    doc.descendants((node, at) => {
      if (!node.isTextblock) return;
      const place = relativePlace(editor.tie, doc, at + 1 + node.content.size);
      expect(found(editor, JSON.parse(JSON.stringify(Y.relativePositionToJSON(place))))).toBe(
        at + 1 + node.content.size,
      );
    });
  });
});
