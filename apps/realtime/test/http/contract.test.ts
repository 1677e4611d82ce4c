/** The public interface to the letter: the members of its answers, its queries and problems, sync over plain HTTP. */
import { paragraph, seedUpdate, withIds } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Answer, type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { password, startServer, type TestServer } from '../support/server.ts';
import { clientFor, wordsUpdate, write } from '../support/words.ts';
import { Client as Socket, until } from '../sync/support/client.ts';

let server: TestServer;
let visitor: Client;
let coordinator: Client;
let admin: Client;
let school: Client;
let teacher: Client;
let noteId: string;

const text = (value: unknown, ...path: (string | number)[]): string => String(member(value, ...path));
const makeNote = async (client: Client): Promise<string> => {
  const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
  const answer = await client.post('/api/documents', note);
  expect(answer.status).toBe(201);
  return text(answer.body, 'id');
};

beforeAll(async () => {
  server = await startServer();
  visitor = clientOf(server, '');
  const emails = ['kvalitet', 'admin', 'grundskola', 'forstelarare'];
  const [one, two, three, four] = await Promise.all(emails.map((name) => clientFor(server, `${name}@example.org`)));
  if (!one || !two || !three || !four) throw new Error('Four signed in');
  [coordinator, admin, school, teacher] = [one, two, three, four];
  noteId = await makeNote(school);
});
afterAll(() => server?.close());

const area = { slug: expect.stringMatching(/^[a-z-]+$/), name: expect.stringMatching(/\S/) };
const id = expect.stringMatching(/^[0-9a-f]{24}$/);

describe('answers have the members that the interface names', () => {
  test('school years, seminars and analyses', async () => {
    const years = itemsOf(await school.get('/api/school-years'));
    expect(years.map((year) => member(year, 'label'))).toEqual(expect.arrayContaining(['2017-2018', '2018-2019']));
    for (const year of years)
      expect(year).toMatchObject({
        id,
        startsOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        endsOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        priorityAreas: expect.arrayContaining([area]),
      });
    const seminars = itemsOf(await school.get('/api/seminars?schoolYear=2018-2019'));
    expect(seminars).toHaveLength(9);
    for (const seminar of seminars)
      expect(seminar).toEqual({
        id,
        round: expect.toBeOneOf([1, 2, 3]),
        leadershipGroup: {
          slug: expect.toBeOneOf(['forskola', 'grundskola', 'kompetenscenter']),
          name: expect.any(String),
        },
        startsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        state: expect.toBeOneOf(['planned', 'live', 'locked', 'closed']),
        documentId: id,
      });
  });

  test('documents, their access and their versions', async () => {
    const entry = { id: noteId, kind: 'note', title: 'Fri anteckning', epoch: 1, schemaVersion: 1 };
    expect((await school.get(`/api/documents/${noteId}`)).body).toEqual({ ...entry, access: 'write' });
    expect((await teacher.get(`/api/documents/${noteId}`)).body).toEqual({ ...entry, access: 'suggest' });
    expect((await school.get(`/api/documents/${noteId}/versions`)).body).toEqual({ items: [] });
  });

  test('evidence and references, as they were given', async () => {
    const table = { columns: [{ name: 'År' }, { name: 'Andel', unit: '%' }], rows: [['2018', 81]] };
    const given = { title: 'Andel', kind: 'table', source: 'SCB', period: '2018', priorityArea: 'larmiljoer', table };
    const made = await school.post('/api/evidence', { ...given, leadershipGroup: 'grundskola' });
    expect(made).toMatchObject({ status: 201, body: { id } });
    expect(itemsOf(await school.get('/api/evidence?limit=1'))).toMatchObject([
      { ...given, id: member(made.body, 'id'), leadershipGroup: { slug: 'grundskola' } },
    ]);
    const reference = { csl: { type: 'book', title: 'Bok för bokens skull' }, finding: 'Ett fynd', contextNote: 'Här' };
    const added = await school.post('/api/references', reference);
    expect(added).toMatchObject({ status: 201, body: { id } });
    expect(itemsOf(await school.get('/api/references?limit=1'))).toMatchObject([
      { ...reference, id: member(added.body, 'id') },
    ]);
  });

  test.each([
    ['admin', ['admin'], []],
    ['kvalitet', ['qualityCoordinator', 'administration'], []],
    ['forvaltning', ['administration'], []],
    ['forskola', ['groupMember'], ['forskola']],
    ['grundskola', ['groupMember'], ['grundskola']],
    ['kompetenscenter', ['groupMember'], ['kompetenscenter']],
    ['forstelarare', ['leadTeacher'], ['grundskola']],
    ['namnd', ['board'], []],
  ])('the demo’s %s@example.org signs in and is who it should be', async (name, roles, groups) => {
    const { body } = await (await clientFor(server, `${name}@example.org`)).get('/api/me');
    const expected = groups.map((slug) => ({ slug, name: expect.stringMatching(/\S/) }));
    expect(body).toEqual({
      id,
      name: expect.stringMatching(/\S/),
      email: `${name}@example.org`,
      color: expect.stringMatching(/^#/),
      roles,
      groups: expected,
    });
  });
});

test('a list that belongs to one thing comes whole, or in pages to who asks for them', async () => {
  const analyses = itemsOf(await coordinator.get('/api/analyses?schoolYear=2017-2018'));
  const published = analyses.find((one) => member(one, 'state') === 'published');
  const path = `/api/analyses/${text(published, 'id')}/provenance`;
  const whole = await coordinator.get(path);
  expect(Object.keys(Object(whole.body))).toEqual(['items']);
  const pages: unknown[] = [];
  let query = '?limit=3';
  while (query !== '') {
    const { status, body } = await coordinator.get(`${path}${query}`);
    expect(status).toBe(200);
    const { items, nextCursor } = Object(body);
    pages.push(...items);
    query = nextCursor === undefined ? '' : `?limit=3&cursor=${nextCursor}`;
  }
  expect(pages.length).toBeGreaterThan(3);
  expect(pages).toEqual(itemsOf(whole));
});

const routes = async (): Promise<{ method: string; path: string }[]> => {
  const paths = Object(member((await visitor.get('/api/openapi.json')).body, 'paths'));
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(Object(operations)).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, '0'.repeat(24)),
    })),
  );
};

describe('every route', () => {
  test('answers an unknown or a repeated query parameter with 400', async () => {
    const known = await routes();
    expect(known.length).toBeGreaterThan(50);
    const asked = known.filter(({ path }) => path !== '/api/auth/sign-out');
    const answers = await Promise.all(
      [...asked, ...['/arkiv', '/healthz', '/readyz', '/metrics'].map((path) => ({ method: 'GET', path }))].flatMap(
        ({ method, path }) =>
          ['?okand=1', '?limit=5&limit=5', '?__proto__=x'].map(async (query) => {
            const { status } = await admin.send(`${path}${query}`, { method });
            return `${method} ${path}${query}: ${status}`;
          }),
      ),
    );
    expect(answers.filter((answer) => !answer.endsWith(': 400'))).toEqual([]);
  });

  test('is 401 for a visitor, known or not, but for the sign-in, the description and what is published', async () => {
    const open = ['/api/openapi.json', '/api/auth/options', '/api/auth/sign-in/email'];
    const unknown = [
      '/api',
      '/api/',
      '/api/finns-inte',
      '/api/auth',
      '/api/auth/get-session',
      '/api/auth/sign-up/email',
    ];
    const asked = [...(await routes()), ...unknown.map((path) => ({ method: 'GET', path }))];
    const answers = await Promise.all(
      asked
        .filter(({ path }) => !open.includes(path))
        .map(async ({ method, path }) => `${method} ${path}: ${(await visitor.send(path, { method })).status}`),
    );
    expect(answers.filter((answer) => !answer.endsWith(': 401'))).toEqual([]);
  });
});

describe('problems', () => {
  const asks: [number, (language: string) => Promise<Answer>][] = [
    [400, (language) => school.get('/api/evidence?limit=0', { 'accept-language': language })],
    [401, (language) => visitor.get('/api/auth/get-session', { 'accept-language': language })],
    [403, (language) => visitor.get('/api/auth/options', { origin: 'null', 'accept-language': language })],
    [404, (language) => school.get('/api/auth/finns-inte', { 'accept-language': language })],
    [409, (language) => school.get(`/api/documents/${noteId}/updates?epoch=2`, { 'accept-language': language })],
    [
      415,
      (language) =>
        school.send('/api/evidence', { method: 'POST', body: 'x', headers: { 'accept-language': language } }),
    ],
    [422, (language) => visitor.post('/api/auth/sign-in/email', {}, { 'accept-language': language })],
  ];
  test.each(asks)('%i has type, title in the reader’s language, status and code', async (status, ask) => {
    const [swedish, english] = [await ask('sv-SE'), await ask('en;q=0.9, sv;q=0.2')];
    for (const answer of [swedish, english]) {
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({
        type: expect.stringMatching(/^[a-z]+:/),
        title: expect.stringMatching(/\S/),
        status,
        code: expect.stringMatching(/^\w+$/),
      });
    }
    expect(member(swedish.body, 'title')).not.toBe(member(english.body, 'title'));
    expect(member(swedish.body, 'code')).toBe(member(english.body, 'code'));
  });

  test('of a state say what is missing', async () => {
    const [closed] = itemsOf(await coordinator.get('/api/seminars?schoolYear=2017-2018'));
    const answer = await coordinator.post(`/api/seminars/${text(closed, 'id')}/transitions`, { to: 'planned' });
    expect(answer.status).toBe(409);
    expect(member(answer.body, 'missing')).toEqual([{ kind: 'state', text: expect.stringContaining('planerat') }]);
  });
});

const bytes = { 'content-type': 'application/octet-stream' };
const post = (client: Client, body: Uint8Array, query = '') =>
  client.send(`/api/documents/${noteId}/updates${query}`, { method: 'POST', body, headers: bytes });
const readDoc = async (client: Client, since = ''): Promise<Uint8Array> => {
  const answer = await fetch(`${server.url}/api/documents/${noteId}/updates${since}`, {
    headers: { cookie: client.cookie },
  });
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  return new Uint8Array(await answer.arrayBuffer());
};

describe('sync without websockets', () => {
  test('gives a diff since a state vector, and takes an update once however often it comes', async () => {
    const update = wordsUpdate('Över vanlig HTTP.');
    expect((await post(school, update)).status).toBe(204);
    expect((await post(school, update, '?epoch=1&schema=1')).status).toBe(204);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await readDoc(teacher));
    expect(doc.getXmlFragment('body').toString()).toContain('Över vanlig HTTP.');
    const held = Buffer.from(Y.encodeStateVector(doc)).toString('base64url');
    expect((await post(school, wordsUpdate('Efteråt.'))).status).toBe(204);
    const diff = await readDoc(teacher, `?sv=${held}`);
    expect(Buffer.from(diff).includes('Efteråt.')).toBe(true);
    expect(Buffer.from(diff).includes('Över vanlig')).toBe(false);
    Y.applyUpdate(doc, diff);
    // What changes nothing is 204, a reader's too; what would change something is not.
    expect((await post(teacher, Y.encodeStateAsUpdate(doc))).status).toBe(204);
    expect((await post(teacher, wordsUpdate('Inte min sak.'))).status).toBe(403);
  });

  test('says 409 missingPredecessors, and takes the whole of it then', async () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedUpdate([withIds(paragraph('Ett.'))]));
    const since = Y.encodeStateVector(doc);
    doc.getXmlFragment('body').insert(1, [new Y.XmlElement('paragraph')]);
    const refused = await post(school, Y.encodeStateAsUpdate(doc, since));
    expect(refused).toMatchObject({ status: 409, body: { code: 'missingPredecessors' } });
    expect((await post(school, Y.encodeStateAsUpdate(doc))).status).toBe(204);
  });
});

test('a note for another group is 403', async () => {
  const note = { kind: 'note', leadershipGroup: 'forskola', title: 'Inte vår' };
  expect((await school.post('/api/documents', note)).status).toBe(403);
});

test('a seminar that is locked refuses the words of who has its note open, within a second and by type 5', async () => {
  const label = '2070-2071';
  expect((await coordinator.post('/api/school-years', { label, priorityAreas: [] })).status).toBe(201);
  const seminars = itemsOf(await coordinator.get(`/api/seminars?schoolYear=${label}`));
  const seminar = seminars.find((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola');
  const [seminarId, documentId] = [text(seminar, 'id'), text(seminar, 'documentId')];
  const headers = { cookie: school.cookie, origin: server.url };
  const place = { port: server.port, documentId, account: '', query: '?ack=1&epoch=1&schema=1' };
  const socket = await new Socket(place, new Y.Doc(), headers).synced();
  const say = (words: string): void => {
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText(words)]);
    socket.doc.getXmlFragment('body').push([line]);
  };
  const move = (to: string) => coordinator.post(`/api/seminars/${seminarId}/transitions`, { to });
  expect((await move('live')).status).toBe(200);
  say('Medan det pågår.');
  await socket.durable();
  expect((await move('locked')).status).toBe(200);
  const locked = Date.now();
  say('Efter låset.');
  await until('refused', () => socket.refused.length === 1);
  expect(Date.now() - locked).toBeLessThan(1000);
  expect(socket.refused).toEqual([{ code: expect.any(String), number: socket.sent }]);
  expect(socket.closedWith).toBeNull();
  await socket.leave();
});

test('wrong passwords never tell whether the account is there', async () => {
  const attempt = (email: string) => visitor.post('/api/auth/sign-in/email', { email, password: `${password}!` });
  const [known, unknown] = [await attempt('namnd@example.org'), await attempt('ingen@example.org')];
  expect([known.status, known.text]).toEqual([401, unknown.text]);
  expect((await write(visitor, noteId, wordsUpdate('Intrång'))).status).toBe(401);
});
