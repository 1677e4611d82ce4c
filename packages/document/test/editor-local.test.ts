/** What the editor does after somebody here has written: ids, lines to write on, and steps back. */
import { setBlockType, splitBlock, toggleMark, wrapIn } from '@tiptap/pm/commands';
import { Slice } from '@tiptap/pm/model';
import { Selection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { withoutOrigin } from '../src/editor/index.ts';
import { appendToBody, claimsIn, type DocNode, paragraph, readBody, textOf } from '../src/index.ts';
import { HeadlessEditor } from './headless.ts';

const made: HeadlessEditor[] = [];
const editorOn = (doc: Y.Doc): HeadlessEditor => {
  const editor = new HeadlessEditor(doc);
  made.push(editor);
  return editor;
};
const editorOf = (...nodes: DocNode[]): HeadlessEditor => {
  const doc = new Y.Doc();
  appendToBody(doc, nodes, 'seed');
  return editorOn(doc);
};

/** Two people at one document, each keystroke there at once. */
const pair = (...nodes: DocNode[]): [HeadlessEditor, HeadlessEditor] => {
  const first = new Y.Doc();
  const second = new Y.Doc();
  appendToBody(first, nodes, 'seed');
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first), 'network');
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const)
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') Y.applyUpdate(to, update, 'network');
    });
  return [editorOn(first), editorOn(second)];
};

const caretAt = (editor: HeadlessEditor, position: number): void =>
  editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, position)));
const text = (editor: HeadlessEditor): string => textOf(readBody(editor.doc));
const attribute = (editor: HeadlessEditor, index: number, name: string): unknown =>
  readBody(editor.doc).content?.[index]?.attrs?.[name];

const claims = (editor: HeadlessEditor) => claimsIn(readBody(editor.doc)).map(({ kind, text: words }) => [kind, words]);
const mark = (editor: HeadlessEditor): void => {
  const claim = editor.state.schema.nodes['claim'];
  if (claim) editor.run(wrapIn(claim, { kind: 'result' }));
};
const undoAll = ({ undoManager }: HeadlessEditor): void => {
  while (undoManager.undoStack.length > 0) undoManager.undo();
};

describe('ids of blocks', () => {
  it('are given to what is new, and kept by the first half of what is split', () => {
    const editor = editorOf(paragraph('Ett två', { id: 'p1', key: 'k1' }));
    caretAt(editor, 4);
    editor.run(splitBlock);
    expect(attribute(editor, 0, 'id')).toBe('p1');
    expect(attribute(editor, 0, 'key')).toBe('k1');
    expect(attribute(editor, 1, 'id')).toMatch(/^[a-z0-9]{16}$/);
    expect(attribute(editor, 1, 'key')).toBeUndefined();
  });

  it('are not given to what a colleague made', () => {
    const [first, second] = pair(paragraph('Ett', { id: 'p1' }));
    const sent: Uint8Array[] = [];
    second.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') sent.push(update);
    });
    appendToBody(first.doc, [paragraph('Utan id')], 'server');
    expect(sent).toHaveLength(0);
    expect(second.state.doc.lastChild?.attrs['id']).toBeNull();
  });

  it('are given to a claim when a paragraph is marked', () => {
    const editor = editorOf(paragraph('Andelen ökar', { id: 'p1' }));
    caretAt(editor, 3);
    const claim = editor.state.schema.nodes['claim'];
    if (claim) editor.run(wrapIn(claim, { kind: 'result' }));
    const [found] = claimsIn(readBody(editor.doc));
    expect(found).toMatchObject({ kind: 'result', text: 'Andelen ökar' });
    expect(found?.id).toMatch(/^[a-z0-9]{16}$/);
  });

  it('do not come along with what is pasted, nor do comments and suggestions', () => {
    const editor = editorOf(
      {
        type: 'claim',
        attrs: { id: 'c1', key: 'k', kind: 'cause' },
        content: [
          {
            type: 'paragraph',
            attrs: { id: 'p1' },
            content: [
              { type: 'text', text: 'Ord', marks: [{ type: 'comment', attrs: { id: 'x' } }, { type: 'bold' }] },
            ],
          },
        ],
      },
      paragraph('', { id: 'p2' }),
    );
    const cleaned = withoutOrigin(new Slice(editor.state.doc.content, 0, 0));
    expect(JSON.stringify(cleaned.toJSON())).not.toMatch(/"(c1|k|p1|x)"/);
    expect(JSON.stringify(cleaned.toJSON())).toContain('bold');
    expect(cleaned.content.firstChild?.attrs['kind']).toBe('cause');
  });
});

describe('empty containers', () => {
  it('get a line to write on after a change here', () => {
    const editor = editorOf({
      type: 'claim',
      attrs: { id: 'c1', kind: 'cause' },
      content: [paragraph('Ord', { id: 'p1' })],
    });
    editor.dispatch(editor.state.tr.delete(1, editor.state.doc.firstChild?.nodeSize ?? 1));
    expect(readBody(editor.doc).content?.[0]?.content?.[0]?.type).toBe('paragraph');
    expect(readBody(editor.doc).content?.at(-1)?.type).toBe('paragraph');
  });

  it('are looked at once when all that is chosen are empty lines: the editor never comes to rest else', () => {
    const editor = editorOf(paragraph('', { id: 'p1' }), paragraph('', { id: 'p2' }));
    editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 1, 3)));
    const type = editor.state.schema.nodes['paragraph'];
    if (type) editor.run(setBlockType(type));
    expect(readBody(editor.doc).content).toHaveLength(2);
  });

  it('leave a line when everything is deleted', () => {
    const editor = editorOf(paragraph('Ett', { id: 'p1' }), paragraph('Två', { id: 'p2' }));
    editor.dispatch(editor.state.tr.delete(0, editor.state.doc.content.size));
    expect(readBody(editor.doc).content).toHaveLength(1);
  });
});

describe('a caret beside a colleague’s', () => {
  it('moves with its words when somebody writes before it in the same paragraph', () => {
    const [first, second] = pair(paragraph('Ett två tre', { id: 'p1' }));
    caretAt(first, 9);
    second.dispatch(second.state.tr.insertText('Noll ', 1));
    first.type('X');
    expect(text(first)).toBe('Noll Ett två Xtre');
    expect(text(second)).toBe(text(first));
  });

  it('keeps the mark that was chosen for the next word', () => {
    const [first, second] = pair(paragraph('Ett', { id: 'p1' }));
    caretAt(first, 4);
    const bold = first.state.schema.marks['bold'];
    if (bold) first.run(toggleMark(bold));
    second.dispatch(second.state.tr.insertText('Noll ', 1));
    expect(first.state.storedMarks?.map((mark) => mark.type.name)).toEqual(['bold']);
  });

  it('leaves blocks that did not change as the same objects', () => {
    const [first, second] = pair(
      paragraph('Ett', { id: 'p1' }),
      paragraph('Två', { id: 'p2' }),
      paragraph('Tre', { id: 'p3' }),
    );
    const [before, , after] = [0, 1, 2].map((index) => first.state.doc.child(index));
    second.dispatch(second.state.tr.insertText('!', 9));
    expect(first.state.doc.child(1).textContent).toBe('Två!');
    expect(first.state.doc.child(0)).toBe(before);
    expect(first.state.doc.child(2)).toBe(after);
  });
});

describe('an editor that was just opened', () => {
  it('has chosen nothing: the first key takes nothing away', () => {
    const [first, second] = pair(paragraph('Ett', { id: 'p1' }), paragraph('Två', { id: 'p2' }));
    first.dispatch(first.state.tr.insertText('Noll ', 1));
    second.type('X');
    expect(text(first)).toBe('XNoll Ett\nTvå');
  });

  it('has chosen nothing of what comes while it is empty', () => {
    const [first, second] = pair();
    first.dispatch(first.state.tr.insert(0, first.state.schema.nodes['paragraph']!.create(null)));
    first.dispatch(first.state.tr.insertText('Kollegans ord', 1));
    second.type('X');
    expect(text(second)).toContain('Kollegans ord');
  });
});

describe('31: undo', () => {
  it('never takes what others wrote, nor what the document was born with', () => {
    const [first, second] = pair(paragraph('Född', { id: 'p1' }));
    first.dispatch(first.state.tr.insertText(' mitt', 5));
    second.dispatch(second.state.tr.insertText('Ditt ', 1));
    while (first.undoManager.undoStack.length > 0) first.undoManager.undo();
    expect(text(first)).toBe('Ditt Född');
    while (first.undoManager.redoStack.length > 0) first.undoManager.redo();
    expect(text(first)).toBe('Ditt Född mitt');
    expect(text(second)).toBe(text(first));
  });

  it('leaves a claim that another has written in', () => {
    const [first, second] = pair(paragraph('', { id: 'p1' }));
    caretAt(first, 1);
    const claim = first.state.schema.nodes['claim'];
    if (claim) first.run(wrapIn(claim, { kind: 'cause' }));
    second.dispatch(second.state.tr.insertText('Kollegans ord', 2));
    while (first.undoManager.undoStack.length > 0) first.undoManager.undo();
    expect(text(first)).toBe('Kollegans ord');
    expect(text(second)).toBe('Kollegans ord');
  });

  it('leaves a mark, its kind and every word where they are when another has written in it', () => {
    const [first, second] = pair(paragraph('', { id: 'p1' }));
    caretAt(first, 1);
    first.type('Andelen har ökat');
    mark(first);
    first.type('!');
    second.dispatch(second.state.tr.insertText(' till 78 procent', 19));
    undoAll(first);
    expect(claims(first)).toEqual([['result', 'Andelen har ökat till 78 procent']]);
    expect(text(first)).toBe('Andelen har ökat till 78 procent');
    expect(text(second)).toBe(text(first));
  });

  it('leaves the second half of a split paragraph when another has written in it', () => {
    const [first, second] = pair(paragraph('Ett två', { id: 'p1' }));
    caretAt(first, 5);
    first.run(splitBlock);
    second.dispatch(second.state.tr.insertText(' kollegan', 10));
    undoAll(first);
    expect(text(first)).toBe('Ett\ntvå kollegan');
  });

  it('keeps the kind of a claim that was put there whole, and takes back the words', () => {
    const [first, second] = pair(paragraph('', { id: 'p1' }));
    const { claim, paragraph: line } = first.state.schema.nodes;
    const whole = claim?.create({ kind: 'cause' }, line?.create(null, first.state.schema.text('Mitt')));
    if (whole) first.dispatch(first.state.tr.insert(0, whole));
    second.dispatch(second.state.tr.insertText(' ditt', 6));
    undoAll(first);
    expect(claims(first)).toEqual([['cause', 'ditt']]);
  });

  it('takes marks, words and deletions of one’s own back and forth, step by step', () => {
    const [first, second] = pair(paragraph('', { id: 'p1' }));
    caretAt(first, 1);
    first.type('Andelen har ökat');
    mark(first);
    first.type(' mycket');
    first.undoManager.stopCapturing();
    first.dispatch(first.state.tr.delete(2, 6));
    const steps = ['Andelen har ökat mycket', 'Andelen har ökat', 'Andelen har ökat', ''];
    for (const [index, words] of steps.entries()) {
      first.undoManager.undo();
      expect([text(first), claims(first).length]).toEqual([words, index < 2 ? 1 : 0]);
    }
    while (first.undoManager.redoStack.length > 0) first.undoManager.redo();
    expect(claims(first)).toEqual([['result', 'len har ökat mycket']]);
    expect(text(second)).toBe(text(first));
  });

  it('works step by step while another types, and redo after it', () => {
    const [first, second] = pair(paragraph('', { id: 'p1' }), paragraph('', { id: 'p2' }));
    for (const word of ['ett ', 'två ', 'tre ']) {
      first.dispatch(first.state.tr.insertText(word, first.state.doc.child(0).content.size + 1));
      first.undoManager.stopCapturing();
      second.dispatch(second.state.tr.insertText(word.toUpperCase(), second.state.doc.content.size - 1));
    }
    first.undoManager.undo();
    second.dispatch(second.state.tr.insertText('FYRA', second.state.doc.content.size - 1));
    first.undoManager.undo();
    expect(text(first)).toBe('ett \nETT TVÅ TRE FYRA'.replace('ett \n', 'ett\n'));
    first.undoManager.redo();
    expect(text(first)).toBe('ett två\nETT TVÅ TRE FYRA');
    expect(text(second)).toBe(text(first));
  });

  it('puts the caret back where it was when a deletion is undone', () => {
    const [first, second] = pair(paragraph('Ett två tre', { id: 'p1' }));
    first.dispatch(first.state.tr.setSelection(TextSelection.create(first.state.doc, 5, 9)));
    first.dispatch(first.state.tr.deleteSelection());
    second.dispatch(second.state.tr.insertText('Noll ', 1));
    first.undo();
    expect(text(first)).toBe('Noll Ett två tre');
    expect(first.state.doc.textBetween(first.state.selection.from, first.state.selection.to)).toBe('två ');
  });

  it('goes to the end of a document without a place to stand', () => {
    const editor = editorOf(paragraph('Ett', { id: 'p1' }));
    editor.dispatch(editor.state.tr.setSelection(Selection.atEnd(editor.state.doc)));
    editor.type('!');
    editor.undo();
    expect(text(editor)).toBe('Ett');
  });
});
