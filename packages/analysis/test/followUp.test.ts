/** The chapter on last round's actions: action quoted, then its effects, as pairs within the section's length. */
import { claimsIn, readBody } from '@samsyn/document';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { DraftNote, PreviousAction } from '../src/index.ts';
import {
  actionBefore,
  blockOf,
  claim,
  type ClaimSpec,
  draftOf,
  type Group,
  input,
  keyedElements,
  lengthIn,
  moveTo,
  note,
  refresh,
  remove,
  textIn,
  words,
  writeInto,
} from './support/make.ts';

const effect = (id: string, text: string, ...cites: string[]) => ({ id, kind: 'effect' as const, text, cites });
const notes = (effects: ClaimSpec[], group: Group = 'grundskola'): DraftNote[] => [note(group, effects.map(claim))];
const given = (previousActions: PreviousAction[], ...effects: ClaimSpec[]) =>
  input(notes(effects), { previousActions });

/** The chapter in short, in its order: an action by its id, an effect by its claim's. */
const chapter = (doc: Y.Doc): string =>
  keyedElements(doc)
    .map((element) => String(element.getAttribute('key')))
    .filter((key) => /^(?:previous|claim)\//.test(key))
    .map((key) => key.replace(/^\w+\//, ''))
    .join(' ');
const unchanged = { added: 0, updated: 0, removed: 0 };

describe('the chapter on last round’s actions', () => {
  const six = Array.from({ length: 6 }, (_, index) => index);
  const actions = six.map((index) => actionBefore(`a${index}`, words(20, `atgard${index}x`)));
  const effects = six.map((index) => effect(`e${index}`, words(33, `effekt${index}x`), `a${index}`));

  test('holds pairs within its length, and tells the effects that have no room', () => {
    const all = given(actions, ...effects);
    const { doc, result } = draftOf(all);
    expect(chapter(doc)).toBe('a0 e0 a1 e1 a2 e2');
    expect(lengthIn(doc)).toBeLessThanOrEqual(200);
    expect(result.lists.leftOut.map(({ blockId, reason }) => `${blockId} ${reason}`)).toEqual([
      'e3 budget',
      'e4 budget',
      'e5 budget',
    ]);
    expect(refresh(doc, all).counts).toMatchObject(unchanged);
  });

  test('counts an action once, however many effects tell of it', () => {
    // Three words more say what it is.
    const all = given(
      [actionBefore('a', words(77, 'atgard'))],
      ...six.slice(0, 4).map((n) => effect(`e${n}`, words(30, `e${n}x`), 'a')),
    );
    const { doc, result } = draftOf(all);
    expect(chapter(doc)).toBe('a e0 e1 e2 e3');
    expect(lengthIn(doc)).toBe(200);
    expect(result.lists.leftOut).toEqual([]);
  });

  test('quotes each action that an effect is of, and the effect under the last of them', () => {
    const all = given(
      [actionBefore('a', 'Alla ringer.'), actionBefore('b', 'Alla skriver.'), actionBefore('c', 'Alla läser.')],
      effect('both', 'Fler svarar hemifrån.', 'b', 'a'),
      effect('one', 'Samtalen går fortare.', 'a'),
    );
    const { doc } = draftOf(all);
    expect(chapter(doc)).toBe('a one b both');
    expect(refresh(doc, all).counts).toMatchObject(unchanged);
  });

  test('begins with effects of no action: what stands under an action tells of it', () => {
    const { doc } = draftOf(
      given([actionBefore('a', 'Alla ringer.')], effect('one', 'Fler svarar.', 'a'), effect('none', 'Fler trivs.')),
    );
    expect(chapter(doc)).toBe('none a one');
  });

  test('holds an effect alone when its action leaves it no room in the section', () => {
    const all = given(
      [actionBefore('a', words(201, 'atgard')), actionBefore('b', words(190, 'annan'))],
      effect('e', 'Fler svarar.', 'a'),
      effect('f', words(30, 'fler'), 'b'),
    );
    const { doc, result } = draftOf(all);
    expect(chapter(doc)).toBe('e f');
    expect(result.lists.leftOut).toEqual([]);
    expect(refresh(doc, all).counts).toMatchObject(unchanged);
  });

  test('never quotes what is protected, and keeps no room for it', () => {
    const hidden = `Vi följer 121212-1212. ${words(100, 'dold')}`;
    const { doc } = draftOf(given([actionBefore('a', hidden)], effect('e', words(150, 'effekt'), 'a')));
    expect(chapter(doc)).toBe('e');
    expect(textIn(doc)).not.toContain('1212');
  });

  test('says nothing of an action without an effect: that is a gap', () => {
    const { doc, result } = draftOf(given([actionBefore('a', 'Alla ringer.')], effect('none', 'Fler trivs.')));
    expect(textIn(doc)).not.toContain('Alla ringer.');
    expect(result.lists.gaps).toContainEqual(expect.objectContaining({ kind: 'previousActionWithoutEffect' }));
  });

  test('makes room for a group that has nothing there, its action included', () => {
    const own = given(actions, ...effects.slice(0, 3));
    const { doc } = draftOf(own);
    const theirs = actionBefore('b', words(20, 'annan'), 'forskola');
    const later = input([...own.notes, ...notes([effect('f', words(33, 'ovrigt'), 'b')], 'forskola')], {
      previousActions: [...actions, theirs],
    });
    expect(refresh(doc, later).counts).toMatchObject({ added: 1, removed: 1, kept: 2 });
    expect(chapter(doc)).toBe('a0 e0 a1 e1 b f');
    expect(lengthIn(doc)).toBeLessThanOrEqual(200);
    expect(refresh(doc, later).counts).toMatchObject(unchanged);
  });
});

describe('a refresh of that chapter', () => {
  const [a, b] = [actionBefore('a', 'Alla ringer.'), actionBefore('b', 'Alla skriver.')];
  const loose = effect('e', 'Fler svarar.');
  const told = effect('e', 'Fler svarar.', 'a');
  const other = effect('f', 'Fler läser.', 'b');

  test('lets an effect that stands go on standing, and puts its action right above it', () => {
    const { doc } = draftOf(given([], told, other));
    const standing = blockOf(doc, 'e');
    expect(refresh(doc, given([a, b], told, other)).counts).toMatchObject({ ...unchanged, kept: 2 });
    expect(chapter(doc)).toBe('a e b f');
    expect(blockOf(doc, 'e')).toBe(standing);
  });

  test('keeps the action with an effect that people edited, also when its source went', () => {
    const { doc } = draftOf(given([a, b], told, other));
    writeInto(blockOf(doc, 'e'), 'Vi ser att ');
    const without = given([a, b], other);
    expect(refresh(doc, without).counts).toMatchObject({ removed: 0, unsupported: 1 });
    expect(chapter(doc)).toBe('a e b f');
    expect(refresh(doc, without).counts).toMatchObject(unchanged);
  });

  test('keeps the action’s words as people edited them, and away when they deleted them', () => {
    const { doc } = draftOf(given([a, b], told, other));
    const [first, second] = keyedElements(doc).filter((one) => String(one.getAttribute('key')).startsWith('previous/'));
    if (first && second) {
      writeInto(first, 'I höstas: ');
      remove(doc, second);
    }
    expect(refresh(doc, given([a, b], told, other)).counts).toMatchObject(unchanged);
    expect(chapter(doc)).toBe('a e f');
    expect(textIn(doc)).toContain('I höstas: Förra rundans åtgärd: Alla ringer.');
  });

  test('brings an effect that was of none to its action', () => {
    const third = effect('g', 'Läxor görs.', 'a');
    const { doc } = draftOf(given([a, b], loose, other, third));
    expect(chapter(doc)).toBe('e a g b f');
    const linked = given([a, b], told, other, third);
    expect(refresh(doc, linked).counts).toMatchObject({ added: 0, updated: 1, removed: 0 });
    expect(chapter(doc)).toMatch(/^a (?:e g|g e) b f$/);
    expect(refresh(doc, linked).counts).toMatchObject(unchanged);
    expect(claimsIn(readBody(doc))).toHaveLength(3);
  });

  test('leaves an effect where a person moved it, with its action right above it when that is new', () => {
    const { doc } = draftOf(given([a, b], loose, other));
    moveTo(doc, blockOf(doc, 'e'), 99);
    expect(refresh(doc, given([a, b], told, other)).counts).toMatchObject({ added: 0, removed: 0 });
    expect(chapter(doc)).toBe('b f a e');
    expect(refresh(doc, given([a, b], told, other)).counts).toMatchObject(unchanged);
  });

  test('keeps what stands, over the length, with its actions, when an earlier draft had no room for them', () => {
    const long = [effect('e', words(120, 'effekt'), 'a'), effect('f', words(80, 'annan'), 'b')];
    const { doc } = draftOf(given([], ...long));
    const third = effect('g', 'Läxor görs.', 'a');
    const { counts, lists } = refresh(doc, given([a, b], ...long, third));
    expect(counts).toMatchObject({ ...unchanged, kept: 2 });
    expect(chapter(doc)).toBe('a e b f');
    expect(lists.leftOut).toMatchObject([{ blockId: 'g', reason: 'budget' }]);
  });
});
