/** School years and seminars: made whole, moved one step at a time, the note locked with its seminar. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { claimUpdate, clientFor, wordsUpdate, write } from '../support/words.ts';

let server: TestServer;
let coordinator: Client;
let school: Client;

beforeAll(async () => {
  server = await startServer();
  [coordinator, school] = await Promise.all([
    clientFor(server, 'kvalitet@example.org'),
    clientFor(server, 'grundskola@example.org'),
  ]);
});
afterAll(() => server?.close());

const areas = [
  { slug: 'larmiljoer', name: 'Lärmiljöer' },
  { slug: 'elevhalsa', name: 'Elevhälsa' },
];
const text = (value: unknown, ...path: (string | number)[]): string => String(member(value, ...path));

describe('a new school year', () => {
  test('comes with nine seminars and three analyses, each with a document', async () => {
    const made = await coordinator.post('/api/school-years', { label: '2040-2041', priorityAreas: areas });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      label: '2040-2041',
      startsOn: '2040-08-01',
      endsOn: '2041-06-30',
      priorityAreas: areas,
    });
    const seminars = itemsOf(await coordinator.get('/api/seminars?schoolYear=2040-2041'));
    expect(seminars.map((one) => [member(one, 'round'), member(one, 'leadershipGroup', 'slug')])).toEqual(
      [1, 2, 3].flatMap((round) => ['forskola', 'grundskola', 'kompetenscenter'].map((slug) => [round, slug])),
    );
    const starts = seminars.map((one) => text(one, 'startsAt'));
    expect(starts.toSorted()).toEqual(starts);
    const analyses = itemsOf(await coordinator.get('/api/analyses?schoolYear=2040-2041'));
    expect(analyses.map((one) => [member(one, 'number'), member(one, 'state')])).toEqual(
      [1, 2, 3].map((number) => [number, 'workingDraft']),
    );
    const documentIds = [...seminars, ...analyses].map((one) => text(one, 'documentId'));
    expect(new Set(documentIds).size).toBe(12);
    const answers = await Promise.all(documentIds.map((id) => coordinator.get(`/api/documents/${id}`)));
    expect(answers.map(({ status }) => status)).toEqual(documentIds.map(() => 200));
  });

  test('has notes that begin with the areas of the year', async () => {
    const [seminar] = itemsOf(await coordinator.get('/api/seminars?schoolYear=2040-2041'));
    const answer = await fetch(`${server.url}/api/documents/${text(seminar, 'documentId')}/updates`, {
      headers: { cookie: coordinator.cookie },
    });
    const held = Buffer.from(await answer.arrayBuffer());
    for (const { name } of areas) expect(held.includes(name)).toBe(true);
  });

  test('is there once', async () => {
    const again = await coordinator.post('/api/school-years', { label: '2040-2041', priorityAreas: [] });
    expect(again.status).toBe(409);
    expect(member(again.body, 'code')).toBe('labelTaken');
    const both = await Promise.all(
      [0, 1].map(() => coordinator.post('/api/school-years', { label: '2050-2051', priorityAreas: [] })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(itemsOf(await coordinator.get('/api/seminars?schoolYear=2050-2051'))).toHaveLength(9);
  });

  test.each(['2040', '2040-2042', '2041-2040', '20401-2041', ''])('cannot be called "%s"', async (label) => {
    expect((await coordinator.post('/api/school-years', { label, priorityAreas: [] })).status).toBe(422);
  });
});

const seminarOf = async (group: string): Promise<{ id: string; documentId: string }> => {
  const seminars = itemsOf(await coordinator.get('/api/seminars?schoolYear=2040-2041'));
  const seminar = seminars.find((one) => member(one, 'leadershipGroup', 'slug') === group);
  return { id: text(seminar, 'id'), documentId: text(seminar, 'documentId') };
};
const move = (client: Client, id: string, to: string, reason?: string) =>
  client.post(`/api/seminars/${id}/transitions`, { to, ...(reason !== undefined && { reason }) });

describe('a seminar', () => {
  test('moves to the next state only, and back from locked with a reason', async () => {
    const { id, documentId } = await seminarOf('grundskola');
    expect((await move(school, id, 'locked')).status).toBe(409);
    expect((await move(school, id, 'planned')).status).toBe(409);
    const live = await move(school, id, 'live');
    expect(live.status).toBe(200);
    expect(live.body).toMatchObject({ id, state: 'live', documentId, leadershipGroup: { slug: 'grundskola' } });
    expect((await write(school, documentId, wordsUpdate('Före låset.'))).status).toBe(204);
    expect((await move(school, id, 'locked')).status).toBe(200);
    expect(await write(school, documentId, wordsUpdate('Efter låset.'))).toMatchObject({ status: 403 });
    expect(await write(coordinator, documentId, wordsUpdate('Efter låset.'))).toMatchObject({ status: 403 });
    expect((await move(school, id, 'live')).status).toBe(422);
    expect((await move(school, id, 'live', '   ')).status).toBe(422);
    expect((await move(school, id, 'live', 'Vi glömde en åtgärd.')).status).toBe(200);
    expect((await write(school, documentId, wordsUpdate('Åter öppen.'))).status).toBe(204);
    expect((await move(school, id, 'locked')).status).toBe(200);
    expect((await move(school, id, 'closed')).status).toBe(200);
    expect((await move(school, id, 'live', 'Ångrar mig')).status).toBe(409);
    const seen = await school.get(`/api/seminars/${id}`);
    expect(member(seen.body, 'access')).toBe('read');
    expect(member(seen.body, 'transitions')).toHaveLength(5);
    expect(member(seen.body, 'transitions', 2)).toMatchObject({ from: 'locked', reason: 'Vi glömde en åtgärd.' });
  });

  test('moved by two at once moves once', async () => {
    const { id } = await seminarOf('forskola');
    const answers = await Promise.all([0, 1, 2].map(() => move(coordinator, id, 'live')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  test('shows its agenda, and what the account may do there', async () => {
    const { id } = await seminarOf('forskola');
    const seen = await school.get(`/api/seminars/${id}`);
    expect(seen.body).toMatchObject({ access: 'none', mayMove: false, schoolYear: '2040-2041', priorityAreas: areas });
    expect(member(seen.body, 'agenda')).toHaveLength(7);
    expect(await coordinator.get(`/api/seminars/${id}`)).toMatchObject({ body: { access: 'write', mayMove: true } });
  });
});

describe('the year at a glance', () => {
  test('shows everything to the coordinator, and what waits for a group', async () => {
    const { body } = await coordinator.get('/api/overview?schoolYear=2018-2019');
    expect(member(body, 'seminars')).toHaveLength(9);
    expect(member(body, 'analyses')).toHaveLength(3);
    expect(member(body, 'areas')).toHaveLength(5);
    expect(member(body, 'areas', 0, 'claims')).toBeGreaterThan(0);
    const own = await school.get('/api/overview?schoolYear=2018-2019');
    const due = member(own.body, 'due');
    expect(Array.isArray(due) && due.map((item) => member(item, 'kind'))).toContain('seminarLive');
  });

  test('shows the board its analyses and no seminars', async () => {
    const board = await clientFor(server, 'namnd@example.org');
    const { body } = await board.get('/api/overview?schoolYear=2018-2019');
    expect(body).toMatchObject({ seminars: [], due: [] });
    const earlier = await board.get('/api/overview?schoolYear=2017-2018');
    const analyses = member(earlier.body, 'analyses');
    const states = Array.isArray(analyses) ? analyses.map((one) => member(one, 'state')) : [];
    expect(states.length).toBeGreaterThan(0);
    expect(states.every((state) => ['presented', 'published', 'archived'].includes(String(state)))).toBe(true);
  });

  test('is 404 for a year that is not there', async () => {
    expect((await coordinator.get('/api/overview?schoolYear=1999-2000')).status).toBe(404);
  });
});

describe('what a group decided in the round before', () => {
  test('comes back with the effects told so far, to those who may read the note', async () => {
    const seminars = itemsOf(await coordinator.get('/api/seminars?schoolYear=2018-2019'));
    const latest = seminars.findLast((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola');
    const path = `/api/seminars/${text(latest, 'id')}/previous-actions`;
    const actions = itemsOf(await school.get(path));
    expect(actions.length).toBeGreaterThan(0);
    expect(actions[0]).toMatchObject({ round: 2, schoolYear: '2018-2019', effects: expect.any(Array) });
    expect(itemsOf(await clientFor(server, 'forskola@example.org').then((other) => other.get(path)))).toEqual([]);
  });
});

/** What kinds of things the search finds. */
const kinds = async (words: string): Promise<unknown[]> =>
  itemsOf(await coordinator.get(`/api/search?q=${encodeURIComponent(words)}`)).map((hit) => member(hit, 'kind'));

describe('claims and search', () => {
  test('show claims of notes that the account may read, and of no others', async () => {
    const claims = itemsOf(await school.get('/api/claims?schoolYear=2018-2019'));
    expect(claims.length).toBeGreaterThan(5);
    expect(new Set(claims.map((claim) => member(claim, 'leadershipGroup', 'slug')))).toEqual(new Set(['grundskola']));
    const all = itemsOf(await coordinator.get('/api/claims?schoolYear=2018-2019&limit=200'));
    expect(new Set(all.map((claim) => member(claim, 'leadershipGroup', 'slug'))).size).toBe(3);
    expect(itemsOf(await clientFor(server, 'namnd@example.org').then((one) => one.get('/api/claims')))).toEqual([]);
  });

  test('find a new claim as soon as it is written', async () => {
    const word = 'kvasarstrålning';
    expect(itemsOf(await coordinator.get(`/api/claims?q=${word}`))).toEqual([]);
    const { body } = await coordinator.post('/api/documents', {
      kind: 'note',
      leadershipGroup: 'forskola',
      title: 'Fri',
    });
    const documentId = text(body, 'id');
    expect(itemsOf(await coordinator.get('/api/claims?q=kvasar'))).toEqual([]);
    await write(coordinator, documentId, claimUpdate('result', `Resultat om ${word}.`));
    expect(itemsOf(await coordinator.get(`/api/claims?q=${word}`))).toHaveLength(1);
    const hits = itemsOf(await coordinator.get(`/api/search?q=${word}`));
    expect(hits).toEqual([expect.objectContaining({ kind: 'claim', href: expect.stringContaining(documentId) })]);
    expect(itemsOf(await school.get(`/api/search?q=${word}`))).toEqual([]);
  });

  test('find seminars, analyses, evidence and references by words', async () => {
    expect(await kinds('verksamhetsanalys 2')).toContain('analysis');
    expect(await kinds('grundskola seminarium')).toContain('seminar');
    expect(await kinds('Timperley')).toContain('reference');
    expect(await kinds('verksamhetsplan')).toContain('page');
  });
});

test('lists come in pages that neither skip nor repeat', async () => {
  for (const path of ['/api/evidence', '/api/references', '/api/claims', '/api/seminars', '/api/assignments']) {
    const whole = itemsOf(await coordinator.get(`${path}?limit=200`)).map((item) => text(item, 'id'));
    const paged: string[] = [];
    let cursor = '';
    do {
      const answer = await coordinator.get(`${path}?limit=7${cursor && `&cursor=${cursor}`}`);
      paged.push(...itemsOf(answer).map((item) => text(item, 'id')));
      const { nextCursor } = Object(answer.body);
      cursor = typeof nextCursor === 'string' ? nextCursor : '';
    } while (cursor !== '' && paged.length <= whole.length);
    expect(paged).toEqual(whole.slice(0, paged.length));
    expect(paged.length).toBe(whole.length);
  }
});

test('an unsigned visitor sees none of it', async () => {
  expect((await clientOf(server, '').get('/api/overview')).status).toBe(401);
});
