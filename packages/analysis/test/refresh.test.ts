import { describe, expect, test } from 'vitest';
import { bodyOf, readBody, readElement, rejectSuggestions, textOf } from '@samsyn/document';
import { provenanceOf, suggester } from '../src/index.ts';
import {
  blockOf,
  claim,
  draftOf,
  hasBlock,
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
import * as Y from 'yjs';

const first = 'Närvaron steg när teamet ringde hem samma förmiddag.';
const changed = 'Närvaron steg tydligt när teamet ringde hem samma förmiddag.';
const other = claim({ id: 'o', text: 'Möblerna står fel i den stora salen.' });
const one = (text: string) => input([note('grundskola', [claim({ id: 'r', text }), other])]);
const insertions = (doc: Y.Doc): string[] => {
  const found: string[] = [];
  const look = (node: ReturnType<typeof readBody>): void => {
    if (node.marks?.some(({ type, attrs }) => type === 'insertion' && attrs?.['userId'] === suggester))
      found.push(node.text ?? '');
    for (const child of node.content ?? []) look(child);
  };
  look(readBody(doc));
  return found;
};

describe('a block that nobody touched', () => {
  test('follows its source, changed in place: the same element, with the caret’s place kept', () => {
    const { doc } = draftOf(one(first));
    const before = blockOf(doc, 'r');
    const text = (before.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    const caret = Y.createRelativePositionFromTypeIndex(text, first.length - 10);
    expect(refresh(doc, one(changed)).counts).toMatchObject({ added: 0, updated: 1, removed: 0, kept: 1 });
    expect(blockOf(doc, 'r')).toBe(before);
    expect(textOf(readElement(before))).toBe(changed);
    expect(Y.createAbsolutePositionFromRelativePosition(caret, doc)?.index).toBe(changed.length - 10);
  });

  test('keeps a comment that stands in it', () => {
    const { doc } = draftOf(one(first));
    const text = (blockOf(doc, 'r').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.format(0, 8, { comment: { id: 'k1' } });
    expect(refresh(doc, one(changed)).counts).toMatchObject({ updated: 1, conflicts: 0 });
    expect(JSON.stringify(readElement(blockOf(doc, 'r')))).toContain('"comment"');
  });

  test('goes when its source went', () => {
    const { doc } = draftOf(one(first));
    expect(refresh(doc, input([note('grundskola', [other])])).counts).toMatchObject({
      removed: 1,
      kept: 1,
      unsupported: 0,
    });
    expect(textIn(doc)).not.toContain(first);
  });

  test('stays with its section’s heading only as long as there is something under it', () => {
    const cause = claim({ id: 'c', kind: 'cause', text: 'Teamet ringer.' });
    const { doc } = draftOf(input([note('grundskola', [other, cause])]));
    expect(textIn(doc)).toContain('Orsaker');
    refresh(doc, input([note('grundskola', [other])]));
    expect(textIn(doc)).not.toContain('Orsaker');
  });

  test('goes to another section when its claim does, with its id and key', () => {
    const { doc } = draftOf(one(first));
    const id = blockOf(doc, 'r').getAttribute('id');
    const moved = input([note('grundskola', [claim({ id: 'r', text: first, area: 'digitalisering' }), other])]);
    expect(refresh(doc, moved).counts).toMatchObject({ added: 0, updated: 1, removed: 0 });
    expect(textIn(doc)).toMatch(new RegExp(`Digitalisering\nNuläge\n${first}`));
    expect(blockOf(doc, 'r').getAttribute('id')).toBe(id);
    expect(refresh(doc, moved).counts).toMatchObject({ added: 0, updated: 0, removed: 0, kept: 2 });
  });

  test('that a person moved stays where it is, and still follows its source', () => {
    const { doc } = draftOf(one(first));
    moveTo(doc, blockOf(doc, 'r'), 99);
    refresh(doc, one(changed));
    expect(textIn(doc).endsWith(changed)).toBe(true);
    expect(refresh(doc, one(changed)).counts).toMatchObject({ added: 0, updated: 0, removed: 0 });
  });
});

const action = (more: object) =>
  input([note('grundskola', [claim({ id: 'a', kind: 'action', text: 'Vi ringer.', ...more })])]);

describe('a block that a person changed', () => {
  test('keeps every word when its source is the same', () => {
    const { doc } = draftOf(one(first));
    writeInto(blockOf(doc, 'r'), 'Vi såg att ');
    expect(refresh(doc, one(first)).counts).toMatchObject({ updated: 0, removed: 0, kept: 2, conflicts: 0 });
    expect(textIn(doc)).toContain(`Vi såg att ${first}`);
  });

  test('and whose source changed too gets the new words beside it, as an open suggestion, once', () => {
    const { doc } = draftOf(one(first));
    writeInto(blockOf(doc, 'r'), 'Vi såg att ');
    expect(refresh(doc, one(changed)).counts).toMatchObject({ updated: 0, kept: 1, conflicts: 1 });
    expect(insertions(doc)).toEqual([changed]);
    expect(textOf(rejectSuggestions(readElement(blockOf(doc, 'r'))))).toBe(`Vi såg att ${first}`);
    expect(refresh(doc, one(changed)).counts).toMatchObject({ conflicts: 1 });
    expect(insertions(doc)).toEqual([changed]);
  });

  test('is not offered again what was rejected, but what is new after that', () => {
    const { doc } = draftOf(one(first));
    writeInto(blockOf(doc, 'r'), 'Vi såg att ');
    refresh(doc, one(changed));
    blockOf(doc, 'r').delete(1, 1);
    expect(refresh(doc, one(changed)).counts).toMatchObject({ conflicts: 0, kept: 2 });
    expect(insertions(doc)).toEqual([]);
    const newer = 'Närvaron steg mest i årskurs sju.';
    expect(refresh(doc, one(newer)).counts).toMatchObject({ conflicts: 1 });
    expect(insertions(doc)).toEqual([newer]);
  });

  test('has one open suggestion, the newest', () => {
    const { doc } = draftOf(one(first));
    writeInto(blockOf(doc, 'r'), 'Vi såg att ');
    refresh(doc, one(changed));
    refresh(doc, one('Tredje lydelsen av samma sak.'));
    expect(insertions(doc)).toEqual(['Tredje lydelsen av samma sak.']);
  });

  test('loses the suggestion when the source is what it was', () => {
    const { doc } = draftOf(one(first));
    writeInto(blockOf(doc, 'r'), 'Vi såg att ');
    refresh(doc, one(changed));
    expect(refresh(doc, one(first)).counts).toMatchObject({ conflicts: 0 });
    expect(insertions(doc)).toEqual([]);
    expect(textIn(doc)).toContain(`Vi såg att ${first}`);
  });

  test('stays when its source went, and counts as unsupported', () => {
    const { doc } = draftOf(one(first));
    writeInto(blockOf(doc, 'r'), 'Vi såg att ');
    expect(refresh(doc, input([note('grundskola', [other])])).counts).toMatchObject({
      removed: 0,
      kept: 2,
      unsupported: 1,
    });
    expect(provenanceOf(doc).map(({ text }) => text)).toEqual([textOf(other)]);
    expect(refresh(doc, one(first)).counts).toMatchObject({ added: 0, kept: 2, unsupported: 0 });
  });

  test('has its own owner and date, and follows the source in the others', () => {
    const { doc } = draftOf(action({ owner: 'Rektor' }));
    blockOf(doc, 'a').setAttribute('owner', 'Linus');
    expect(refresh(doc, action({ owner: 'Rektorerna', due: '2019-08-15' })).counts).toMatchObject({ updated: 1 });
    expect(blockOf(doc, 'a').getAttribute('owner')).toBe('Linus');
    expect(blockOf(doc, 'a').getAttribute('due')).toBe('2019-08-15');
  });
});

describe('what a person deleted', () => {
  test('stays away, is told, and does not come back when its source changes', () => {
    const { doc } = draftOf(one(first));
    remove(doc, blockOf(doc, 'r'));
    const { counts, lists } = refresh(doc, one(first));
    expect(counts).toMatchObject({ added: 0, removed: 0, kept: 1 });
    expect(lists.leftOut).toEqual([{ documentId: 'note-grundskola', blockId: 'r', text: first, reason: 'deleted' }]);
    expect(refresh(doc, one(changed)).lists.leftOut).toMatchObject([{ reason: 'deleted', text: changed }]);
    expect(textIn(doc)).not.toContain('Närvaron');
  });

  test('is there again when it is put back', () => {
    const { doc } = draftOf(one(first));
    const block = blockOf(doc, 'r');
    const copy = block.clone();
    remove(doc, block);
    refresh(doc, one(first));
    bodyOf(doc).insert(0, [copy]);
    expect(refresh(doc, one(first))).toMatchObject({ counts: { added: 0, kept: 2 }, lists: { leftOut: [] } });
  });

  test('is nowhere kept in what the draft remembers', () => {
    const { doc } = draftOf(one(first));
    remove(doc, blockOf(doc, 'r'));
    refresh(doc, one(first));
    expect(JSON.stringify(doc.getMap('draft').toJSON())).not.toContain('Närvaron');
  });
});

describe('what a person wrote', () => {
  test('is left alone and counts as unsupported', () => {
    const { doc } = draftOf(one(first));
    const own = new Y.XmlElement('paragraph');
    own.insert(0, [new Y.XmlText('En egen inledning.')]);
    bodyOf(doc).insert(2, [own]);
    expect(refresh(doc, one(changed)).counts).toMatchObject({ unsupported: 1 });
    expect(textIn(doc)).toContain('Nuläge\nEn egen inledning.');
  });

  test('under a heading keeps the heading, also when the section is empty', () => {
    const cause = claim({ id: 'c', kind: 'cause', text: 'Teamet ringer.' });
    const { doc } = draftOf(input([note('grundskola', [other, cause])]));
    const at = bodyOf(doc).toArray().indexOf(blockOf(doc, 'c'));
    const own = new Y.XmlElement('paragraph');
    own.insert(0, [new Y.XmlText('Vår egen orsak.')]);
    bodyOf(doc).insert(at + 1, [own]);
    refresh(doc, input([note('grundskola', [other])]));
    expect(textIn(doc)).toMatch(/Orsaker\nVår egen orsak\./);
  });
});

const two = (left: string, right: string) =>
  input([note('forskola', [claim({ id: 'f', text: left })]), note('grundskola', [claim({ id: 'g', text: right })])]);

describe('sources that join and part', () => {
  const same = 'Ljudet i lekhallen stör samtalen.';

  test('join in the older block; its key survives', () => {
    const { doc } = draftOf(input([note('forskola', [claim({ id: 'f', text: same })])]));
    refresh(doc, two(same, 'Helt annat innehåll här.'));
    const key = blockOf(doc, 'f').getAttribute('id');
    expect(refresh(doc, two(same, same)).counts).toMatchObject({ added: 0, updated: 0, removed: 1, kept: 1 });
    expect(blockOf(doc, 'f').getAttribute('id')).toBe(key);
    expect(provenanceOf(doc)[0]?.sources.map(({ blockId }) => blockId)).toEqual(['f', 'g']);
  });

  test('part: the key stays with the founding claim', () => {
    const { doc } = draftOf(two(same, same));
    const [block] = keyedElements(doc).filter(({ nodeName }) => nodeName === 'claim');
    const founder = provenanceOf(doc)[0]?.sources[0]?.blockId;
    const parted = founder === 'f' ? two(same, 'Nu något annat.') : two('Nu något annat.', same);
    expect(refresh(doc, parted).counts).toMatchObject({ added: 1, updated: 0, removed: 0, kept: 1 });
    expect(keyedElements(doc)).toContain(block);
    expect(provenanceOf(doc)).toHaveLength(2);
  });

  test('the key goes on with the other claim when the founding one goes', () => {
    const { doc } = draftOf(two(same, same));
    const [block] = keyedElements(doc).filter(({ nodeName }) => nodeName === 'claim');
    const founder = provenanceOf(doc)[0]?.sources[0]?.blockId;
    const left =
      founder === 'f'
        ? note('grundskola', [claim({ id: 'g', text: same })])
        : note('forskola', [claim({ id: 'f', text: same })]);
    expect(refresh(doc, input([left])).counts).toMatchObject({ added: 0, updated: 0, removed: 0, kept: 1 });
    expect(keyedElements(doc)).toContain(block);
    expect(provenanceOf(doc)[0]?.sources).toHaveLength(1);
  });

  test('an edited block is never swallowed by another', () => {
    const { doc } = draftOf(two(same, 'Helt annat innehåll här.'));
    writeInto(blockOf(doc, 'g'), 'Vi skrev: ');
    refresh(doc, two(same, same));
    expect(textIn(doc)).toContain('Vi skrev: Helt annat innehåll här.');
    expect(hasBlock(doc, 'f')).toBe(true);
  });
});

test('a new block of a section stands after the others, what a person wrote last stays last', () => {
  const { doc } = draftOf(one(first));
  const at = bodyOf(doc).toArray().indexOf(blockOf(doc, 'o'));
  const own = new Y.XmlElement('paragraph');
  own.insert(0, [new Y.XmlText('Sist i avsnittet.')]);
  bodyOf(doc).insert(Math.max(at, bodyOf(doc).toArray().indexOf(blockOf(doc, 'r'))) + 1, [own]);
  refresh(
    doc,
    input([
      note('grundskola', [
        claim({ id: 'r', text: first }),
        other,
        claim({ id: 'n', text: 'Tredje resultatet.' }),
        line('p', 'Omärkt.'),
      ]),
    ]),
  );
  expect(textIn(doc)).toMatch(/Tredje resultatet\.[\s\S]*Sist i avsnittet\.[\s\S]*Digitalisering/);
});
