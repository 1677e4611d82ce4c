/**
 * A seeded story of notes and a draft: claims come, change, go, join and part; a person edits, moves, deletes and writes;
 * the draft is refreshed in between. Whatever happens, nobody's words are lost and every claim is accounted for.
 */
import { bodyOf } from '@samsyn/document';
import { claimKinds, type ClaimKind } from '@samsyn/domain';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type DraftInput, type DraftResult, provenanceOf } from '../src/index.ts';
import {
  actionBefore,
  chance,
  claim,
  type ClaimSpec,
  groups,
  type Group,
  input,
  keyedElements,
  line,
  moveTo,
  note,
  refresh,
  remove,
  textIn,
  writeInto,
} from './support/make.ts';

const vocabulary =
  'närvaro studiero ljudnivå återkoppling planering analys tid lärare elever matematik språk vägledning avbrott dokumentation verktyg rutiner samtal schema lokaler mottagning'.split(
    ' ',
  );
const areas = ['larmiljoer', 'digitalisering', null, 'okand'];

const before = groups.map((group) => actionBefore(`forra-${group}`, `Vi i ${group} ser över våra rutiner.`, group));

class Story {
  readonly doc = new Y.Doc();
  private readonly random: ReturnType<typeof chance>;
  private readonly notes = new Map<Group, ClaimSpec[]>(groups.map((group) => [group, []]));
  private count = 0;
  /** words that a person wrote and has not deleted, by the block that holds them */
  readonly written = new Map<string, string[]>();
  readonly loose: string[] = [];

  constructor(seed: number) {
    this.random = chance(seed);
  }

  private sentence(): string {
    const words = Array.from({ length: 4 + this.random.below(12) }, () => this.random.pick(vocabulary) ?? '');
    return `${words.join(' ')}.`;
  }

  private anyClaim(): { list: ClaimSpec[]; spec: ClaimSpec } | null {
    const list = this.notes.get(this.random.pick(groups) ?? 'forskola') ?? [];
    const spec = this.random.pick(list);
    return spec ? { list, spec } : null;
  }

  private add(text = this.sentence(), kind: ClaimKind | undefined = this.random.pick(claimKinds)): void {
    const list = this.notes.get(this.random.pick(groups) ?? 'forskola') ?? [];
    this.count += 1;
    const cites = list.length > 0 ? [this.random.pick(list)?.id ?? '', this.random.pick(before)?.claimId ?? ''] : [];
    list.splice(this.random.below(list.length + 1), 0, {
      id: `q${this.count}`,
      kind: kind ?? 'result',
      area: this.random.pick(areas) ?? null,
      text,
      cites,
    });
  }

  changeNotes(): void {
    const found = this.anyClaim();
    const act = this.random.below(7);
    if (!found || act < 2) return this.add();
    const { list, spec } = found;
    if (act === 2) list.splice(list.indexOf(spec), 1);
    else if (act === 3) spec.text = this.sentence();
    else if (act === 4) spec.text = `${spec.text} ${this.sentence()}`;
    else if (act === 5) spec.area = this.random.pick(areas) ?? null;
    else {
      const other = this.anyClaim();
      if (!other) return;
      // Two claims come to say the same, or one that was copied is added.
      Object.assign(spec, { text: other.spec.text, kind: other.spec.kind, area: other.spec.area });
    }
  }

  actAsPerson(): void {
    const blocks = keyedElements(this.doc);
    const block = this.random.pick(blocks);
    if (!block) return;
    const key = String(block.getAttribute('key'));
    const act = this.random.below(8);
    if (act < 4) {
      this.count += 1;
      const word = `egna${this.count}ord`;
      writeInto(block, ` ${word} `, this.random.below(30));
      this.written.set(key, [...(this.written.get(key) ?? []), word]);
    } else if (act < 6) moveTo(this.doc, block, this.random.below(bodyOf(this.doc).length));
    else if (act === 6) {
      remove(this.doc, block);
      this.written.delete(key);
    } else {
      this.count += 1;
      const own = new Y.XmlElement('paragraph');
      own.insert(0, [new Y.XmlText(`fristående${this.count}ord`)]);
      bodyOf(this.doc).insert(this.random.below(bodyOf(this.doc).length), [own]);
      this.loose.push(`fristående${this.count}ord`);
    }
  }

  input(): DraftInput {
    return input(
      [...this.notes].map(([group, specs]) =>
        note(group, [...specs.map((spec) => claim({ ...spec })), line(`${group}-l`, 'Omärkt rad.')]),
      ),
      { previousActions: before },
    );
  }

  claims(): { documentId: string; spec: ClaimSpec }[] {
    return [...this.notes].flatMap(([group, specs]) => specs.map((spec) => ({ documentId: `note-${group}`, spec })));
  }
}

/** Everything that must hold after a refresh. */
const check = (story: Story, result: DraftResult): void => {
  const text = textIn(story.doc);
  for (const word of [...story.written.values()].flat()) expect(text).toContain(word);
  for (const word of story.loose) expect(text).toContain(word);

  const carried = new Map<string, string>();
  for (const item of provenanceOf(story.doc)) {
    for (const { documentId, blockId } of item.sources) carried.set(`${documentId}/${blockId}`, item.text);
  }
  const left = new Set(result.lists.leftOut.map(({ documentId, blockId }) => `${documentId}/${blockId}`));
  for (const { documentId, spec } of story.claims()) {
    const ref = `${documentId}/${spec.id}`;
    expect(carried.has(ref) || left.has(ref), `${ref} is in the draft or left out`).toBe(true);
  }
  const known = new Set([
    ...story.claims().map(({ documentId, spec }) => `${documentId}/${spec.id}`),
    ...before.map(({ documentId, claimId }) => `${documentId}/${claimId}`),
  ]);
  for (const ref of carried.keys())
    expect(known.has(ref), `${ref} is a claim of the notes or an action before`).toBe(true);

  const keys = keyedElements(story.doc).map((element) => element.getAttribute('key'));
  expect(new Set(keys).size).toBe(keys.length);
};

const isUntouched = (story: Story, element: Y.XmlElement): boolean =>
  !story.written.has(String(element.getAttribute('key')));

describe.each(Array.from({ length: 60 }, (_, index) => index + 1))('story %i', (seed) => {
  test('loses nobody’s words and leaves no claim unaccounted for', () => {
    const story = new Story(seed);
    const { below } = chance(seed + 1000);
    for (let step = 0; step < 8; step += 1) story.changeNotes();
    for (let round = 0; round < 10; round += 1) {
      const result = refresh(story.doc, story.input());
      check(story, result);

      let written = 0;
      const count = (): void => {
        written += 1;
      };
      story.doc.on('update', count);
      const again = refresh(story.doc, story.input());
      story.doc.off('update', count);
      expect(again.counts).toMatchObject({ added: 0, updated: 0, removed: 0 });
      expect(again.lists).toEqual(result.lists);
      expect(written).toBe(0);

      const before = keyedElements(story.doc).filter((element) => isUntouched(story, element));
      const acts = below(5);
      for (let act = 0; act < acts; act += 1) story.actAsPerson();
      if (acts === 0) {
        // Nobody touched anything, no note changed: the very same elements stand.
        refresh(story.doc, story.input());
        expect(keyedElements(story.doc).filter((element) => isUntouched(story, element))).toEqual(before);
      }
      for (let change = below(4); change > 0; change -= 1) story.changeNotes();
    }
  });
});

test('the same notes make the same draft, whatever came out of chance before', () => {
  const [one, other] = [new Story(7), new Story(7)];
  for (const story of [one, other]) {
    for (let step = 0; step < 40; step += 1) story.changeNotes();
    refresh(story.doc, story.input());
  }
  expect(textIn(one.doc)).toBe(textIn(other.doc));
  expect(provenanceOf(one.doc).map(({ sources }) => sources)).toEqual(
    provenanceOf(other.doc).map(({ sources }) => sources),
  );
});
