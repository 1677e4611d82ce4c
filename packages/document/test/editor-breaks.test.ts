/** Words that were on their way when a colleague broke the line that they belong in: they stand among the words around them. */
import { joinBackward, splitBlock } from '@tiptap/pm/commands';
import { splitListItem } from '@tiptap/pm/schema-list';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, type DocNode, paragraph } from '../src/index.ts';
import type { HeadlessEditor } from './headless.ts';
import { after, choose, linesOf, openDesk } from './desk.ts';
import { randomFrom } from './structuralEdits.ts';

const next = paragraph('Nästa rad.', { id: 'p2' });
const breakAfter = (colleague: HeadlessEditor, words: string): void => {
  choose(colleague, after(colleague, words));
  colleague.run(splitBlock);
};

describe('words on their way when a colleague breaks their line', () => {
  it.each([
    ['at its end', 'Ett två tre', 'new: två tre fyra!'],
    ['in the midst of what went', 'Ett två', 'new: två fyra! tre'],
  ])('follow the words that they belong to: %s', (_name, place, expected) => {
    for (const isServerFirst of [false, true]) {
      const { relay, colleague, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
      choose(writer, after(writer, place));
      writer.type(' fy');
      if (isServerFirst) relay.deliver(relay.people[1]!);
      writer.type('ra');
      breakAfter(colleague, 'Ett');
      relay.settle();
      writer.type('!');
      relay.settle();
      expect(linesOf(relay)).toEqual(['p1: Ett', expected, 'p2: Nästa rad.']);
    }
  });

  it('stay in the first half when they were written there', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett'));
    writer.type(' och');
    breakAfter(colleague, 'Ett två');
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett och! två', 'new: tre', 'p2: Nästa rad.']);
  });

  it('follow also when the writer has gone elsewhere, who stays there', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett två tre'));
    writer.type(' fyra');
    choose(writer, after(writer, 'Nästa'));
    breakAfter(colleague, 'Ett');
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett', 'new: två tre fyra', 'p2: Nästa! rad.']);
  });

  it('follow in a list and keep their looks', () => {
    const item = { type: 'listItem', content: [paragraph('Ett två tre', { id: 'p1' })] };
    const { relay, colleague, writer } = openDesk({ type: 'bulletList', content: [item] }, next);
    choose(writer, after(writer, 'Ett två tre'));
    const bold = writer.state.schema.marks['bold']!.create();
    writer.dispatch(writer.state.tr.addStoredMark(bold).insertText(' fyra'));
    choose(colleague, after(colleague, 'Ett'));
    colleague.run(splitListItem(colleague.state.schema.nodes['listItem']!));
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett', 'new: två tre fyra', 'p2: Nästa rad.']);
    expect(writer.state.doc.nodeAt(after(writer, ' fyra') - 1)?.marks.map(({ type }) => type.name)).toEqual(['bold']);
  });

  it('are of two writers: each one’s follow, and stand once', () => {
    const { relay, colleague, writer, third } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett två'));
    writer.type('A');
    choose(third, after(third, 'Ett två tre'));
    third.type('B');
    breakAfter(colleague, 'Ett');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett', 'new: tvåA treB', 'p2: Nästa rad.']);
  });

  it('leave what is chosen across the break chosen', () => {
    for (const [from, to, expected] of [
      ['Ett ', 'tre', 'två tre'],
      ['E', 'tre', 'tt| två tre'],
      ['två', 'Nästa', ' tre fyra|Nästa'],
      ['tre fy', 'tre', ' fy'],
    ] as const) {
      const { relay, colleague, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
      choose(writer, after(writer, 'tre'));
      writer.type(' fyra');
      choose(writer, after(writer, from), after(writer, to));
      breakAfter(colleague, 'Ett');
      relay.settle();
      const { selection, doc } = writer.state;
      expect(doc.textBetween(selection.from, selection.to, '|')).toBe(expected);
    }
  });

  it('come back among their words when the colleague joins the line again', () => {
    for (const [words, place, expected] of [
      ['Ett två tre', 'två', 'Ett tvåA tre'],
      ['Ett och två och tre och fyra', 'tre', 'Ett och två och treA och fyra'],
    ] as const) {
      const { relay, colleague, writer } = openDesk(paragraph(words, { id: 'p1' }), next);
      choose(writer, after(writer, place));
      writer.type('A');
      breakAfter(colleague, 'Ett');
      relay.deliver(relay.people[0]!);
      relay.people[1]!.receive();
      colleague.run(joinBackward);
      relay.settle();
      expect(linesOf(relay)).toEqual([`p1: ${expected}`, 'p2: Nästa rad.']);
    }
  });

  it('follow each to its line when the colleague broke the line several times meanwhile', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två tre fyra', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett två'));
    writer.type('A');
    choose(writer, after(writer, 'fyra'));
    writer.type('B');
    breakAfter(colleague, 'Ett två tre');
    breakAfter(colleague, 'Ett');
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett', 'new: tvåA tre', 'new: fyraB!', 'p2: Nästa rad.']);
  });

  it('follow from the very start of the text', () => {
    const { relay, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
    choose(writer, 1);
    writer.type('Noll ');
    const body = bodyOf(relay.doc);
    // as an editor does it that keeps the second half as the line
    relay.doc.transact(() => {
      const line = new Y.XmlElement('paragraph');
      line.setAttribute('id', 'p0');
      line.insert(0, [new Y.XmlText('Ett två')]);
      const [old] = body.toArray();
      if (old instanceof Y.XmlElement && old.get(0) instanceof Y.XmlText) old.get(0).delete(0, 7);
      body.insert(0, [line]);
    });
    for (const { inbox } of relay.people) inbox.push(Y.encodeStateAsUpdate(relay.doc));
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p0: Noll !Ett två', 'p1: tre', 'p2: Nästa rad.']);
  });

  it.each([
    ['right before it', 'Före, här ', 0],
    ['right behind it', 'Före, här ', 1],
    ['long before it', 'Före', 0],
    ['long behind it', 'Före, här ', 5],
  ])('stand among their words also when the line holds a citation: broken %s', (_name, words, behind) => {
    for (const [typedAfter, isServerFirst] of [
      ['Före', false],
      ['här', false],
      ['efter', false],
      ['Före', true],
      ['efter', true],
    ] as const) {
      const citation = { type: 'citation', attrs: { targetType: 'evidence', targetId: 'e1' } };
      const text = (content: string): DocNode => ({ type: 'text', text: content });
      const content = [text('Före, här '), citation, text(' två efter')];
      const { relay, colleague, writer } = openDesk({ type: 'paragraph', attrs: { id: 'p1' }, content }, next);
      const place = (editor: HeadlessEditor, found: string): number =>
        found === 'efter' ? editor.state.doc.child(0).nodeSize - 1 : after(editor, found);
      choose(writer, place(writer, typedAfter));
      writer.type('X');
      if (isServerFirst) relay.deliver(relay.people[1]!);
      choose(colleague, after(colleague, words) + behind);
      colleague.run(splitBlock);
      relay.settle();
      writer.type('Y');
      relay.settle();
      const all = linesOf(relay).slice(0, 2).join('');
      expect(all).toContain(`${typedAfter}${'XY'}`);
      const stays = behind === 0 && words === 'Före' ? typedAfter === 'Före' : typedAfter !== 'efter';
      const isInFirst = linesOf(relay)[0]?.includes('XY');
      // at the very break they stay in the first half
      expect(isInFirst).toBe(stays);
    }
  });

  it('are taken back with one step', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett två tre'));
    writer.type(' fyra');
    breakAfter(colleague, 'Ett');
    relay.settle();
    writer.undo();
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett', 'new: två tre', 'p2: Nästa rad.']);
  });

  it('stay where they are when the words before them were only taken away, or moved away', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två tre', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett två tre'));
    writer.type(' fyra');
    const { tr } = colleague.state;
    colleague.dispatch(tr.insertText(' två tre', after(colleague, 'Nästa')).delete(4, 12));
    relay.settle();
    writer.type('!');
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett fyra!', 'p2: Nästa två tre rad.']);
  });

  it('stay when a new line only begins like what was taken away', () => {
    const { relay, colleague, writer } = openDesk(paragraph('Ett två', { id: 'p1' }), next);
    choose(writer, after(writer, 'Ett två'));
    writer.type(' tre');
    const line = colleague.state.schema.node('paragraph', { id: 'p3' }, colleague.state.schema.text('åter'));
    colleague.dispatch(colleague.state.tr.insert(9, line).delete(7, 8));
    relay.settle();
    expect(linesOf(relay)).toEqual(['p1: Ett tv tre', 'p3: åter', 'p2: Nästa rad.']);
  });
});

/** A writer types letter for letter at a place of a line that a colleague breaks, once, somewhere else. */
const write = (seed: number): { expected: string; found: string } => {
  const random = randomFrom(seed);
  const words = 'Andelen elever som når målen har ökat.';
  const { relay, colleague, writer } = openDesk(paragraph(words, { id: 'p1' }), next);
  const place = Math.floor(random() * (words.length + 1));
  const at = (place + 1 + Math.floor(random() * words.length)) % (words.length + 1);
  choose(writer, 1 + place);
  const breaksAt = Math.floor(random() * 10);
  let typed = '';
  let isBroken = false;
  for (let count = 0; count < 40; count += 1) {
    const luck = random();
    if (luck < 0.4) {
      const letter = String.fromCodePoint(0x4e00 + count);
      writer.type(letter);
      typed += letter;
    } else if (luck < 0.7) relay.deliver(relay.people[random() < 0.5 ? 0 : 1]!);
    else relay.people[random() < 0.5 ? 0 : 1]!.receive();
    if (count !== breaksAt) continue;
    const shown = colleague.state.doc.child(0).textContent;
    const seen = [...shown].filter((letter) => letter >= '\u4e00').length;
    choose(colleague, 1 + at + (at > place ? seen : 0));
    colleague.run(splitBlock);
    isBroken = true;
  }
  relay.settle();
  expect(isBroken).toBe(true);
  const whole = `${words.slice(0, place)}${typed}${words.slice(place)}`;
  const broken = at > place ? at + typed.length : at;
  const found = relay.people.map(({ editor }) => {
    const [first, second] = editor.state.doc.children;
    return `${first?.textContent}|${second?.textContent}`;
  });
  expect(new Set(found).size).toBe(1);
  return { expected: `${whole.slice(0, broken)}|${whole.slice(broken)}`, found: found[0] ?? '' };
};

describe('what is typed letter for letter while a colleague breaks the line', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'stands together on its side of the break (seed %i)',
    (seed) => {
      const { expected, found } = write(seed);
      expect(found).toBe(expected);
    },
  );
});
