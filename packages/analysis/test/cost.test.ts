/** What a draft costs: CPU time, so that other programs on the machine do not count. */
import type { DocNode } from '@samsyn/document';
import { expect, test } from 'vitest';
import { claimKinds } from '@samsyn/domain';
import { claim, draftOf, groups, input, line, note } from './support/make.ts';

const syllables =
  'an ar be da el fo gr hu in ju kla ling mor nat or pe ras sko ti ung var ök ämn åt stöd tid språk lek mål elev lärar plan analys samtal likvärd'.split(
    ' ',
  );
const common = 'och att i en som på den med för är inte det till av elever barn 12 procent lärare'.split(' ');

let state = 1;
const below = (count: number): number => {
  state = (state * 1103515245 + 12345) & 0x7fffffff;
  return state % count;
};
const vocabulary = Array.from({ length: 6000 }, () =>
  Array.from({ length: 2 + below(2) }, () => syllables[below(syllables.length)]).join(''),
);
const word = (): string =>
  below(100) < 45
    ? (common[below(common.length)] ?? '')
    : (vocabulary[Math.floor(6000 * (below(1000) / 1000) ** 3)] ?? '');
const text = (): string => `${Array.from({ length: 35 }, word).join(' ')}.`;

/** Nine seminars of this many words each; three quarters are claims, in chains. */
const year = (words: number) => {
  let count = 0;
  return input(
    Array.from({ length: 9 }, (_, seminar) => {
      const blocks = Array.from({ length: Math.round(words / 35) }, (): DocNode => {
        count += 1;
        if (count % 4 === 0) return line(`l${count}`, text());
        const kind = claimKinds[count % 4] ?? 'result';
        return claim({ id: `c${count}`, kind, area: `a${count % 5}`, text: text(), cites: [`c${count - 1}`] });
      });
      const made = note(groups[seminar % 3] ?? 'forskola', blocks);
      return { ...made, seminarId: `s${seminar}`, documentId: `d${seminar}` };
    }),
    { areas: [0, 1, 2, 3, 4].map((index) => ({ slug: `a${index}`, name: `Område ${index}` })) },
  );
};

const cost = (words: number): number => {
  const given = year(words);
  const before = process.cpuUsage().user;
  draftOf(given);
  return (process.cpuUsage().user - before) / 1000;
};

test('grows with the words, not with their square', () => {
  const small = Math.min(cost(4000), cost(4000), cost(4000));
  const large = Math.min(cost(16_000), cost(16_000));
  console.info(`9 seminars: ${Math.round(small)} ms for 4,000 words each, ${Math.round(large)} ms for 16,000`);
  expect(large / small).toBeLessThan(8);
});
