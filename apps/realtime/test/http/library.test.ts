/** Evidence and references: added, searched, changed by those who may, merged, imported entry by entry. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { clientFor } from '../support/words.ts';

let server: TestServer;
let coordinator: Client;
let school: Client;
let preschool: Client;
let board: Client;

beforeAll(async () => {
  server = await startServer();
  [coordinator, school, preschool, board] = await Promise.all(
    ['kvalitet', 'grundskola', 'forskola', 'namnd'].map((name) => clientFor(server, `${name}@example.org`)),
  ).then((clients): [Client, Client, Client, Client] => {
    const [one, two, three, four] = clients;
    if (!one || !two || !three || !four) throw new Error('Four signed in');
    return [one, two, three, four];
  });
});
afterAll(() => server?.close());

const idIn = (answer: { body: unknown }): string => String(member(answer.body, 'id'));

describe('evidence', () => {
  const table = {
    kind: 'table',
    title: 'Måluppfyllelse i årskurs 6',
    source: 'Egen uppföljning',
    period: 'vt 2019',
    priorityArea: 'larmiljoer',
    leadershipGroup: 'grundskola',
    table: {
      columns: [{ name: 'Ämne' }, { name: 'Andel', unit: '%' }],
      rows: [
        ['Matematik', 81.5],
        ['Svenska', null],
      ],
    },
  };

  test('is kept as it was given, with who added it', async () => {
    const added = await school.post('/api/evidence', table);
    expect(added.status).toBe(201);
    const { body } = await preschool.get(`/api/evidence/${idIn(added)}`);
    expect(body).toMatchObject({
      ...table,
      leadershipGroup: { slug: 'grundskola' },
      addedBy: { name: expect.stringMatching(/\S/) },
      mayChange: false,
    });
    expect((await school.get(`/api/evidence/${idIn(added)}`)).body).toMatchObject({ mayChange: true });
  });

  test('is found by any of its words, in any order and case', async () => {
    await school.post('/api/evidence', { ...table, title: 'Xylofonkartläggning Åk 3' });
    for (const q of ['xylofon', 'ÅK xylofonkart', 'matematik XYLOFON', 'uppföljning xylofon'])
      expect(itemsOf(await school.get(`/api/evidence?q=${encodeURIComponent(q)}`))).toHaveLength(1);
    expect(itemsOf(await school.get('/api/evidence?q=xylofon%20saknas'))).toHaveLength(0);
  });

  test('is found by its kind, its area and its group, also beyond the first page', async () => {
    const link = { kind: 'link', title: 'Länken', url: 'https://example.org/', leadershipGroup: 'grundskola' };
    const id = idIn(await school.post('/api/evidence', { ...link, priorityArea: 'larmiljoer' }));
    await school.post('/api/evidence', { ...link, title: 'En nyare länk', leadershipGroup: 'forskola' });
    await school.post('/api/evidence', {
      kind: 'text',
      title: 'En nyare text',
      text: 'Svar',
      priorityArea: 'larmiljoer',
    });
    const found = async (query: string): Promise<string[]> =>
      itemsOf(await school.get(`/api/evidence?limit=1&${query}`)).map((item) => String(member(item, 'id')));
    expect(await found('')).not.toEqual([id]);
    expect(await found('kind=link&leadershipGroup=grundskola')).toEqual([id]);
    expect(await found('kind=link&priorityArea=larmiljoer&q=länken')).toEqual([id]);
    expect(await found('kind=link&priorityArea=larmiljoer&leadershipGroup=forskola')).toEqual([]);
    for (const query of ['kind=video', 'priorityArea=$ne', 'kind=link&kind=text'])
      expect((await school.get(`/api/evidence?${query}`)).status).toBe(400);
  });

  test('comes in the order that is asked for, as Swedish sorts, the same over many pages as in one', async () => {
    const titles = ['Örjan', 'zebra', 'Äpple', 'apa', 'Åska', 'Zorn', 'apa', 'Ärta'];
    for (const title of titles)
      await school.post('/api/evidence', { kind: 'text', title, text: 'Ordnad', source: title === 'apa' ? 'B' : '' });
    const walk = async (query: string, limit: number, name: string): Promise<unknown[]> => {
      const found: unknown[] = [];
      let cursor = '';
      do {
        const answer = await school.get(`/api/evidence?q=ordnad&limit=${limit}${query}${cursor}`);
        found.push(...itemsOf(answer).map((item) => member(item, name)));
        const next: unknown = Reflect.get(Object(answer.body), 'nextCursor');
        cursor = typeof next === 'string' ? `&cursor=${next}` : '';
      } while (cursor !== '' && found.length <= titles.length);
      return found;
    };
    const sorted = ['apa', 'apa', 'zebra', 'Zorn', 'Åska', 'Äpple', 'Ärta', 'Örjan'];
    expect(await walk('&sort=title', 3, 'title')).toEqual(sorted);
    expect(await walk('&sort=-title', 3, 'title')).toEqual(sorted.toReversed());
    const newest = await walk('', 3, 'id');
    expect(await walk('&sort=-added', 1, 'id')).toEqual(newest);
    expect(await walk('&sort=added', 3, 'id')).toEqual(newest.toReversed());
    expect((await walk('&sort=-source', 3, 'source')).join('')).toBe('BB');
    for (const sort of ['-source', 'source', 'title'])
      expect(await walk(`&sort=${sort}`, 2, 'id')).toEqual(await walk(`&sort=${sort}`, 100, 'id'));
    expect(new Set(await walk('&sort=source', 2, 'id')).size).toBe(titles.length);
  });

  test('tells nobody where in an order stands what they may not see', async () => {
    const hidden = idIn(await school.post('/api/evidence', { kind: 'text', title: 'Hemlig', text: 'Inte citerad' }));
    const cursor = Buffer.from(hidden, 'utf8').toString('base64url');
    expect((await school.get(`/api/evidence?sort=title&cursor=${cursor}`)).status).toBe(200);
    expect((await board.get(`/api/evidence?sort=title&cursor=${cursor}`)).status).toBe(400);
  });

  test('is changed by who added it and by the administration, by nobody else, never into another kind', async () => {
    const id = idIn(await school.post('/api/evidence', { kind: 'text', title: 'Enkät', text: 'Svar' }));
    expect((await preschool.patch(`/api/evidence/${id}`, { title: 'Kapad' })).status).toBe(403);
    expect((await school.patch(`/api/evidence/${id}`, { title: 'Elevenkät' })).body).toMatchObject({
      title: 'Elevenkät',
      text: 'Svar',
    });
    expect((await coordinator.patch(`/api/evidence/${id}`, { text: 'Alla svar' })).status).toBe(200);
    expect((await school.patch(`/api/evidence/${id}`, { kind: 'link', url: 'https://example.org/' })).status).toBe(422);
    expect((await school.patch(`/api/evidence/${id}`, { text: '' })).status).toBe(422);
    expect(itemsOf(await school.get('/api/evidence?q=elevenkät%20alla'))).toHaveLength(1);
  });

  test('is seen by the board when a presented analysis cites it, and else not', async () => {
    const all = itemsOf(await coordinator.get('/api/evidence?limit=200')).map((item) => String(member(item, 'id')));
    const seen = itemsOf(await board.get('/api/evidence?limit=200')).map((item) => String(member(item, 'id')));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(all.length);
    const hidden = all.find((id) => !seen.includes(id)) ?? '';
    expect((await board.get(`/api/evidence/${seen[0]}`)).status).toBe(200);
    expect((await board.get(`/api/evidence/${hidden}`)).status).toBe(404);
    expect(itemsOf(await board.get('/api/references')).length).toBeGreaterThan(0);
  });
});

describe('references', () => {
  const csl = {
    type: 'article-journal',
    title: 'Kollegialt lärande i praktiken',
    author: [{ family: 'Påhitt', given: 'Anna' }],
    issued: { 'date-parts': [[2016]] },
    'container-title': 'Pedagogisk prövning',
    DOI: '10.9999/PROV.2016.1',
  };

  test('are the same work by DOI, whatever its case or prefix', async () => {
    const first = await school.post('/api/references', { csl, finding: 'Det hjälper.' });
    expect(first.status).toBe(201);
    for (const DOI of ['https://doi.org/10.9999/prov.2016.1', 'doi:10.9999/Prov.2016.1', ' 10.9999/PROV.2016.1 ']) {
      const again = await preschool.post('/api/references', { csl: { ...csl, title: 'En annan titel', DOI } });
      expect(again).toMatchObject({ status: 200, body: { id: idIn(first) } });
    }
    const seen = await school.get(`/api/references/${idIn(first)}`);
    expect(seen.body).toMatchObject({
      label: 'Påhitt 2016',
      citation: expect.stringContaining('Kollegialt lärande i praktiken'),
      finding: 'Det hjälper.',
    });
  });

  test('are the same work by title and year where a DOI is missing, and two where two DOIs differ', async () => {
    const { DOI: _none, ...plain } = csl;
    const title = { title: 'Läsning på djupet' };
    const first = await school.post('/api/references', { csl: { ...plain, ...title } });
    const again = await school.post('/api/references', {
      csl: { ...plain, title: 'LÄSNING  på djupet.', DOI: '10.9999/djup' },
      contextNote: 'Prövad hos oss.',
    });
    expect(again).toMatchObject({ status: 200, body: { id: idIn(first) } });
    const merged = await school.get(`/api/references/${idIn(first)}`);
    expect(merged.body).toMatchObject({ csl: { DOI: '10.9999/djup', ...title }, contextNote: 'Prövad hos oss.' });
    const other = await school.post('/api/references', { csl: { ...plain, ...title, DOI: '10.9999/ytan' } });
    expect(other.status).toBe(201);
    const nextYear = { ...plain, ...title, issued: { 'date-parts': [[2017]] } };
    expect((await school.post('/api/references', { csl: nextYear })).status).toBe(201);
  });

  test('added by several at once stand there once', async () => {
    const same = { csl: { ...csl, title: 'Samtidighet', DOI: '10.9999/samtidig' } };
    const answers = await Promise.all([0, 1, 2, 3].map(() => school.post('/api/references', same)));
    expect(new Set(answers.map(idIn)).size).toBe(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 201]);
  });

  test('are changed by who added them', async () => {
    const id = idIn(await school.post('/api/references', { csl: { type: 'book', title: 'Ändras snart' } }));
    expect((await preschool.patch(`/api/references/${id}`, { finding: 'Nej' })).status).toBe(403);
    const changed = await school.patch(`/api/references/${id}`, { csl: { type: 'book', title: 'Ändrad' } });
    expect(changed.body).toMatchObject({ csl: { title: 'Ändrad' }, citation: expect.stringContaining('Ändrad') });
  });
});

const send = (format: string, text: string) => school.post('/api/references/import', { format, text });

describe('an import', () => {
  test('of BibTeX takes what is whole, and tells the line of what is not', async () => {
    const text = `% min lista
@string{pp = "Pedagogisk prövning"}
@article{ett, title={Den första {Posten}}, author={Berg, Åsa and Lind, Bo}, year={2011}, journal=pp, doi={10.9999/bib.1}}
@article{trasig, title={Utan slut, year=2012
@book{tva, title={Den andra posten}, author={Ek, Cia}, year=2013}
@misc{titellos, author={Ingen, Alls}}
@article{ett, title={Samma igen}, year={2011}, doi={10.9999/BIB.1}}
`;
    const { status, body } = await send('bibtex', text);
    expect(status).toBe(200);
    expect(body).toMatchObject({ added: 2, merged: 1 });
    const rejected = member(body, 'rejected');
    expect(Array.isArray(rejected) && rejected.map((one) => member(one, 'line'))).toEqual([4, 6]);
    const [found] = itemsOf(await school.get('/api/references?q=f%C3%B6rsta%20posten'));
    expect(found).toMatchObject({ label: 'Berg & Lind 2011', csl: { 'container-title': 'Pedagogisk prövning' } });
  });

  test('of RIS does the same', async () => {
    const text = [
      'TY  - JOUR',
      'TI  - Rastens pedagogik',
      'AU  - Sten, Dag',
      'PY  - 2014',
      'ER  - ',
      '',
      'TY  - BOOK',
      'AU  - Utan, Titel',
      'ER  - ',
    ].join('\r\n');
    expect((await send('ris', text)).body).toMatchObject({ added: 1, merged: 0, rejected: [{ line: 7 }] });
    expect((await send('ris', text)).body).toMatchObject({ added: 0, merged: 1 });
  });

  test('of CSL-JSON does the same, whatever is broken between', async () => {
    const text = `[
  {"type": "book", "title": "Hel post", "issued": {"date-parts": [[2001]]}},
  {"type": "book", "title": },
  {"type": "book", "title": "Farlig post", "URL": "javascript:alert(1)"},
  {"type": "book", "title": "Proto", "__proto__": {"x": 1}},
  {"type": "book", "title": "Ännu en hel"}
]`;
    const { body } = await send('csl-json', text);
    expect(body).toMatchObject({ added: 2, merged: 0, rejected: [{ line: 3 }, { line: 4 }, { line: 5 }] });
  });

  test('of something else says so', async () => {
    const { body } = await send('bibtex', 'Detta är ingen lista.');
    expect(body).toMatchObject({ added: 0, merged: 0, rejected: [{ line: 1, why: expect.stringMatching(/\S/) }] });
  });
});
