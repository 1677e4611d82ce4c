/** Seeded notes of any length, made of the demo's own sentences and claims. */
import { demo, type DemoBlock, type DemoInline } from '@samsyn/demo';
import { claimKinds } from '@samsyn/domain';
import type { DocNode } from '@samsyn/document';

const wordsOf = (parts: readonly DemoInline[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : 'text' in part ? part.text : '')).join('');
const sentencesOf = (block: DemoBlock): string[] =>
  block.type === 'claim' ? block.paragraphs.map(wordsOf) : block.type === 'paragraph' ? [wordsOf(block.content)] : [];

export const sentences = demo.seminars
  .flatMap(({ note }) => note?.blocks ?? [])
  .flatMap(sentencesOf)
  .flatMap((paragraph) => paragraph.split(/(?<=\.)\s+/))
  .filter((sentence) => sentence.length > 20);

/** A small seeded generator (mulberry32): the same notes in every run. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const pick = <T>(random: () => number, from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new RangeError('Nothing to pick from');
  return found;
};

/** @returns a note of about `words` words: claims of two to four sentences, every fifth paragraph unmarked. */
export const note = (seed: number, words: number, areas: readonly string[]): DocNode => {
  const random = seeded(seed);
  const content: DocNode[] = [];
  const earlier: string[] = [];
  for (let written = 0, index = 0; written < words; index += 1) {
    const text = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(random, sentences)).join(' ');
    written += text.split(' ').length;
    const id = `n${seed}-${index}`;
    const citation: DocNode[] =
      earlier.length > 0 && random() < 0.6
        ? [{ type: 'citation', attrs: { targetType: 'claim', targetId: pick(random, earlier) } }]
        : [];
    const paragraph: DocNode = {
      type: 'paragraph',
      attrs: { id: `${id}-p` },
      content: [{ type: 'text', text: `${text} (${index}.)` }, ...citation],
    };
    if (index % 5 === 4) content.push(paragraph);
    else {
      content.push({
        type: 'claim',
        attrs: { id, kind: pick(random, claimKinds), priorityArea: pick(random, areas) },
        content: [paragraph],
      });
      earlier.push(id);
    }
  }
  return { type: 'doc', content };
};
