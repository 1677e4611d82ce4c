/** Moving an analysis on: what stands in the way, what a version keeps, who sees which. */
import { describe, expect, test } from 'vitest';
import { seedUpdate } from '@samsyn/document';
import { itemsOf, member } from '../support/client.ts';
import { write } from '../support/words.ts';
import {
  append,
  bring,
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
  type Round,
  useTown,
} from './support/year.ts';

const town = useTown();

const register = (round: Round, registryNumber = 'BUN 2100:17') =>
  town.people.quality.patch(`/api/analyses/${round.analysisId}`, { registryNumber });

/** A round whose draft holds one claim. */
const drafted = async (text = 'De flesta trivs i skolan.'): Promise<Round> => {
  const round = await makeRound(town);
  await append(town.people.quality, round.notes.grundskola, [claim({ id: 'a', text })]);
  await draft(town.people.quality, round);
  return round;
};
const kindsOf = (body: unknown): unknown[] => {
  const missing = member(body, 'missing');
  return Array.isArray(missing) ? missing.map((one) => member(one, 'kind')) : [];
};

describe('on the way to finalised', () => {
  test('gaps never block, a missing registry number does, and the text is closed afterwards', async () => {
    const { quality, administration } = town.people;
    const round = await drafted();
    expect((await move(administration, round, 'inReview')).body).toMatchObject({ state: 'inReview', number: 1 });
    const refused = await move(quality, round, 'finalised');
    expect(refused.status).toBe(409);
    expect(kindsOf(refused.body)).toEqual(['registryNumber']);
    expect((await register(round)).body).toMatchObject({ id: round.analysisId, state: 'inReview' });
    expect((await move(quality, round, 'finalised')).status).toBe(200);
    expect((await write(quality, round.documentId, seedUpdate([claim({ id: 'x', text: 'För sent.' })]))).status).toBe(
      403,
    );
    expect((await register(round)).status).toBe(409);
    expect((await quality.get(`/api/analyses/${round.analysisId}`)).body).toMatchObject({
      state: 'finalised',
      registryNumber: 'BUN 2100:17',
      versions: [{ version: 1, state: 'finalised' }],
      transitions: [
        { from: 'workingDraft', to: 'inReview' },
        { from: 'inReview', to: 'finalised', reason: 'Bristerna är kända.' },
      ],
    });
  });

  test('the five files are stored: the same bytes for ever after', async () => {
    const round = await drafted();
    await register(round);
    await bring(town.people.quality, round, 'inReview', 'finalised');
    const path = `/api/analyses/${round.analysisId}/report.json`;
    const [one, other] = [await town.people.quality.get(path), await town.people.quality.get(path)];
    expect(one.status).toBe(200);
    expect(other.text).toBe(one.text);
  });

  test('an empty draft stays where it is', async () => {
    const round = await makeRound(town);
    expect(kindsOf((await move(town.people.quality, round, 'inReview')).body)).toEqual(['emptyDraft']);
    await draft(town.people.quality, round);
    expect(kindsOf((await move(town.people.quality, round, 'inReview')).body)).toEqual(['emptyDraft']);
  });

  test('a personnummer in a note blocks, and the answer does not repeat it', async () => {
    const round = await drafted();
    await append(town.people.quality, round.notes.forskola, [
      { type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: 'Ring 19121212-1212.' }] },
    ]);
    const refused = await move(town.people.quality, round, 'inReview');
    expect([refused.status, kindsOf(refused.body)]).toEqual([409, ['personnummer']]);
    expect(refused.text).not.toContain('1212-1212');
  });

  test('a personnummer in cited evidence blocks', async () => {
    const { quality } = town.people;
    const evidence = await quality.post('/api/evidence', { kind: 'text', title: 'Lista', text: 'Anna 121212-1212' });
    const round = await drafted();
    await append(quality, round.notes.grundskola, [
      claim({ id: 'b', text: 'Listan visar det.', cites: [`evidence:${String(member(evidence.body, 'id'))}`] }),
    ]);
    const refused = await move(quality, round, 'inReview');
    expect(kindsOf(refused.body)).toEqual(['personnummer']);
  });

  test('anything protected in the draft itself blocks', async () => {
    const round = await drafted();
    await edit(town, town.people.quality, round.documentId, (doc) =>
      firstText(claimElement(doc, 'De flesta')).insert(0, 'Fyra elever klarade inte provet. '),
    );
    expect(kindsOf((await move(town.people.quality, round, 'inReview')).body)).toEqual(['protected']);
  });

  test('only the next state is reached, or back to the working draft with a reason', async () => {
    const { quality } = town.people;
    const round = await drafted();
    const refused = await move(quality, round, 'published');
    expect([refused.status, kindsOf(refused.body)]).toEqual([409, ['state']]);
    await bring(quality, round, 'inReview');
    expect((await move(quality, round, 'workingDraft', '')).status).toBe(422);
    expect((await move(quality, round, 'workingDraft')).body).toMatchObject({ state: 'workingDraft' });
  });
});

describe('a correction', () => {
  test('is a new version with a document of its own; the former stands as it was', async () => {
    const { quality, board } = town.people;
    const round = await drafted();
    await register(round);
    await bring(quality, round, 'inReview', 'finalised', 'presented');
    const reopened = await move(quality, round, 'workingDraft', 'En siffra var fel.');
    const documentId = String(member(reopened.body, 'documentId'));
    expect(documentId).not.toBe(round.documentId);
    expect((await quality.get(`/api/analyses/${round.analysisId}`)).body).toMatchObject({
      state: 'workingDraft',
      version: 2,
      versions: [
        { version: 1, state: 'presented' },
        { version: 2, state: 'workingDraft' },
      ],
    });

    const next = { ...round, documentId };
    expect((await draft(quality, next)).body).toMatchObject({ added: 0, updated: 0, removed: 0, kept: 1 });
    await edit(town, quality, documentId, (doc) => firstText(claimElement(doc, 'De flesta')).insert(0, 'Rättelse: '));
    expect(elements(await open(town.server, quality, round.documentId), 'claim')[0]?.toString()).not.toContain(
      'Rättelse',
    );

    const entry = itemsOf(await board.get(`/api/analyses?schoolYear=${round.schoolYear}`));
    expect(entry).toMatchObject([{ id: round.analysisId, state: 'presented', documentId: round.documentId }]);
    const seen = await board.get(`/api/analyses/${round.analysisId}`);
    expect(seen.body).toMatchObject({
      state: 'presented',
      version: 1,
      access: 'read',
      moves: [],
      versions: [{ version: 1 }],
    });
    expect(seen.text).not.toContain('En siffra var fel.');
    const [item] = await provenance(board, round);
    expect(item).toMatchObject({ text: 'De flesta trivs i skolan.', sources: [{ blockId: 'a' }] });
    expect(member(item, 'sources', 0)).not.toHaveProperty('text');
  });
});

describe('the registry number', () => {
  test.each([
    ['quality', 200],
    ['administration', 200],
    ['member', 403],
    ['leadTeacher', 403],
    ['admin', 403],
    ['board', 404],
    ['visitor', 401],
  ] as const)('is set by %s: %i', async (who, status) => {
    const round = await makeRound(town);
    const answer = await town.people[who].patch(`/api/analyses/${round.analysisId}`, { registryNumber: 'BUN 1' });
    expect(answer.status).toBe(status);
  });

  test.each([{}, { registryNumber: '' }, { registryNumber: 7 }, { registryNumber: 'x', other: 1 }])(
    'is refused as %j',
    async (body) => {
      const round = await makeRound(town);
      expect((await town.people.quality.patch(`/api/analyses/${round.analysisId}`, body)).status).toBe(422);
    },
  );
});

test('what is going on is in the audit log', async () => {
  const round = await drafted();
  await bring(town.people.quality, round, 'inReview');
  const entries = itemsOf(await town.people.admin.get('/api/admin/audit?limit=20'));
  const acts = entries.filter((one) => member(one, 'target') === round.analysisId).map((one) => member(one, 'act'));
  expect(acts).toEqual(expect.arrayContaining(['analysis:draft', 'analysis:move']));
});
