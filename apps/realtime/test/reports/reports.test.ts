/** Reports and presentations at the door: who gets which version, as what, and that a finalised one never changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedUpdate, withIds } from '@samsyn/document';
import { strFromU8, unzipSync } from 'fflate';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { write } from '../support/words.ts';

const faces = ['report.docx', 'report.pdf', 'report.html', 'report.json', 'presentation.pptx'] as const;

let server: TestServer;
let visitor: Client;
let coordinator: Client;
let published: string;
let open: string;

const idWith = async (state: string): Promise<string> => {
  const found = itemsOf(await coordinator.get('/api/analyses')).find((item) => member(item, 'state') === state);
  return String(member(found, 'id'));
};

const signedIn = async (email: string): Promise<Client> =>
  clientOf(server, await server.signIn(`${email}@example.org`));

const bytesAt = async (path: string, cookie = ''): Promise<{ status: number; bytes: Uint8Array; headers: Headers }> => {
  const answer = await fetch(`${server.url}${path}`, { headers: cookie === '' ? {} : { cookie } });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers };
};

const statusOf = async (client: Client, path: string): Promise<number> => (await client.get(path)).status;

/** Moves the analysis that is open for writing. */
const move = async (to: string): Promise<void> => {
  const { status, text } = await coordinator.post(`/api/analyses/${open}/transitions`, { to, reason: 'Prövat.' });
  expect([to, status, status === 200 ? '' : text]).toEqual([to, 200, '']);
};

beforeAll(async () => {
  server = await startServer();
  visitor = clientOf(server, '');
  coordinator = await signedIn('kvalitet');
  published = await idWith('published');
  open = await idWith('workingDraft');
}, 120_000);

afterAll(() => server.close());

describe('a published analysis', () => {
  it.each(faces)('gives everybody its %s, the same bytes with and without its version', async (face) => {
    const one = await bytesAt(`/api/analyses/${published}/${face}`);
    const other = await bytesAt(`/api/analyses/${published}/${face}?version=1`);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(one.bytes.length).toBeGreaterThan(5000);
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
  });

  it('says what its files are, with Swedish names', async () => {
    const { headers } = await bytesAt(`/api/analyses/${published}/report.docx`);
    expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="Verksamhetsanalys \d 20\d\d-20\d\d rapport\.docx"; filename\*=UTF-8''Verksamhetsanalys%20\d%2020\d\d%E2%80%9320\d\d%20rapport\.docx$/,
    );
    const slides = await bytesAt(`/api/analyses/${published}/presentation.pptx`);
    expect(slides.headers.get('content-disposition')).toContain('presentation.pptx');
    expect(slides.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has a page without scripts, under a policy that allows none', async () => {
    const { status, headers, text } = await visitor.get(`/api/analyses/${published}/report.html`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^inline/);
    expect(headers.get('content-security-policy')).toMatch(/script-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(text).toMatch(/<h1>Verksamhetsanalys \d<\/h1>/);
    expect(text).not.toMatch(/<script|Utkast/);
  });

  it('has no other version yet: 404; a version that is no number is 400', async () => {
    const at = `/api/analyses/${published}/report.pdf`;
    for (const client of [visitor, coordinator]) {
      expect(await statusOf(client, `${at}?version=2`)).toBe(404);
      expect(await statusOf(client, `${at}?version=x`)).toBe(400);
      expect(await statusOf(client, `${at}?version=1&version=1`)).toBe(400);
      expect(await statusOf(client, `${at}?other=1`)).toBe(400);
    }
  });
});

describe('what is not published', () => {
  it('is 401 for a visitor, there or not', async () => {
    for (const id of [open, 'ffffffffffffffffffffffff', 'nonsense'])
      expect(await statusOf(visitor, `/api/analyses/${id}/report.pdf`)).toBe(401);
    expect(await statusOf(visitor, `/api/analyses/${open}/report.pdf?version=1`)).toBe(401);
  });

  it('is 404 for who does not see it, 403 for who sees only that it is there', async () => {
    expect(await statusOf(coordinator, '/api/analyses/ffffffffffffffffffffffff/report.pdf')).toBe(404);
    expect(await statusOf(await signedIn('namnd'), `/api/analyses/${open}/report.pdf`)).toBe(404);
    expect(await statusOf(await signedIn('admin'), `/api/analyses/${open}/report.pdf`)).toBe(403);
    expect(await statusOf(await signedIn('admin'), `/api/analyses/${published}/report.json`)).toBe(200);
  });

  it('is a draft that says so for who may read it, and no version of its own before it is finalised', async () => {
    const teacher = await signedIn('forstelarare');
    const page = await teacher.get(`/api/analyses/${open}/report.html`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).toContain('Utkast');
    expect(await statusOf(teacher, `/api/analyses/${open}/report.html?version=1`)).toBe(404);
    const { bytes } = await bytesAt(`/api/analyses/${open}/presentation.pptx`, teacher.cookie);
    const slide = unzipSync(bytes)['ppt/slides/slide1.xml'];
    expect(slide && strFromU8(slide)).toContain('Utkast');
  });
});

/** An update that adds a claim, as an editor would send it. */
const claimCiting = (words: string, evidence: string): Uint8Array =>
  seedUpdate([
    withIds({
      type: 'claim',
      attrs: { kind: 'result' },
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: words },
            { type: 'citation', attrs: { targetType: 'evidence', targetId: evidence } },
          ],
        },
      ],
    }),
  ]);

describe('a version', () => {
  it('keeps its bytes when the next one is begun, and visitors get the published one', async () => {
    expect((await coordinator.post(`/api/analyses/${open}/draft`, null)).status).toBe(200);
    expect((await coordinator.patch(`/api/analyses/${open}`, { registryNumber: 'BUN 2019/777' })).status).toBe(200);
    await move('inReview');
    await move('finalised');
    const at = `/api/analyses/${open}`;
    const first = await bytesAt(`${at}/report.docx`, coordinator.cookie);
    const text = strFromU8(unzipSync(first.bytes)['word/document.xml'] ?? new Uint8Array());
    expect(text).toContain('BUN 2019/777');
    expect(text).not.toContain('Utkast');
    expect(await statusOf(visitor, `${at}/report.docx`)).toBe(401);
    await move('presented');
    await move('published');
    await move('workingDraft');
    const again = await bytesAt(`${at}/report.docx?version=1`, coordinator.cookie);
    const public_ = await bytesAt(`${at}/report.docx`);
    const next = await bytesAt(`${at}/report.docx`, coordinator.cookie);
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(Buffer.compare(first.bytes, public_.bytes)).toBe(0);
    expect(strFromU8(unzipSync(next.bytes)['word/document.xml'] ?? new Uint8Array())).toContain('Utkast');
    expect(await statusOf(visitor, `${at}/report.docx?version=2`)).toBe(404);
  });

  it('keeps edits flowing while reports are made: the server answers within a fifth of a second', async () => {
    const reports = Array.from({ length: 4 }, () => bytesAt(`/api/analyses/${open}/report.docx`, coordinator.cookie));
    const waits: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const from = performance.now();
      await fetch(`${server.url}/healthz`);
      waits.push(performance.now() - from);
    }
    expect((await Promise.all(reports)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(waits.toSorted((a, b) => a - b)[15]).toBeLessThan(200);
  });
});

describe('what is protected', () => {
  it('is blacked out in every face: in the text, in the evidence and in the tables that it cites', async () => {
    const made = await coordinator.post('/api/evidence', {
      title: 'Frånvaro per grupp',
      kind: 'table',
      source: 'Lärare för 811228-9874',
      period: '2019',
      text: 'Gäller 811228-9874.',
      table: {
        columns: [{ name: 'Grupp' }, { name: 'Antal elever' }],
        rows: [
          ['Pojkar', 4],
          ['Flickor', 7137],
        ],
      },
    });
    expect(made.status).toBe(201);
    const analysis = (await coordinator.get(`/api/analyses/${open}`)).body;
    const update = claimCiting('Eleven 811228-9874 har hög frånvaro.', String(member(made.body, 'id')));
    expect(await write(coordinator, String(member(analysis, 'documentId')), update)).toMatchObject({ status: 204 });
    const page = await coordinator.get(`/api/analyses/${open}/report.html`);
    expect(page.text).toContain('har hög frånvaro');
    expect(page.text).toContain('Frånvaro per grupp');
    for (const face of ['report.html', 'report.json']) {
      const { text } = await coordinator.get(`/api/analyses/${open}/${face}`);
      expect(text).not.toContain('9874');
      expect(text).toContain('[skyddad uppgift]');
    }
    expect(page.text).toMatch(/<th scope="row">Pojkar<\/th><td[^>]*>(?!4<)/);
    const { bytes } = await bytesAt(`/api/analyses/${open}/report.docx`, coordinator.cookie);
    expect(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).not.toContain('9874');
  });
});
