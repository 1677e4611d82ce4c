/** Three people at one document: what their tests put in and read. */
import { TextSelection } from '@tiptap/pm/state';
import { afterEach } from 'vitest';
import { type DocNode, readBody, seedUpdate, textOf, walk } from '../src/index.ts';
import type { HeadlessEditor } from './headless.ts';
import { Relay } from './relay.ts';

export type Desk = { relay: Relay; colleague: HeadlessEditor; writer: HeadlessEditor; third: HeadlessEditor };

const open: Relay[] = [];
afterEach(() => {
  for (const relay of open.splice(0)) relay.close();
});

/** Closed by itself after the test. */
export const openDesk = (...nodes: DocNode[]): Desk => {
  const relay = new Relay(seedUpdate(nodes), 3);
  open.push(relay);
  const [colleague, writer, third] = relay.people.map(({ editor }) => editor);
  if (colleague === undefined || writer === undefined || third === undefined) throw new Error('Nobody there');
  return { relay, colleague, writer, third };
};

/** The place right after these words. */
export const after = ({ state }: HeadlessEditor, words: string): number => {
  let place = -1;
  state.doc.descendants((node, at) => {
    const index = node.isTextblock ? node.textContent.indexOf(words) : -1;
    if (index >= 0 && place < 0) place = at + 1 + index + words.length;
  });
  if (place < 0) throw new Error(`Nobody wrote ${words}`);
  return place;
};

export const choose = (editor: HeadlessEditor, from: number, to = from): void =>
  editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)));

/** The words of each line, after its id when somebody gave it one by name. */
export const linesOf = (relay: Relay): string[] => {
  const found: string[] = [];
  walk(readBody(relay.doc), (node) => {
    const id = String(node.attrs?.['id']);
    if (node.type === 'paragraph') found.push(`${/^p\d$/.test(id) ? id : 'new'}: ${textOf(node)}`);
  });
  return found;
};
