/** The public pages as a visitor's browser gets them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let visitor: Client;
let page: string;

beforeAll(async () => {
  server = await startServer();
  visitor = clientOf(server, '');
  page = (await visitor.get('/arkiv')).text;
}, 120_000);

afterAll(() => server.close());

const hrefs = (text: string, start: string): string[] => [
  ...new Set(
    [...text.matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? '').filter((one) => one.startsWith(start)),
  ),
];
const rows = (): string[][] =>
  [...page.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map((row) =>
    [...(row[1] ?? '').matchAll(/<(td|th)[^>]*>([\s\S]*?)<\/\1>/g)].map((cell) =>
      (cell[2] ?? '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );

describe('/arkiv', () => {
  it('is Swedish, and whole without scripts', async () => {
    const { status, headers } = await visitor.get('/arkiv');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'none'.*frame-ancestors/);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(page).toMatch(/<html lang="sv">/);
    expect(page).toContain('<h1>Kvalitets- och förbättringsarbete</h1>');
    expect(page).not.toMatch(/<script| on\w+=| style="/);
  });

  it('has a row for each year and a cell for each analysis, empty where nothing is published', () => {
    const [head, ...years] = rows();
    expect(head).toEqual(['År', 'Verksamhetsanalys 1', 'Verksamhetsanalys 2', 'Verksamhetsanalys 3']);
    expect(years.map(([year]) => year)).toEqual(['2018–2019', '2017–2018']);
    const cells = years.flatMap((year) => year.slice(1));
    expect(cells.some((cell) => cell.includes('Inte publicerad ännu'))).toBe(true);
    const full = cells.filter((cell) => cell.includes('Rapport'));
    expect(full.length).toBeGreaterThan(0);
    for (const cell of full)
      expect(cell).toMatch(/Rapport PDF , \d+ sid(a|or) · Word Presentation PowerPoint, \d+ bilder$/);
  });

  it('leads to nothing that a visitor may not have', async () => {
    const links = [...hrefs(page, '/api/'), ...hrefs(page, '/arkiv/'), '/tillganglighet'];
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect([link, (await visitor.get(link)).status]).toEqual([link, 200]);
  });

  it('shows areas, plans, handbooks, annual cycles, initiatives and assignments', () => {
    for (const words of [
      'Prioriterade områden 2018–2019',
      'Systematiskt kvalitetsarbete',
      'Verksamhetsplaner',
      'Handböcker',
      'Årshjul',
      'Samverkan bästa skola',
      'Skolverket och Karlstads universitet',
      '18 förstelärare har särskilda uppdrag',
    ])
      expect(page).toContain(words);
  });

  it('takes no query', async () => {
    expect((await visitor.get('/arkiv?x=1')).status).toBe(400);
  });
});

describe('an installation that has not been given a name yet', () => {
  it('is called Samsyn on its public pages', async () => {
    const fresh = await startServer({ demo: false });
    try {
      for (const path of ['/arkiv', '/tillganglighet']) {
        const { text } = await clientOf(fresh, '').get(path);
        expect(/<title>(.*)<\/title>/.exec(text)?.[1]).toMatch(/ – Samsyn$/);
        expect(text).toMatch(/<\/svg>Samsyn<\/a>/);
      }
    } finally {
      await fresh.close();
    }
  });
});

describe('its other pages', () => {
  it('show published plans and handbooks, and nothing else', async () => {
    const [plan = ''] = hrefs(page, '/arkiv/planer/');
    const [handbook = ''] = hrefs(page, '/arkiv/handbocker/');
    for (const path of [plan, handbook]) {
      const { text } = await visitor.get(path);
      expect(text).toMatch(/<h1>[^<]+<\/h1>/);
      expect(text).toContain('<h2 id=');
      expect(text).not.toContain('<script');
    }
    const crossed = handbook.replace('handbocker', 'planer');
    for (const path of [crossed, '/arkiv/planer/ffffffffffffffffffffffff', '/arkiv/planer/nonsense']) {
      const { status, text } = await visitor.send(path, { headers: { accept: 'text/html' } });
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('Sidan finns inte');
    }
  });

  it('tell how accessible they are', async () => {
    const { text } = await visitor.get('/tillganglighet');
    expect(text).toContain('<h1>Tillgänglighetsredogörelse</h1>');
    expect(text).toContain('Digg');
  });
});

describe('its files', () => {
  it('are our own: a stylesheet that never changes under its name, and fonts that stay', async () => {
    const [stylesheet = ''] = hrefs(page, '/arkiv/stil.');
    const { headers, text } = await visitor.get(stylesheet);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toContain('text/css');
    expect(text).not.toMatch(/https?:/);
    const fonts = [...text.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) {
      const answer = await fetch(`${server.url}${font}`);
      expect([font, answer.status, answer.headers.get('content-type')]).toEqual([font, 200, 'font/woff2']);
    }
    expect((await visitor.get('/arkiv/typsnitt/passwd')).status).toBe(404);
  });
});
