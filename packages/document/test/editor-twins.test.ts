/** The same change of structure by two at the same moment leaves the words once, and loses none. */
import { lift, setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands';
import { liftListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import type { Command } from '@tiptap/pm/state';
import { toggleHeaderColumn, toggleHeaderRow } from '@tiptap/pm/tables';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, type DocNode, paragraph, readBody, textOf, toElement } from '../src/index.ts';
import { after, choose, type Desk, linesOf, openDesk } from './desk.ts';
import type { HeadlessEditor } from './headless.ts';
import { randomFrom } from './structuralEdits.ts';

const line = paragraph('Ett två tre', { id: 'p1' });
const next = paragraph('Nästa rad.', { id: 'p2' });
const inClaim: DocNode = { type: 'claim', attrs: { id: 'c1', kind: 'result' }, content: [line] };
const inList: DocNode = { type: 'bulletList', content: [{ type: 'listItem', content: [line] }] };
const inLongList: DocNode = {
  type: 'orderedList',
  content: [
    { type: 'listItem', content: [line] },
    { type: 'listItem', content: [paragraph('Sist', { id: 'p3' })] },
  ],
};
const cell = (...content: DocNode[]): DocNode => ({ type: 'tableCell', content });
const inTable: DocNode = {
  type: 'table',
  attrs: { id: 't1' },
  content: [
    {
      type: 'tableRow',
      content: [cell(line), cell(paragraph('', { id: 'p3' })), cell(paragraph('Sist', { id: 'p4' }))],
    },
    { type: 'tableRow', content: [5, 6, 7].map((id) => cell(paragraph(`Cell${id}`, { id: `p${id}` }))) },
  ],
};

type Act = (editor: HeadlessEditor) => Command;
const acts: readonly [string, DocNode, Act][] = [
  ['make a claim of it', line, ({ state }) => wrapIn(state.schema.nodes['claim']!, { kind: 'cause' })],
  ['make a list of it', line, ({ state }) => wrapInList(state.schema.nodes['bulletList']!)],
  ['make a quote of it', line, ({ state }) => wrapIn(state.schema.nodes['blockquote']!)],
  ['make a heading of it', line, ({ state }) => setBlockType(state.schema.nodes['heading']!, { level: 2 })],
  ['break it', line, () => splitBlock],
  ['break it in a list', inList, ({ state }) => splitListItem(state.schema.nodes['listItem']!)],
  ['break it in a claim', inClaim, () => splitBlock],
  ['take it out of its claim', inClaim, () => lift],
  ['take it out of a longer list', inLongList, ({ state }) => liftListItem(state.schema.nodes['listItem']!)],
  ['make a row of headers of it', inTable, () => toggleHeaderRow],
  ['make a column of headers of it', inTable, () => toggleHeaderColumn],
];
const act = (editor: HeadlessEditor, what: Act): void => {
  choose(editor, after(editor, 'Ett'));
  expect(editor.run(what(editor))).toBe(true);
};
const words = ({ relay }: Desk): string => textOf(readBody(relay.doc)).replaceAll(/\s/g, '');
/** What stands in what. */
const shapeOf = ({ relay }: Desk): string => {
  const shape = ({ type, content = [] }: DocNode): string => `${type}(${content.map(shape).join()})`;
  return shape(readBody(relay.doc));
};
const alike = ({ relay }: Desk): void => {
  for (const { editor } of relay.people) expect(readBody(editor.doc)).toEqual(readBody(relay.doc));
  for (const { editor } of relay.people) expect(textOf(editor.state.doc.toJSON())).toBe(textOf(readBody(relay.doc)));
};

describe.each(acts)('two who %s', (_name, seed, what) => {
  it.each([
    [0, 1],
    [1, 0],
  ])('at the same moment leave its words once, and write on where they stood (%i first)', (first, second) => {
    const opened = openDesk(seed, next);
    const { relay } = opened;
    const whole = words(opened);
    const pair = [relay.people[first]!, relay.people[second]!];
    for (const { editor } of pair) act(editor, what);
    for (const person of pair) relay.deliver(person);
    relay.settle();
    expect(words(opened)).toBe(whole);
    const alone = openDesk(seed, next);
    act(alone.writer, what);
    alone.relay.settle();
    expect(shapeOf(opened)).toBe(shapeOf(alone));
    for (const { editor } of pair) editor.type('X');
    relay.settle();
    expect(words(opened)).toBe(whole.replace('Ett', 'EttXX'));
    alike(opened);
  });

  it('in a spell without a connection too', () => {
    const opened = openDesk(seed, next);
    const { relay, colleague, writer, third } = opened;
    const whole = words(opened);
    act(writer, what);
    act(colleague, what);
    choose(third, after(third, 'rad.'));
    third.type('!');
    const [one, two, three] = relay.people;
    relay.deliver(three!);
    relay.deliver(one!);
    // comes back with all that it has at once
    two!.outbox.splice(0, two!.outbox.length, Y.encodeStateAsUpdate(writer.doc));
    relay.settle();
    expect(words(opened)).toBe(`${whole}!`);
    alike(opened);
  });

  it('lose nothing of what others write into the second before it goes', () => {
    for (const isServerFirst of [false, true]) {
      const opened = openDesk(seed, next);
      const { relay, colleague, writer, third } = opened;
      act(colleague, what);
      act(writer, what);
      const [one, two, three] = relay.people;
      relay.deliver(two!);
      three!.receive();
      choose(third, after(third, 'tre'));
      third.type('X');
      relay.deliver(one!);
      if (isServerFirst) relay.deliver(three!);
      two!.receive();
      relay.settle();
      expect([...words(opened)].filter((letter) => letter === 'X')).toEqual(['X']);
      expect(words(opened)).toContain('treX');
      alike(opened);
    }
  });

  it('lose nothing of what they write themselves meanwhile', () => {
    const opened = openDesk(seed, next);
    const { relay, colleague, writer } = opened;
    for (const [editor, letter] of [
      [colleague, 'A'],
      [writer, 'B'],
    ] as const) {
      act(editor, what);
      editor.type(letter);
    }
    relay.settle();
    for (const letter of 'AB') expect([...words(opened)].filter((one) => one === letter)).toEqual([letter]);
    alike(opened);
  });

  it('may take it back, each of them, and the words stand once', () => {
    for (const isFirst of [true, false]) {
      const opened = openDesk(seed, next);
      const { relay, colleague, writer } = opened;
      const whole = words(opened);
      act(colleague, what);
      act(writer, what);
      relay.settle();
      const person = isFirst ? colleague : writer;
      person.undo();
      relay.settle();
      expect(words(opened)).toBe(whole);
      person.undoManager.redo();
      relay.settle();
      expect(words(opened)).toBe(whole);
      alike(opened);
    }
  });
});

describe('what only looks alike stays', () => {
  it('a copy that somebody put beside what was made, with the same ids', () => {
    const opened = openDesk(line, next);
    const { relay, colleague, writer } = opened;
    act(writer, acts[0]![2]);
    relay.settle();
    const [claim] = readBody(relay.doc).content ?? [];
    for (const index of [0, 1]) {
      bodyOf(colleague.doc).insert(index, [toElement(claim!)]);
      relay.settle();
    }
    expect(linesOf(relay).filter((each) => each.includes('Ett två tre'))).toHaveLength(3);
    alike(opened);
  });

  it('the same new words of two in the same place', () => {
    const opened = openDesk(line, next);
    const { relay, colleague, writer } = opened;
    for (const editor of [colleague, writer]) {
      choose(editor, after(editor, 'Ett två tre'));
      editor.run(splitBlock);
      editor.type('Ja');
    }
    relay.settle();
    expect(words(opened)).toBe('EtttvåtreJaJaNästarad.');
    alike(opened);
  });

  it('claims of different kinds', () => {
    const opened = openDesk(line, next);
    const { relay, colleague, writer } = opened;
    act(colleague, ({ state }) => wrapIn(state.schema.nodes['claim']!, { kind: 'cause' }));
    act(writer, ({ state }) => wrapIn(state.schema.nodes['claim']!, { kind: 'result' }));
    relay.settle();
    expect(words(opened)).toBe('EtttvåtreEtttvåtreNästarad.');
    alike(opened);
  });
});

/** Three people do the same at about the same time, and write letters that nobody else writes. */
const meet = (seed: number): void => {
  const random = randomFrom(seed);
  const [, shape, what] = acts[seed % acts.length]!;
  const opened = openDesk(shape, next);
  const { relay } = opened;
  let code = 0x4e00;
  const waiting = new Set(relay.people);
  for (let turn = 0; turn < 40; turn += 1) {
    const person = relay.people[Math.floor(random() * 3)]!;
    const luck = random();
    if (luck < 0.25 && waiting.delete(person)) {
      choose(person.editor, after(person.editor, 'Ett'));
      person.editor.run(what(person.editor));
    } else if (luck < 0.5) {
      person.editor.type(String.fromCodePoint(code));
      code += 1;
    } else if (luck < 0.75) relay.deliver(person);
    else person.receive(Math.min(person.inbox.length, 1 + Math.floor(random() * 3)));
  }
  relay.settle();
  alike(opened);
  const all = words(opened);
  for (let letter = 0x4e00; letter < code; letter += 1) expect(all).toContain(String.fromCodePoint(letter));
  for (const part of ['Ett', 'två', 'tre', 'Nästa']) for (const letter of part) expect(all).toContain(letter);
};

describe('three who do the same at about the same time and write on', () => {
  it.each(Array.from({ length: 80 }, (_, index) => index + 1))('lose no letter (seed %i)', meet);
});
