/** The addresses of the app's pages: what is not there, or not for this account, is a page with 404; nobody tells the two apart. */
import { io as connect } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { clientFor, wordsUpdate } from '../support/words.ts';
import { Client as Socket } from '../sync/support/client.ts';

const nobodys = '0'.repeat(24);
let server: TestServer;
let people: Record<'visitor' | 'coordinator' | 'school' | 'preschool' | 'board' | 'admin', Client>;
let ids: Record<'seminar' | 'draft' | 'published' | 'note' | 'evidence' | 'reference', string>;

const idOf = (value: unknown): string => String(member(value, 'id'));

beforeAll(async () => {
  server = await startServer();
  const emails = ['kvalitet', 'grundskola', 'forskola', 'namnd', 'admin'];
  const signedIn = await Promise.all(emails.map((name) => clientFor(server, `${name}@example.org`)));
  const visitor = clientOf(server, '');
  const [coordinator = visitor, school = visitor, preschool = visitor, board = visitor, admin = visitor] = signedIn;
  people = { visitor, coordinator, school, preschool, board, admin };
  const seminars = itemsOf(await coordinator.get('/api/seminars?schoolYear=2018-2019'));
  const seminar = seminars.find((one) => member(one, 'leadershipGroup', 'slug') === 'grundskola');
  const analyses = itemsOf(await coordinator.get('/api/analyses'));
  const inState = (state: string) => idOf(analyses.find((one) => member(one, 'state') === state));
  const text = { kind: 'text', title: 'Ingen hänvisar hit', text: 'Ord.' };
  ids = {
    seminar: idOf(seminar),
    note: String(member(seminar, 'documentId')),
    draft: inState('workingDraft'),
    published: inState('published'),
    evidence: idOf((await coordinator.post('/api/evidence', text)).body),
    reference: idOf((await coordinator.post('/api/references', { csl: { type: 'book', title: 'Utan läsare' } })).body),
  };
});
afterAll(() => server?.close());

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const script = /<script type="module"[^>]* src="\/assets\//;

/** Which page is whose: the first may open it, the second may not (null: all who are signed in may). */
const pages = [
  ['/seminarier', 'seminar', 'school', 'board'],
  ['/seminarier', 'seminar', 'preschool', 'board'],
  ['/analyser', 'draft', 'school', 'board'],
  ['/analyser', 'published', 'board', null],
  ['/dokument', 'note', 'school', 'preschool'],
  ['/dokument', 'note', 'coordinator', 'admin'],
  ['/underlag', 'evidence', 'school', 'board'],
  ['/referenser', 'reference', 'admin', 'board'],
] as const;

describe.each(pages)('%s/ID of a %s', (path, thing, who, other) => {
  test(`is the app’s page to ${who}`, async () => {
    const page = await people[who].get(`${path}/${ids[thing]}`, html);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(page.text).toMatch(script);
    expect(page.text).not.toContain('Sidan finns inte');
  });

  test('is a Swedish page with 404 for an id that is nobody’s, and the very same for what is not theirs', async () => {
    const reader = people[other ?? who];
    const missing = await reader.get(`${path}/${nobodys}`, html);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toMatch(/^text\/html/);
    expect(missing.headers.get('cache-control')).toBe('no-store');
    expect(missing.text).toContain('<html lang="sv">');
    expect(missing.text).toContain('<title>Sidan finns inte');
    // The app draws it, with its bar and in the reader's language; who has no scripts reads it all the same.
    expect(missing.text).toMatch(script);
    expect(missing.text).toMatch(/<noscript>[^]*<h1>Sidan finns inte<\/h1>[^]*<\/noscript>/);
    if (other === null) return;
    const foreign = await reader.get(`${path}/${ids[thing]}`, html);
    const plain = ({ status, text, headers }: typeof foreign) => {
      const { date: _date, ...rest } = Object.fromEntries(headers);
      return { status, text, rest };
    };
    expect(plain(foreign)).toEqual(plain(missing));
  });

  test('is the way in to a visitor, be it there or not', async () => {
    const [there, missing] = [
      await people.visitor.get(`${path}/${ids[thing]}`, html),
      await people.visitor.get(`${path}/${nobodys}`, html),
    ];
    expect([there.status, missing.status]).toEqual([200, 200]);
    expect(missing.text).toBe(there.text);
    const ended = clientOf(server, 'samsyn.session_token=ended.c2lnbmF0dXJl');
    expect((await ended.get(`${path}/${ids[thing]}`, html)).status).toBe(200);
  });
});

const known = [
  '/',
  '/seminarier',
  '/analyser',
  '/underlag',
  '/underlag/nytt',
  '/referenser',
  '/referenser/ny',
  '/referenser/importera',
  '/planer',
  '/planer/handbocker',
  '/planer/utvecklingsarbeten',
  '/administration',
  '/administration/logg',
  '/sok?q=x',
];
const unknown = [
  '/finns/inte',
  '/index.html',
  '/seminarier/nytt',
  `/seminarier/${nobodys}/mer`,
  '/analyser/__proto__',
  '/dokument',
  '/dokument/1',
  '/underlag/ny',
  '/referenser/nytt',
  '/planer/nej',
  '/administration/nej',
];

test.each(known)('%s is there for everybody, signed in or not', async (path) => {
  const answers = await Promise.all([people.visitor, people.board, people.admin].map((one) => one.get(path, html)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test.each(unknown)('%s is nowhere: a page with 404, to who is signed in the app’s own', async (path) => {
  const [visitor, member_] = [await people.visitor.get(path, html), await people.school.get(path, html)];
  for (const page of [visitor, member_]) {
    expect(page.status).toBe(404);
    expect(page.text).toMatch(/<html lang="sv">[^]*<h1>Sidan finns inte<\/h1>/);
  }
  expect(visitor.text).not.toMatch(/<script/);
  expect(member_.text).toMatch(script);
  const program = await people.school.get(path, { accept: 'application/json' });
  expect([program.status, program.body]).toMatchObject([404, { code: 'notFound' }]);
});

test('a page of the public archive that is not there carries no script, whoever asks', async () => {
  for (const path of [`/arkiv/planer/${nobodys}`, '/arkiv/nej'])
    for (const one of [people.visitor, people.school]) {
      const page = await one.get(path, html);
      expect(page.status).toBe(404);
      expect(page.text).toContain('Sidan finns inte');
      expect(page.text).not.toMatch(/<script/);
    }
});

/** How the room of a seminar answers who would join it. */
const join = (client: Client, seminarId: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = connect(`${server.url}/seminar`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { cookie: client.cookie, origin: server.url },
    });
    socket.on('connect_error', reject);
    socket.emit('seminar:join', { seminarId }, (answer: unknown) => {
      socket.disconnect();
      resolve(answer);
    });
  });

test('(24) another group’s text and one that is nowhere are refused alike by page, REST, sync and Socket.IO', async () => {
  const knock = async (client: Client, documentId: string, seminarId: string): Promise<unknown> => {
    const path = `/api/documents/${documentId}`;
    const binary = { 'content-type': 'application/octet-stream' };
    const asked = await Promise.all([
      client.get(path),
      client.get(`${path}/updates`),
      client.get(`${path}/versions`),
      client.send(`${path}/updates`, { method: 'POST', body: wordsUpdate('Intrång'), headers: binary }),
      client.get(`/dokument/${documentId}`, html),
    ]);
    const headers = { cookie: client.cookie, origin: server.url };
    const place = { port: server.port, documentId, account: '', query: '?ack=1' };
    const socket = new Socket(place, new Y.Doc(), headers);
    const closed = await socket.closed();
    const heard = socket.heard.length;
    return {
      answers: asked.map(({ status, text }) => [status, text]),
      closed,
      heard,
      room: await join(client, seminarId),
    };
  };
  const missing = await knock(people.preschool, nobodys, nobodys);
  expect(missing).toMatchObject({ closed: 4403, heard: 0, room: { ok: false, code: 'notFound' } });
  expect(member(missing, 'answers', 3, 0)).toBe(404);
  expect(await knock(people.preschool, ids.note, ids.seminar)).toEqual(missing);
  // The same doors, asked by who may.
  expect(await join(people.school, ids.seminar)).toMatchObject({ ok: true });
  expect((await people.school.get(`/api/documents/${ids.note}`)).status).toBe(200);
  const place = { port: server.port, documentId: ids.note, account: '' };
  const own = new Socket(place, new Y.Doc(), { cookie: people.school.cookie, origin: server.url });
  await (await own.synced()).leave();
});
