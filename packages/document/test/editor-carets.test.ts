/** Where a writer's caret stands when a colleague has changed the structure of what it stood in. */
import { joinBackward, lift, splitBlock, wrapIn } from '@tiptap/pm/commands';
import { liftListItem, sinkListItem, wrapInList } from '@tiptap/pm/schema-list';
import { describe, expect, it } from 'vitest';
import { type DocNode, noteTemplate, paragraph, readBody, textOf, walk } from '../src/index.ts';
import { after, choose, linesOf, openDesk } from './desk.ts';
import type { HeadlessEditor } from './headless.ts';
import { randomFrom } from './structuralEdits.ts';

const wrapped = (name: 'claim' | 'blockquote') => (editor: HeadlessEditor) => {
  const type = editor.state.schema.nodes[name];
  if (type) editor.run(wrapIn(type, name === 'claim' ? { kind: 'result' } : null));
};
const listed = (editor: HeadlessEditor): void => {
  const type = editor.state.schema.nodes['bulletList'];
  if (type) editor.run(wrapInList(type));
};
const plain = paragraph('Ett två tre', { id: 'p1' });
const acts: [string, DocNode, (editor: HeadlessEditor) => void][] = [
  ['makes a claim of the line', plain, wrapped('claim')],
  ['makes a list of the line', plain, listed],
  ['makes a quote of the line', plain, wrapped('blockquote')],
  [
    'takes the claim away',
    { type: 'claim', attrs: { id: 'c1', kind: 'cause' }, content: [plain] },
    (editor) => void editor.run(lift),
  ],
];
const next = paragraph('Nästa rad.', { id: 'p2' });

describe('a caret in a line, when a colleague', () => {
  it.each(acts)('%s, goes along', (_name, line, act) => {
    const { relay, colleague, writer } = openDesk(line, next);
    choose(writer, after(writer, 'Ett två tre'));
    choose(colleague, after(colleague, 'Ett'));
    act(colleague);
    relay.settle();
    writer.type(' fyra');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett två tre fyra', 'p2: Nästa rad.']);
  });

  it.each(acts)('%s, goes along behind words that the colleague had not seen', (_name, line, act) => {
    for (const isServerFirst of [false, true]) {
      const { relay, colleague, writer } = openDesk(line, next);
      choose(writer, after(writer, 'Ett två tre'));
      writer.type(' fyra');
      if (isServerFirst) relay.deliver(relay.people[1]!);
      writer.type(' fem');
      choose(colleague, after(colleague, 'Ett'));
      act(colleague);
      relay.settle();
      writer.type(' sex');
      relay.settle();
      expect(linesOf(relay)).toEqual(['p1: Ett två tre fyra fem sex', 'p2: Nästa rad.']);
    }
  });

  it('makes a claim of an empty line, goes along', () => {
    const { relay, colleague, writer } = openDesk(paragraph('', { id: 'p1' }), next);
    choose(writer, 1);
    choose(colleague, 1);
    wrapped('claim')(colleague);
    relay.settle();
    writer.type('Ett');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett', 'p2: Nästa rad.']);
  });

  it.each(['Ett två tre fyra', 'Ett två tre'])('breaks it before the caret, follows the words (%s)', (before) => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två tre fyra', { id: 'p1' }), next);
    choose(writer, after(writer, before));
    choose(colleague, after(colleague, 'Ett'));
    colleague.run(splitBlock);
    relay.settle();
    writer.type('!');
    relay.settle();
    const words = ' två tre fyra'.replace(before.slice(3), `${before.slice(3)}!`).trim();
    expect(linesOf(relay)).toEqual(['p1: Ett', `new: ${words}`, 'p2: Nästa rad.']);
  });

  it('joins it to the line before, follows the words, unseen ones too', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Rad', { id: 'p1' }), paragraph('Rad', { id: 'p2' }));
    choose(writer, writer.state.doc.content.size - 1);
    writer.type(' två');
    relay.settle();
    writer.type(' med mer');
    choose(colleague, 6);
    colleague.run(joinBackward);
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: RadRad två med mer!']);
  });

  it.each([0, 1, 3])('joins it to the line before, stays behind unseen words after few letters (%i)', (offset) => {
    const { relay, colleague, writer } = openDesk(
      paragraph('Ett två', { id: 'p1' }),
      paragraph('Tre fyra', { id: 'p2' }),
    );
    choose(writer, 10 + offset);
    writer.type('ab');
    choose(colleague, 10);
    colleague.run(joinBackward);
    relay.settle();
    writer.type('c');
    relay.settle();
    expect(linesOf(relay)).toEqual([`p1: Ett två${'Tre fyra'.slice(0, offset)}abc${'Tre fyra'.slice(offset)}`]);
  });

  it('makes a claim of it, keeps both ends of what was chosen', () => {
    const { relay, colleague, writer } = openDesk(plain, next);
    choose(writer, after(writer, 'Ett '), after(writer, 'Ett två'));
    choose(colleague, after(colleague, 'Ett'));
    wrapped('claim')(colleague);
    relay.settle();
    const { from, to } = writer.state.selection;
    expect(writer.state.doc.textBetween(from, to)).toBe('två');
  });

  it('deletes the words beside it, stays, though the same words are written elsewhere', () => {
    const { relay, colleague, writer } = openDesk(plain, next);
    choose(writer, after(writer, 'Ett två tre'));
    colleague.dispatch(colleague.state.tr.insertText(' tre', after(colleague, 'Nästa')).delete(8, 12));
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett två!', 'p2: Nästa tre rad.']);
  });

  it('takes the line away, is in none that has the same words', () => {
    const { relay, colleague, writer } = openDesk(plain, next, paragraph('Noll Ett två tre fyra', { id: 'p3' }));
    choose(writer, after(writer, 'Ett två tre'));
    colleague.dispatch(colleague.state.tr.delete(0, colleague.state.doc.child(0).nodeSize));
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p2: !Nästa rad.', 'p3: Noll Ett två tre fyra']);
  });
});

const wholes: ((editor: HeadlessEditor) => void)[] = [
  ...acts.map(([, , act]) => act),
  (editor) => {
    const type = editor.state.schema.nodes['orderedList'];
    if (type) editor.run(wrapInList(type));
  },
  (editor) => {
    const type = editor.state.schema.nodes['listItem'];
    if (type && !editor.run(sinkListItem(type))) editor.run(liftListItem(type));
  },
];
const structures = [
  ...noteTemplate([{ slug: 'larmiljoer', name: 'Lärmiljöer' }]),
  paragraph('Andelen elever har ökat från 71 till 78 procent.', { id: 'l1' }),
  { type: 'claim', attrs: { id: 'c1', kind: 'result' }, content: [paragraph('Resultatet', { id: 'l2' })] },
  paragraph('Fler har stannat kvar hela dagen.', { id: 'l3' }),
  paragraph('', { id: 'l4' }),
];

/** A writer types letter for letter in a line; a colleague changes what holds it, at any moment between. */
const write = (seed: number): { id: string; typed: string; found: Map<string, string> } => {
  const random = randomFrom(seed);
  const { relay, colleague, writer } = openDesk(...structures);
  const id = `l${1 + Math.floor(random() * 4)}`;
  const lineOf = (editor: HeadlessEditor): { begins: number; size: number } => {
    const line = { begins: -1, size: 0 };
    editor.state.doc.descendants((node, at) => {
      if (node.attrs['id'] === id) Object.assign(line, { begins: at + 1, size: node.content.size });
    });
    return line;
  };
  const { begins, size } = lineOf(writer);
  choose(writer, begins + Math.ceil(random() * size));
  let typed = '';
  for (let count = 0; count < 30; count += 1) {
    const luck = random();
    const line = lineOf(colleague);
    if (luck < 0.5) {
      const letter = String.fromCodePoint(0x4e00 + count);
      writer.type(letter);
      typed += letter;
    } else if (luck < 0.65 && line.begins >= 0) {
      choose(colleague, line.begins + Math.floor(random() * line.size));
      wholes[Math.floor(random() * wholes.length)]?.(colleague);
    } else if (luck < 0.75) relay.deliver(relay.people[random() < 0.5 ? 0 : 1]!);
    else relay.people[random() < 0.5 ? 0 : 1]!.receive();
  }
  relay.settle();
  const found = new Map<string, string>();
  walk(readBody(relay.doc), (node) => {
    if (node.type === 'paragraph') found.set(String(node.attrs?.['id']), textOf(node));
  });
  return { id, typed, found };
};

describe('what is typed in one go, letter for letter', () => {
  it.each(Array.from({ length: 100 }, (_, index) => index + 1))(
    'while a colleague changes what holds the line, stands together in it (seed %i)',
    (seed) => {
      const { id, typed, found } = write(seed);
      expect(found.get(id)).toContain(typed);
    },
  );
});
