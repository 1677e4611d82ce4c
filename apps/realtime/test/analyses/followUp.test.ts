/** Last round's actions come back to the table with their effects: in the draft, and in the report that is made of it. */
import { readBody, textOf } from '@samsyn/document';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { itemsOf, member } from '../support/client.ts';
import { append, bring, claim, draft, groups, makeRound, open, roundOf, type Round, useTown } from './support/year.ts';

const town = useTown();

const words = (count: number, word: string): string =>
  Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('the draft’s chapter on last round’s actions', () => {
  test('quotes each action above its effect, tells what has no room, and is the same when nothing changed', async () => {
    const { quality } = town.people;
    const first = await makeRound(town);
    const second = await roundOf(quality, first.schoolYear, 2);
    for (const group of groups) {
      await append(quality, first.notes[group], [
        claim({ id: `${group}-a`, kind: 'action', text: words(25, `${group}atgard`) }),
        claim({ id: `${group}-b`, kind: 'action', text: words(25, `${group}annan`) }),
      ]);
      await append(quality, second.notes[group], [
        claim({ id: `${group}-e`, kind: 'effect', text: words(35, `${group}effekt`), cites: [`${group}-a`] }),
        claim({ id: `${group}-f`, kind: 'effect', text: words(35, `${group}mer`), cites: [`${group}-b`] }),
      ]);
    }
    expect((await draft(quality, second)).body).toMatchObject({ added: 3 });
    const text = plain(textOf(readBody(await open(town.server, quality, second.documentId))));
    for (const group of groups) expect(text).toContain(`${words(25, `${group}atgard`)} ${words(35, `${group}effekt`)}`);
    const seen = (await quality.get(`/api/analyses/${second.analysisId}`)).body;
    expect(member(seen, 'leftOut')).toEqual(
      groups.map((group) => expect.objectContaining({ blockId: `${group}-f`, reason: 'budget' })),
    );
    expect((await draft(quality, second)).body).toMatchObject({ added: 0, updated: 0, removed: 0, kept: 3 });
  });
});

type Pair = { action: string; effect: string };

/** What the round's three groups say of last round's actions. */
const pairsOf = async ({ schoolYear }: Round, round: number): Promise<Pair[][]> => {
  const { quality } = town.people;
  const seminars = itemsOf(await quality.get(`/api/seminars?schoolYear=${schoolYear}`)).filter(
    (one) => member(one, 'round') === round,
  );
  return Promise.all(
    seminars.map(async (one) => {
      const actions = itemsOf(await quality.get(`/api/seminars/${String(member(one, 'id'))}/previous-actions`));
      return actions.flatMap((action) => {
        const effects = member(action, 'effects');
        return (Array.isArray(effects) ? effects : []).map((effect) => ({
          action: plain(String(member(action, 'text'))),
          effect: plain(String(member(effect, 'text'))),
        }));
      });
    }),
  );
};

/** The chapter's words, without the labels of its effects. */
const chapterOf = (html: string): string => {
  const [, chapter] = /<h2[^>]*>Uppföljning av förra rundans åtgärder<\/h2>([\s\S]*?)<h2/.exec(html) ?? [];
  return plain((chapter ?? '').replaceAll(/<p class="kind">.*?<\/p>|<[^>]+>/g, ' '));
};

describe.each([2, 3])('the report of the demo’s round %i, finalised', (number) => {
  test('shows effects of all three groups, each right under its action, whose words it quotes', async () => {
    const { quality } = town.people;
    const round = await roundOf(quality, '2018-2019', number);
    const at = `/api/analyses/${round.analysisId}`;
    if (member((await quality.get(at)).body, 'state') === 'workingDraft') {
      await draft(quality, round);
      await quality.patch(at, { registryNumber: 'BUN 2019/303' });
      await bring(quality, round, 'inReview', 'finalised');
    }
    const chapter = chapterOf((await quality.get(`${at}/report.html?version=1`)).text);
    const docx = await fetch(`${town.server.url}${at}/report.docx?version=1`, { headers: { cookie: quality.cookie } });
    const parts = unzipSync(new Uint8Array(await docx.arrayBuffer()));
    const inWord = plain(strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, ''));
    for (const ofGroup of await pairsOf(round, number)) {
      const told = ofGroup.filter(({ effect }) => chapter.includes(effect));
      expect(told.length).toBeGreaterThan(0);
      for (const pair of told) {
        expect(chapter).toContain(`${pair.action} ${pair.effect}`);
        expect(inWord).toContain(pair.action);
      }
    }
  }, 60_000);
});
