/** Making and refreshing a draft through the product's doors. */
import { claimsIn, readBody } from '@samsyn/document';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { itemsOf, member } from '../support/client.ts';
import {
  append,
  claim,
  claimElement,
  draft,
  edit,
  elements,
  firstText,
  makeRound,
  move,
  open,
  provenance,
  roundOf,
  type Round,
  type Town,
  useTown,
} from './support/year.ts';

const town = useTown();

const zeros = { added: 0, updated: 0, removed: 0 };
const textOf = async ({ documentId }: Round): Promise<string> =>
  elements(await open(town.server, town.people.quality, documentId), 'claim')
    .map((one) => one.toString())
    .join('\n');
const analysis = async (round: Round, who: keyof Town['people'] = 'quality'): Promise<unknown> =>
  (await town.people[who].get(`/api/analyses/${round.analysisId}`)).body;

describe('the draft', () => {
  let round: Round;
  beforeAll(async () => {
    round = await makeRound(town);
    const { quality } = town.people;
    await append(quality, round.notes.forskola, [
      claim({ id: 'f1', text: 'Ljudnivån är för hög för samtal.' }),
      claim({ id: 'f2', kind: 'cause', text: 'Rummen är byggda för färre.', cites: ['f1'] }),
    ]);
    await append(quality, round.notes.grundskola, [
      claim({ id: 'g1', text: 'Ljudnivån är för hög för samtal.' }),
      { type: 'paragraph', attrs: { id: 'g-rad' }, content: [{ type: 'text', text: 'Det beror på rasterna.' }] },
    ]);
  });

  test('is made of the round’s notes in whatever state, is durable, and says in numbers what it did', async () => {
    const answer = await draft(town.people.administration, round);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      sections: 2,
      added: 2,
      updated: 0,
      removed: 0,
      kept: 0,
      conflicts: 0,
      unsupported: 0,
    });
    expect(await textOf(round)).toContain('Rummen är byggda för färre.');
  });

  test('joins what is said word for word, with all its sources', async () => {
    const items = await provenance(town.people.quality, round);
    const joined = items.find((item) => member(item, 'text') === 'Ljudnivån är för hög för samtal.');
    expect(member(joined, 'sources')).toMatchObject([
      {
        documentId: round.notes.forskola,
        blockId: 'f1',
        text: 'Ljudnivån är för hög för samtal.',
        evidence: [],
        references: [],
      },
      { documentId: round.notes.grundskola, blockId: 'g1' },
    ]);
  });

  test('tells its lists on the analysis', async () => {
    expect(await analysis(round)).toMatchObject({
      number: 1,
      schoolYear: round.schoolYear,
      state: 'workingDraft',
      version: 1,
      documentId: round.documentId,
      registryNumber: null,
      gaps: [{ kind: 'areaEmpty', priorityArea: 'digitalisering' }],
      unmarked: [
        {
          documentId: round.notes.grundskola,
          blockId: 'g-rad',
          text: 'Det beror på rasterna.',
          suggestedKind: 'cause',
        },
      ],
      leftOut: [],
      findings: [],
      proposedLinks: [],
      contradictions: [],
    });
  });

  test('is the same when nothing changed', async () => {
    expect((await draft(town.people.quality, round)).body).toMatchObject({ ...zeros, kept: 2 });
  });

  test('shows sources of notes that the account may not read without their text', async () => {
    const items = await provenance(town.people.member, round);
    const joined = items.find((item) => member(item, 'text') === 'Ljudnivån är för hög för samtal.');
    const [preschool, school] = Array.isArray(member(joined, 'sources')) ? Object(member(joined, 'sources')) : [];
    expect(preschool).not.toHaveProperty('text');
    expect(school).toHaveProperty('text');
  });

  test('tells nobody of notes that they may not read', async () => {
    expect(member(await analysis(round, 'otherMember'), 'unmarked')).toEqual([]);
    expect(member(await analysis(round, 'member'), 'unmarked')).toHaveLength(1);
    expect(await analysis(round, 'admin')).not.toHaveProperty('gaps');
  });

  test('waits for its turn: two refreshes at once never run into each other', async () => {
    await append(town.people.quality, round.notes.forskola, [
      claim({ id: 'f3', text: 'Bullret är värst efter lunch.' }),
    ]);
    const answers = await Promise.all([draft(town.people.quality, round), draft(town.people.administration, round)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const added = answers.map(({ body }) => Number(member(body, 'added')));
    expect(added.toSorted()).toEqual([0, 1]);
    expect(elements(await open(town.server, town.people.quality, round.documentId), 'claim')).toHaveLength(3);
  });
});

describe('a refresh', () => {
  test('keeps what a person wrote, offers what the source says now, keeps away what was deleted', async () => {
    const { quality } = town.people;
    const round = await makeRound(town);
    await append(quality, round.notes.grundskola, [
      claim({ id: 'a', text: 'Studieron har blivit bättre i årskurs fem.' }),
      claim({ id: 'b', text: 'Skolgården är trång på rasterna.' }),
      claim({ id: 'c', text: 'Biblioteket används av fler.' }),
    ]);
    await draft(quality, round);
    await edit(town, quality, round.documentId, (doc) => {
      firstText(claimElement(doc, 'Studieron')).insert(0, 'Vi ser att ');
      const body = doc.getXmlFragment('body');
      body.delete(body.toArray().indexOf(claimElement(doc, 'Skolgården')), 1);
    });
    await edit(town, quality, round.notes.grundskola, (doc) => {
      firstText(claimElement(doc, 'Studieron')).insert(0, 'Enligt enkäten: ');
      firstText(claimElement(doc, 'Biblioteket')).insert(0, 'Sedan i höstas: ');
    });
    expect((await draft(quality, round)).body).toMatchObject({ added: 0, updated: 1, removed: 0, conflicts: 1 });
    const text = await textOf(round);
    expect(text).toContain('Vi ser att Studieron har blivit bättre');
    expect(text).toContain('Sedan i höstas: Biblioteket');
    expect(text).not.toContain('Skolgården');
    expect(
      JSON.stringify((await open(town.server, quality, round.documentId)).getXmlFragment('body').toString()),
    ).toContain('insertion');
    expect(await analysis(round)).toMatchObject({ leftOut: [{ blockId: 'b', reason: 'deleted' }] });
    const shown = await provenance(quality, round);
    expect(shown.map((item) => member(item, 'text'))).toContain(
      'Vi ser att Studieron har blivit bättre i årskurs fem.',
    );
    expect((await draft(quality, round)).body).toMatchObject({ ...zeros, conflicts: 1 });
  });

  test('is seen by whoever has the draft open', async () => {
    const { quality } = town.people;
    const round = await makeRound(town);
    const doc = new Y.Doc();
    class WithHeaders extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { cookie: quality.cookie, origin: town.server.url } });
      }
    }
    const provider = new WebsocketProvider(`${town.server.url.replace('http', 'ws')}/yjs`, round.documentId, doc, {
      WebSocketPolyfill: WithHeaders,
      disableBc: true,
    });
    try {
      await append(quality, round.notes.grundskola, [claim({ id: 'a', text: 'Det här syns direkt.' })]);
      expect((await draft(quality, round)).status).toBe(200);
      await expect
        .poll(() => doc.getXmlFragment('body').toString(), { timeout: 5000 })
        .toContain('Det här syns direkt.');
    } finally {
      provider.destroy();
    }
  });

  test('asks what became of the actions of the round before', async () => {
    const { quality } = town.people;
    const first = await makeRound(town);
    await append(quality, first.notes.grundskola, [
      claim({ id: 'gammal', kind: 'action', text: 'Vi inför samma lektionsstart.' }),
      claim({ id: 'glomd', kind: 'action', text: 'Vi ser över rasterna.' }),
    ]);
    const second = await roundOf(quality, first.schoolYear, 2);
    await append(quality, second.notes.grundskola, [
      claim({ id: 'e', kind: 'effect', text: 'Starten är lugnare i alla klasser.', cites: ['gammal'] }),
    ]);
    await draft(quality, second);
    const gaps = member(await analysis(second), 'gaps');
    expect(gaps).toContainEqual(expect.objectContaining({ kind: 'previousActionWithoutEffect', claimId: 'glomd' }));
    expect(gaps).not.toContainEqual(expect.objectContaining({ claimId: 'gammal' }));
    expect(gaps).not.toContainEqual(expect.objectContaining({ kind: 'effectWithoutAction' }));
  });
});

test('every claim of the demo’s open round is in the draft or in the list of what was left out', async () => {
  const { quality } = town.people;
  const round = await roundOf(quality, '2018-2019', 3);
  expect((await draft(quality, round)).status).toBe(200);
  const items = await provenance(quality, round);
  const left = member(await analysis(round), 'leftOut');
  let count = 0;
  for (const documentId of Object.values(round.notes)) {
    for (const one of claimsIn(readBody(await open(town.server, quality, documentId)))) {
      count += 1;
      const carrying = items.filter((item) => JSON.stringify(item).includes(`"blockId":"${one.id}"`));
      for (const item of carrying) expect(member(item, 'text')).toContain(one.text.split('\n')[0]?.trim());
      const isLeft = Array.isArray(left) && left.some((item) => member(item, 'blockId') === one.id);
      expect(carrying.length > 0 || isLeft, one.id).toBe(true);
    }
  }
  expect(count).toBeGreaterThan(30);
});

describe('what is protected', () => {
  test('never reaches the draft, and is told as a finding', async () => {
    const { quality } = town.people;
    const round = await makeRound(town);
    await append(quality, round.notes.grundskola, [
      claim({ id: 'p', text: 'Elev 19121212-1212 behöver stöd.' }),
      claim({ id: 's', text: 'Bara 3 av 7 elever nådde målen.' }),
      claim({ id: 'ok', text: 'De flesta trivs.' }),
    ]);
    const answer = await draft(quality, round);
    expect(answer.body).toMatchObject({ added: 1 });
    const seen = await analysis(round);
    expect(seen).toMatchObject({
      findings: [
        { kind: 'personnummer', documentId: round.notes.grundskola, blockId: 'p' },
        { kind: 'smallGroup', documentId: round.notes.grundskola, blockId: 's' },
      ],
    });
    expect(member(seen, 'leftOut')).toEqual([
      { documentId: round.notes.grundskola, blockId: 'p', reason: 'protected' },
      { documentId: round.notes.grundskola, blockId: 's', reason: 'protected' },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/1212-1212|3 av 7/);
    expect(await textOf(round)).not.toMatch(/1212-1212|3 av 7/);
  });
});

describe('the door', () => {
  test('lists the year’s three analyses, in order', async () => {
    const round = await makeRound(town);
    const answer = await town.people.leadTeacher.get(`/api/analyses?schoolYear=${round.schoolYear}`);
    expect(itemsOf(answer)).toMatchObject([1, 2, 3].map((number) => ({ number, state: 'workingDraft' })));
    expect(Object.keys(Object(itemsOf(answer)[0])).toSorted()).toEqual(['documentId', 'id', 'number', 'state']);
    expect(itemsOf(await town.people.board.get(`/api/analyses?schoolYear=${round.schoolYear}`))).toEqual([]);
  });

  test.each([
    ['member', 403],
    ['leadTeacher', 403],
    ['admin', 403],
    ['board', 404],
    ['visitor', 401],
  ] as const)('does not let %s make a draft', async (who, status) => {
    const round = await makeRound(town);
    expect((await draft(town.people[who], round)).status).toBe(status);
  });

  test('is closed from finalised on', async () => {
    const { quality } = town.people;
    const round = await makeRound(town);
    await append(quality, round.notes.grundskola, [claim({ id: 'a', text: 'De flesta trivs.' })]);
    await draft(quality, round);
    await quality.patch(`/api/analyses/${round.analysisId}`, { registryNumber: 'BUN 2100:1' });
    await move(quality, round, 'inReview');
    expect((await draft(quality, round)).status).toBe(200);
    expect((await move(quality, round, 'finalised')).status).toBe(200);
    expect((await draft(quality, round)).status).toBe(409);
  });

  test.each(['?x=1', '?schoolYear=2018-2019&schoolYear=2018-2019', '?schoolYear=2018', '?limit=0'])(
    'answers 400 to the query %s',
    async (query) => expect((await town.people.quality.get(`/api/analyses${query}`)).status).toBe(400),
  );
});
