/**
 * A seeded story of effects that come, change, go and are told of other actions, while nobody touches the draft: each
 * stands under its action, the chapter keeps its length, and a refresh with the same notes writes nothing.
 */
import { childrenOf, claimsIn, readBody } from '@samsyn/document';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  actionBefore,
  chance,
  claim,
  type ClaimSpec,
  groups,
  input,
  lengthIn,
  note,
  refresh,
  words,
} from './support/make.ts';

const story = (seed: number) => {
  const { below } = chance(seed);
  const actions = Array.from({ length: 6 }, (_, index) =>
    actionBefore(`a${index}`, words(5 + below(60), `atgard${index}x`), groups[index % 3]),
  );
  const notes = groups.map((group) => ({ group, effects: new Array<ClaimSpec>() }));
  const cites = (): string[] => Array.from({ length: [0, 1, 1, 1, 2][below(5)] ?? 1 }, () => `a${below(6)}`);
  let count = 0;
  const change = (): void => {
    const effects = notes[below(3)]?.effects ?? [];
    const at = below(effects.length + 1);
    const found = effects[at];
    const act = below(5);
    if (!found || act === 0) {
      count += 1;
      effects.splice(at, 0, {
        id: `e${count}`,
        kind: 'effect',
        text: words(5 + below(40), `e${count}x`),
        cites: cites(),
      });
    } else if (act === 1) effects.splice(at, 1);
    else if (act === 2) found.text = words(5 + below(40), `${found.id}y`);
    else found.cites = cites();
  };
  const given = () =>
    input(
      notes.map(({ group, effects }) => note(group, effects.map(claim))),
      { previousActions: actions },
    );
  return { change, given };
};

/** Each effect with the action that is quoted nearest above it. */
const pairsIn = (doc: Y.Doc): { cites: string[]; under: string | null }[] => {
  let under: string | null = null;
  return childrenOf(readBody(doc)).flatMap((node) => {
    const key = String(node.attrs?.['key']);
    if (node.type === 'heading') under = null;
    if (key.startsWith('previous/')) under = key.slice('previous/'.length);
    return claimsIn({ type: 'doc', content: [node] }).map(({ citations }) => ({
      cites: citations.map(({ targetId }) => targetId),
      under,
    }));
  });
};

/** FUZZ_SEEDS makes a long run. */
const count = Number(process.env['FUZZ_SEEDS'] ?? 20);

describe.each(Array.from({ length: count }, (_, index) => index + 1))('story %i', (seed) => {
  test('holds each effect under its action, within the length', () => {
    const { change, given } = story(seed);
    const doc = new Y.Doc();
    for (let round = 0; round < 12; round += 1) {
      for (let step = 0; step < 4; step += 1) change();
      refresh(doc, given());
      for (const { cites, under } of pairsIn(doc)) {
        if (cites.length === 0) expect(under).toBeNull();
        else expect(cites).toContain(under);
      }
      let written = 0;
      const count = (): void => {
        written += 1;
      };
      doc.on('update', count);
      expect(refresh(doc, given()).counts).toMatchObject({ added: 0, updated: 0, removed: 0 });
      doc.off('update', count);
      expect(written).toBe(0);

      const fresh = new Y.Doc();
      refresh(fresh, given());
      expect(lengthIn(fresh)).toBeLessThanOrEqual(200);
    }
  });
});
