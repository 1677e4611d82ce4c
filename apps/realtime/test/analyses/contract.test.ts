/** The way of a draft to the letter of the public interface: refreshes, sources, what is missing, what the public sees. */
import { describe, expect, test } from 'vitest';
import { attr, childrenOf, readBody } from '@samsyn/document';
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { startServer } from '../support/server.ts';
import {
  append,
  bring,
  claim,
  claimElement,
  draft,
  edit,
  firstText,
  makeRound,
  move,
  open,
  provenance,
  roundOf,
  type Round,
  useTown,
} from './support/year.ts';

const town = useTown();

const paragraph = (id: string, text: string) => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const seen = async (round: Round): Promise<unknown> =>
  (await town.people.quality.get(`/api/analyses/${round.analysisId}`)).body;
const missingOf = (body: unknown): unknown[] => Object(body).missing?.map((one: unknown) => member(one, 'kind')) ?? [];

describe('a refresh', () => {
  test('lets an untouched block go with its source, counts what nobody supports, and offers a conflict once', async () => {
    const { quality } = town.people;
    const round = await makeRound(town);
    const note = round.notes.grundskola;
    await append(quality, note, [
      claim({ id: 'a', text: 'Studieron har blivit bättre i årskurs fem.' }),
      claim({ id: 'b', text: 'Skolgården är trång på rasterna.' }),
    ]);
    await draft(quality, round);
    const blocks = childrenOf(readBody(await open(town.server, quality, round.documentId)));
    expect(blocks.length).toBeGreaterThan(2);
    for (const block of blocks) expect([attr(block, 'id'), attr(block, 'key')]).not.toContain(null);

    await edit(town, quality, round.documentId, (doc) => {
      firstText(claimElement(doc, 'Studieron')).insert(0, 'Vi ser att ');
    });
    await append(quality, round.documentId, [claim({ id: 'egen', text: 'Skrivet direkt i utkastet.' })]);
    await edit(town, quality, note, (doc) => {
      firstText(claimElement(doc, 'Studieron')).insert(0, 'Enligt enkäten: ');
      const body = doc.getXmlFragment('body');
      body.delete(body.toArray().indexOf(claimElement(doc, 'Skolgården')), 1);
    });
    const first = await draft(quality, round);
    expect(first.body).toMatchObject({ added: 0, updated: 0, removed: 1, conflicts: 1, unsupported: 1 });
    const again = await draft(quality, round);
    expect(again.body).toMatchObject({ added: 0, updated: 0, removed: 0, conflicts: 1, unsupported: 1 });
    expect(Object.values(Object(again.body)).every((one) => typeof one === 'number')).toBe(true);
    const doc = await open(town.server, quality, round.documentId);
    expect(JSON.stringify(readBody(doc)).match(/Enligt enkäten: /g)).toHaveLength(1);
    expect(JSON.stringify(readBody(doc))).not.toContain('Skolgården');

    // An open suggestion is rejected in every face of a draft, and a draft says that it is one.
    for (const face of ['report.html', 'report.json']) {
      const { text } = await quality.get(`/api/analyses/${round.analysisId}/${face}`);
      expect(text).toContain('Vi ser att Studieron');
      expect(text).not.toContain('Enligt enkäten');
      if (face === 'report.html') expect(text).toContain('Utkast');
    }
  });
});

describe('where words come from', () => {
  test('is told by claims with what each cites; what they cite is no source, and may stand in another year', async () => {
    const { quality } = town.people;
    const before = await makeRound(town, 3);
    await append(quality, before.notes.grundskola, [
      claim({ id: 'gammalt-resultat', text: 'Närvaron steg under våren.' }),
      claim({ id: 'gammal-atgard', kind: 'action', text: 'Vi ringer hem från första dagen.' }),
    ]);
    const round = await makeRound(town, 1);
    const [evidence, reference] = await Promise.all([
      quality.post('/api/evidence', { kind: 'text', title: 'Enkät', text: 'Svaren.' }),
      quality.post('/api/references', { csl: { type: 'book', title: 'Boken om närvaro' } }),
    ]);
    const [evidenceId, referenceId] = [evidence, reference].map(({ body }) => String(member(body, 'id')));
    await append(quality, round.notes.grundskola, [
      claim({ id: 'o', kind: 'cause', text: 'Teamet ringer hem samma dag.', cites: ['gammalt-resultat'] }),
      claim({
        id: 's',
        kind: 'conclusion',
        text: 'Tidiga samtal hjälper.',
        cites: ['o', `evidence:${evidenceId}`, `reference:${referenceId}`],
      }),
    ]);
    await draft(quality, round);
    const items = await provenance(quality, round);
    const of = (blockId: string): unknown =>
      items.find((item) => JSON.stringify(member(item, 'sources')).includes(`"blockId":"${blockId}"`));
    expect(member(of('s'), 'sources')).toMatchObject([
      {
        seminarId: expect.stringMatching(/^[0-9a-f]{24}$/),
        documentId: round.notes.grundskola,
        blockId: 's',
        text: 'Tidiga samtal hjälper.',
        evidence: [evidenceId],
        references: [referenceId],
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('gammalt-resultat');
    const gaps = member(await seen(round), 'gaps');
    // The result stands in another year's note: the cause follows from it all the same.
    expect(gaps).not.toContainEqual(expect.objectContaining({ claimId: 'o' }));
    // Round 1 asks for the effects of round 3 of the year before.
    expect(gaps).toContainEqual({
      kind: 'previousActionWithoutEffect',
      claimId: 'gammal-atgard',
      text: expect.stringMatching(/\S/),
    });
    for (const gap of Object(gaps)) expect(gap).toEqual(expect.objectContaining({ text: expect.stringMatching(/\S/) }));
  });

  test('links are proposed from who would cite, contradictions by claim ids, and nothing protected takes part', async () => {
    const { quality } = town.people;
    const round = await makeRound(town);
    await append(quality, round.notes.forskola, [
      claim({ id: 'm', text: 'Tiden för dokumentation har minskat sedan lärplattformen infördes.' }),
    ]);
    await append(quality, round.notes.grundskola, [
      claim({ id: 'r', text: 'Tiden för dokumentation har ökat sedan lärplattformen infördes.' }),
      claim({ id: 'c', kind: 'cause', text: 'Mallarna är fler än förr.' }),
      claim({ id: 'p', text: 'Bara 3 av 7 elever nådde målen.' }),
      claim({ id: 'q', kind: 'cause', text: 'Elev 701063-2391 behöver stöd.' }),
      paragraph('u1', 'Ring 701063-2391.'),
      paragraph('u2', 'Xyz.'),
    ]);
    await draft(quality, round);
    const told = await seen(round);
    expect(told).toMatchObject({
      proposedLinks: [{ from: 'c', to: 'r', why: expect.stringMatching(/\S/) }],
      contradictions: [{ claimIds: ['m', 'r'], text: expect.stringMatching(/\S/) }],
      findings: expect.arrayContaining([
        { kind: 'samordningsnummer', documentId: round.notes.grundskola, blockId: 'q' },
        { kind: 'samordningsnummer', documentId: round.notes.grundskola, blockId: 'u1' },
      ]),
      unmarked: [
        { documentId: round.notes.grundskola, blockId: 'u1', suggestedKind: null },
        { documentId: round.notes.grundskola, blockId: 'u2', text: 'Xyz.', suggestedKind: null },
      ],
    });
    expect(JSON.stringify(member(told, 'gaps'))).not.toMatch(/"claimId":"[pq]"/);
    const refused = await move(quality, round, 'inReview');
    expect([refused.status, missingOf(refused.body)]).toEqual([409, ['samordningsnummer']]);
    expect(refused.text).not.toContain('2391');
  });
});

/** What the public page shows of a school year: the addresses in each of its three cells. */
const cellsOf = async ({ schoolYear }: Round): Promise<string[][]> => {
  const { text } = await town.people.visitor.get('/arkiv');
  const row = text.split('<tr>').find((one) => one.includes(schoolYear.replace('-', '–'))) ?? '';
  return row
    .split(/<td/)
    .slice(1)
    .map((cell) => [...cell.matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? ''));
};

test('(28) a name that was deleted is in nothing that the nämnd and the public see, nor in sync, exports and lists', async () => {
  const { quality, board, visitor, leadTeacher } = town.people;
  const round = await makeRound(town);
  const note = round.notes.grundskola;
  await append(quality, note, [
    claim({ id: 'namn', text: 'Kalle Svensson har slutat komma till lektionerna.' }),
    claim({ id: 'kvar', text: 'De flesta trivs i skolan.' }),
    paragraph('omarkt', 'Kalle Svensson bor numera hos sin mormor.'),
  ]);
  await draft(quality, round);
  const analysis = `/api/analyses/${round.analysisId}`;
  const bytesOf = async (client: Client, id: string): Promise<string> => {
    const answer = await fetch(`${town.server.url}/api/documents/${id}/updates`, {
      headers: { cookie: client.cookie },
    });
    return answer.text();
  };
  const texts = async (client: Client, paths: string[]): Promise<string[]> =>
    Promise.all(
      paths.map(async (path) => {
        const { status, text } = await client.get(path);
        expect([path, status]).toEqual([path, 200]);
        return text;
      }),
    );
  const seenInside = async (): Promise<string[]> => [
    ...(await texts(quality, [
      analysis,
      `${analysis}/provenance`,
      `${analysis}/report.html`,
      `${analysis}/report.json`,
    ])),
    ...(await texts(quality, ['/api/search?q=Svensson', `/api/claims?schoolYear=${round.schoolYear}`])),
    await bytesOf(quality, note),
    await bytesOf(leadTeacher, round.documentId),
  ];
  expect((await seenInside()).filter((one) => one.includes('Svensson')).length).toBeGreaterThanOrEqual(6);
  await edit(town, quality, note, (doc) => {
    const body = doc.getXmlFragment('body');
    for (const block of body.toArray())
      if (block.toString().includes('Svensson')) body.delete(body.toArray().indexOf(block), 1);
  });
  expect((await draft(quality, round)).body).toMatchObject({ removed: 1 });
  expect((await seenInside()).filter((one) => one.includes('Svensson'))).toEqual([]);
  await quality.patch(analysis, { registryNumber: 'BUN 2100:28' });
  await bring(quality, round, 'inReview', 'finalised', 'presented', 'published');
  const outside = [
    ...(await texts(board, [analysis, `${analysis}/provenance`, `${analysis}/report.html`])),
    ...(await texts(visitor, [`${analysis}/report.html`, `${analysis}/report.json`, '/arkiv'])),
    await bytesOf(board, round.documentId),
  ];
  expect(outside.filter((one) => one.includes('De flesta trivs')).length).toBeGreaterThanOrEqual(5);
  expect(outside.filter((one) => one.includes('Svensson'))).toEqual([]);
});

describe('versions', () => {
  let round: Round;
  let first: string;

  test('a year without anything published has a row with empty cells, a published analysis its page', async () => {
    const { quality, visitor } = town.people;
    round = await makeRound(town);
    expect(await cellsOf(round)).toEqual([[], [], []]);
    await append(quality, round.notes.grundskola, [claim({ id: 'a', text: 'De flesta trivs i skolan.' })]);
    await draft(quality, round);
    const number = await quality.patch(`/api/analyses/${round.analysisId}`, { registryNumber: 'BUN 2100:1' });
    const entry = { id: round.analysisId, number: 1, state: 'workingDraft', documentId: round.documentId };
    expect(number).toMatchObject({ status: 200 });
    expect(number.body).toEqual(entry);
    const moved = await move(quality, round, 'inReview', '');
    expect(moved).toMatchObject({ status: 200 });
    expect(moved.body).toEqual({ ...entry, state: 'inReview' });
    await bring(quality, round, 'finalised', 'presented');
    const report = `/api/analyses/${round.analysisId}/report.html`;
    expect((await visitor.get(`${report}?version=1`)).status).toBe(401);
    await bring(quality, round, 'published');
    expect((await cellsOf(round))[0]).toContain(report);
    const page = await visitor.get(report);
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toMatch(/<h1>/);
    expect(page.text).not.toMatch(/<script/);
    first = page.text;
  });

  test('the public page keeps the latest published one while the next is written, and each its bytes', async () => {
    const { quality, visitor } = town.people;
    const report = `/api/analyses/${round.analysisId}/report.html`;
    await bring(quality, round, 'workingDraft');
    const next = await roundOf(quality, round.schoolYear, 1);
    expect(next.documentId).not.toBe(round.documentId);
    await edit(town, quality, next.documentId, (doc) =>
      firstText(claimElement(doc, 'De flesta')).insert(0, 'Rättat: '),
    );
    await bring(quality, next, 'inReview', 'finalised', 'presented');
    expect((await visitor.get(report)).text).toBe(first);
    expect((await visitor.get(`${report}?version=2`)).status).toBe(404);
    expect((await cellsOf(round))[0]?.join(' ')).not.toContain('version=2');
    await bring(quality, next, 'published');
    expect((await visitor.get(report)).text).toContain('Rättat: ');
    expect((await visitor.get(`${report}?version=1`)).text).toBe(first);
    const cell = (await cellsOf(round))[0] ?? [];
    expect((await visitor.get(cell.find((href) => href.includes('report.html')) ?? '')).text).toContain('Rättat: ');
  });

  test('after a power cut drafts, lists and published files are what was answered', async () => {
    const { quality } = town.people;
    const drafted = await makeRound(town);
    await append(quality, drafted.notes.forskola, [claim({ id: 'x', text: 'Varaktigt när det är svarat.' })]);
    expect((await draft(quality, drafted)).status).toBe(200);
    const { dataDir } = town.server;
    await town.server.kill();
    const server = await startServer({ dataDir });
    town.server = server;
    const client = clientOf(server, await server.signIn('kvalitet@example.org'));
    expect(JSON.stringify(readBody(await open(server, client, drafted.documentId)))).toContain('Varaktigt');
    expect(itemsOf(await client.get(`/api/analyses/${drafted.analysisId}/provenance`))).toHaveLength(1);
    expect(member((await client.get(`/api/analyses/${drafted.analysisId}`)).body, 'gaps')).toContainEqual(
      expect.objectContaining({ claimId: 'x' }),
    );
    const report = `/api/analyses/${round.analysisId}/report.html?version=1`;
    expect((await clientOf(server, '').get(report)).text).toBe(first);
  });
});
