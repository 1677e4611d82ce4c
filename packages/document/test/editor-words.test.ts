/** Two people change the text's structure at the same time, off and on the network: no word that nobody deleted goes. */
import { setBlockType, wrapIn } from '@tiptap/pm/commands';
import type { NodeType } from '@tiptap/pm/model';
import { wrapInList } from '@tiptap/pm/schema-list';
import { describe, expect, it } from 'vitest';
import { noteTemplate, paragraph, readBody, seedUpdate, textOf } from '../src/index.ts';
import type { HeadlessEditor } from './headless.ts';
import { type Person, Relay } from './relay.ts';
import { actAtRandom, randomFrom } from './structuralEdits.ts';

/** Each letter that is typed is another one, so that each can be followed. */
const firstLetter = 0x4e00;
const isFollowed = (letter: string): boolean => (letter.codePointAt(0) ?? 0) >= firstLetter;

/** `around`: the text blocks that stand in the same claim, list, table or paragraph of the text as the letter. */
type Sight = { counts: Map<string, number>; blocks: Map<string, string>; around: Map<string, readonly string[]> };

const look = ({ state }: HeadlessEditor): Sight => {
  const sight: Sight = { counts: new Map(), blocks: new Map(), around: new Map() };
  state.doc.forEach((top) => {
    const ids: string[] = [];
    const lines = top.isTextblock ? [top] : [];
    top.descendants((node) => {
      if (node.isTextblock) lines.push(node);
      return !node.isTextblock;
    });
    for (const line of lines) {
      ids.push(String(line.attrs['id']));
      sight.blocks.set(String(line.attrs['id']), line.textContent);
      for (const letter of line.textContent) {
        if (!isFollowed(letter)) continue;
        sight.counts.set(letter, (sight.counts.get(letter) ?? 0) + 1);
        sight.around.set(letter, ids);
      }
    }
  });
  return sight;
};

/** What became of the letters: those that somebody deleted, alone or with all that stood around them. */
class Letters {
  readonly #typed = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #deletedBlocks = new Set<string>();
  readonly #around = new Map<string, readonly string[]>();
  #next = firstLetter;

  next(): string {
    const letter = String.fromCodePoint(this.#next);
    this.#next += 1;
    this.#typed.add(letter);
    return letter;
  }

  follow(editor: HeadlessEditor, act: () => void): void {
    const before = look(editor);
    act();
    const after = look(editor);
    const words = [...after.blocks.values()];
    for (const [letter, count] of before.counts) if ((after.counts.get(letter) ?? 0) < count) this.#deleted.add(letter);
    for (const [id, text] of before.blocks)
      if (!after.blocks.has(id) && (text === '' || !words.some((one) => one.includes(text))))
        this.#deletedBlocks.add(id);
    for (const [letter, ids] of after.around) this.#around.set(letter, ids);
  }

  lostIn(text: string): string[] {
    const isDeleted = (letter: string): boolean =>
      this.#deleted.has(letter) || (this.#around.get(letter) ?? []).some((id) => this.#deletedBlocks.has(id));
    return [...this.#typed].filter((letter) => !text.includes(letter) && !isDeleted(letter));
  }
}

const seed = seedUpdate([
  ...noteTemplate([{ slug: 'larmiljoer', name: 'Lärmiljöer' }]),
  paragraph('Andelen elever har ökat från 71 till 78 procent.', { id: 'p1' }),
  { type: 'claim', attrs: { id: 'c1', kind: 'result' }, content: [paragraph('Resultatet', { id: 'p2' })] },
  paragraph('Fler har stannat kvar hela dagen.', { id: 'p3' }),
]);

const node = ({ state }: HeadlessEditor, name: string): NodeType => {
  const type = state.schema.nodes[name];
  if (type === undefined) throw new Error(`No ${name} in the schema`);
  return type;
};

const turn = (relay: Relay, person: Person, letters: Letters, random: () => number): void => {
  const luck = random();
  if (luck < 0.05) person.isOffline = !person.isOffline;
  else if (luck < 0.7) letters.follow(person.editor, () => actAtRandom(person.editor, random, () => letters.next()));
  else if (!person.isOffline) {
    if (random() < 0.5) relay.deliver(person);
    person.receive(1 + Math.floor(random() * person.inbox.length));
  }
};

const run = (number: number): string[] => {
  const random = randomFrom(number);
  const relay = new Relay(seed, 2);
  const letters = new Letters();
  for (let count = 0; count < 60; count += 1) {
    const person = relay.people[Math.floor(random() * relay.people.length)];
    if (person !== undefined) turn(relay, person, letters, random);
  }
  relay.settle();
  const body = readBody(relay.doc);
  for (const { editor } of relay.people) {
    expect(editor.broken).toBeNull();
    expect(() => editor.state.doc.check()).not.toThrow();
    expect(readBody(editor.doc)).toEqual(body);
    expect(textOf(editor.state.doc.toJSON())).toBe(textOf(body));
  }
  const lost = letters.lostIn(textOf(body));
  relay.close();
  return lost;
};

const seeds = Array.from({ length: 210 }, (_, index) => index + 1);

describe('changes of structure by two people at the same time', () => {
  it.each(seeds)('lose no letter (seed %i)', (number) => {
    expect(run(number)).toEqual([]);
  });
});

/** Both see the claim; then, at the same moment, one does something with it and the other writes in it. */
const atOnce = (act: (editor: HeadlessEditor) => void, isServerFirst: boolean): string => {
  const relay = new Relay(seedUpdate([paragraph('Andelen har ökat', { id: 'p1' })]), 2);
  const [first, second] = relay.people;
  if (first === undefined || second === undefined) throw new Error('Nobody there');
  act(first.editor);
  const { state } = second.editor;
  second.editor.dispatch(state.tr.insertText(' mycket', state.doc.child(0).content.size + 1));
  if (isServerFirst) relay.deliver(second);
  relay.settle();
  const words = textOf(readBody(relay.doc));
  expect(textOf(first.editor.state.doc.toJSON())).toBe(words);
  expect(textOf(second.editor.state.doc.toJSON())).toBe(words);
  relay.close();
  return words;
};

describe('who writes while a colleague', () => {
  const acts: [string, (editor: HeadlessEditor) => void][] = [
    ['makes a claim of the paragraph', (editor) => void editor.run(wrapIn(node(editor, 'claim'), { kind: 'result' }))],
    ['makes a list of the paragraph', (editor) => void editor.run(wrapInList(node(editor, 'bulletList')))],
    [
      'makes a heading of the paragraph',
      (editor) => void editor.run(setBlockType(node(editor, 'heading'), { level: 2 })),
    ],
  ];
  it.each(acts)('%s keeps the words, whichever reaches the server first', (_name, act) => {
    for (const isServerFirst of [false, true]) expect(atOnce(act, isServerFirst)).toBe('Andelen har ökat mycket');
  });

  it('finds the line there once, however much of it the colleague and the server had seen', () => {
    const relay = new Relay(seedUpdate([paragraph('', { id: 'p1' }), paragraph('Nästa rad.', { id: 'p2' })]), 2);
    const [colleague, writer] = relay.people;
    if (colleague === undefined || writer === undefined) throw new Error('Nobody there');
    const write = (words: string): void => {
      const { state } = writer.editor;
      writer.editor.dispatch(state.tr.insertText(words, state.doc.child(0).content.size + 1));
    };
    write('Vi delar gården.');
    relay.settle();
    write(' Barnen springer.');
    relay.deliver(writer);
    write(' Mer ord.');
    colleague.editor.run(wrapIn(node(colleague.editor, 'claim'), { kind: 'result' }));
    relay.settle();
    expect(textOf(readBody(relay.doc))).toBe('Vi delar gården. Barnen springer. Mer ord.\nNästa rad.');
    relay.close();
  });

  it('joins lines, finds what had been seen there once', () => {
    const relay = new Relay(seedUpdate([paragraph('Ett två', { id: 'p1' }), paragraph('Tre fyra', { id: 'p2' })]), 2);
    const [colleague, writer] = relay.people;
    if (colleague === undefined || writer === undefined) throw new Error('Nobody there');
    writer.editor.dispatch(writer.editor.state.tr.insertText('!', 13));
    relay.settle();
    colleague.editor.dispatch(colleague.editor.state.tr.join(9));
    relay.settle();
    expect(textOf(readBody(relay.doc))).toBe('Ett tvåTre! fyra');
    relay.close();
  });

  it('deletes a line that begins as another one does, finds none of it in that', () => {
    const lines = [paragraph('Åtgärd: prata', { id: 'p1' }), paragraph('Åtgärd: ', { id: 'p2' })];
    const relay = new Relay(seedUpdate(lines), 2);
    const [colleague, writer] = relay.people;
    if (colleague === undefined || writer === undefined) throw new Error('Nobody there');
    writer.editor.dispatch(writer.editor.state.tr.insertText('läsa', 24));
    relay.settle();
    expect(textOf(readBody(relay.doc))).toBe('Åtgärd: prata\nÅtgärd: läsa');
    colleague.editor.dispatch(colleague.editor.state.tr.delete(15, 29));
    relay.settle();
    expect(textOf(readBody(relay.doc))).toBe('Åtgärd: prata');
    relay.close();
  });

  it('joins a line that begins as another one does, finds what had not been seen in none that it is not of', () => {
    for (const isServerFirst of [false, true]) {
      const lines = ['Åtgärd: prata', 'Rad', 'Åtgärd: '].map((words, index) => paragraph(words, { id: `p${index}` }));
      const relay = new Relay(seedUpdate(lines), 2);
      const [colleague, writer] = relay.people;
      if (colleague === undefined || writer === undefined) throw new Error('Nobody there');
      writer.editor.dispatch(writer.editor.state.tr.insertText('läsa', 29));
      if (isServerFirst) relay.deliver(writer);
      colleague.editor.dispatch(colleague.editor.state.tr.join(20));
      relay.settle();
      expect(textOf(readBody(relay.doc))).toBe('Åtgärd: prata\nRadÅtgärd:\nläsa');
      relay.close();
    }
  });
});
