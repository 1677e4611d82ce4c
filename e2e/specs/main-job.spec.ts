/** The main job from sign-in to the files, as two people in two browsers do it, with the power cut in the middle. */
import { expect, test } from '@playwright/test';
import { type Claim, claimsIn, type DocNode, textOf } from '@samsyn/document';
import type { Analysis, DraftCounts, ProvenanceItem } from '@samsyn/domain';
import { strFromU8, unzipSync } from 'fflate';
import { paper, saved, writeLine } from '../support/note.ts';
import { analysisOf, bodyOf, claimsOf, get, seminarOf, signIn, signInByForm } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

test.describe.configure({ mode: 'serial' });

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

const wordsIn = (file: Uint8Array, part: RegExp): string =>
  Object.entries(unzipSync(file))
    .filter(([name]) => part.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n')
    .replace(/<\/(?:w|a):p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const flat = (words: string): string => words.replace(/\s+/gu, ' ').trim();

test('two people write one note, both see both, and it survives that the power goes', async ({ browser }) => {
  const member = await signInByForm(browser, product, 'grundskola@example.org');
  const officer = await signInByForm(browser, product, 'forvaltning@example.org');
  const seminar = await seminarOf(member, 'grundskola');
  for (const page of [member, officer]) {
    await page.goto(`/seminarier/${seminar.id}`);
    await expect(paper(page)).toContainText('Närvaro', { ignoreCase: true });
    await expect(saved(page)).toBeVisible();
  }
  await writeLine(member, 'Rad från rektor om trygghet på rasten.');
  await expect(paper(officer)).toContainText('Rad från rektor om trygghet på rasten.');
  await writeLine(officer, 'Rad från förvaltningen om skolskjuts.');
  await expect(paper(member)).toContainText('Rad från förvaltningen om skolskjuts.');
  for (const page of [member, officer]) await expect(saved(page)).toBeVisible();

  await product.kill();
  await product.restart();

  await officer.reload();
  await expect(paper(officer)).toContainText('Rad från rektor om trygghet på rasten.');
  await expect(paper(officer)).toContainText('Rad från förvaltningen om skolskjuts.');
  const words = textOf(await bodyOf(officer, seminar.documentId));
  expect(words.match(/Rad från rektor om trygghet på rasten\./g)).toHaveLength(1);
  expect(words.match(/Rad från förvaltningen om skolskjuts\./g)).toHaveLength(1);
  for (const page of [member, officer]) await page.context().close();
});

test('the draft carries every claim of the three notes or says that it was left out, with the right sources', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const entry = await analysisOf(page, 3);
  await page.goto(`/analyser/${entry.id}`);
  const made = page.waitForResponse(
    (answer) => answer.url().endsWith('/draft') && answer.request().method() === 'POST',
  );
  await page.getByRole('button', { name: /Gör utkast|Uppdatera utkastet/ }).click();
  const counts = (await (await made).json()) as DraftCounts;
  expect(counts.unsupported).toBe(0);

  const claims = new Map<string, Claim>();
  for (const group of ['forskola', 'grundskola', 'kompetenscenter']) {
    const { documentId } = await seminarOf(page, group);
    for (const claim of await claimsOf(page, documentId)) claims.set(claim.id, claim);
  }
  expect(claims.size).toBeGreaterThan(30);

  const analysis = await get<Analysis>(page, `/api/analyses/${entry.id}`);
  const { items } = await get<{ items: ProvenanceItem[] }>(page, `/api/analyses/${entry.id}/provenance`);
  const carried = new Set(items.flatMap(({ sources }) => sources.map(({ blockId }) => blockId)));
  const leftOut = new Set((analysis.leftOut ?? []).map(({ blockId }) => blockId));
  const lost = [...claims.keys()].filter((id) => !carried.has(id) && !leftOut.has(id));
  expect(lost).toEqual([]);
  for (const { sources } of items) {
    for (const source of sources.filter(({ blockId }) => claims.has(blockId))) {
      expect(flat(source.text ?? '')).toBe(flat(claims.get(source.blockId)?.text ?? 'not there'));
    }
  }
  const again = await page.request.post(`/api/analyses/${entry.id}/draft`, { headers: { origin: product.url } });
  expect(await again.json()).toMatchObject({ added: 0, updated: 0, removed: 0 });
  await page.context().close();
});

const firstCarrier = (body: DocNode, items: ProvenanceItem[]): Claim => {
  const blocks = new Map(claimsIn(body).map((claim) => [claim.id, claim]));
  const found = items.map(({ draftBlockId }) => blocks.get(draftBlockId)).find((claim) => claim?.kind === 'result');
  if (!found) throw new Error('No drafted result');
  return found;
};

test('what a person writes in the draft survives a refresh', async ({ browser }) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const entry = await analysisOf(page, 3);
  await page.goto(`/analyser/${entry.id}`);
  const { items } = await get<{ items: ProvenanceItem[] }>(page, `/api/analyses/${entry.id}/provenance`);
  const block = firstCarrier(await bodyOf(page, entry.documentId), items);
  await paper(page).getByText(flat(block.text).slice(0, 40)).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Tillagt av förvaltningen.');
  await expect(paper(page)).toContainText('Tillagt av förvaltningen.');
  await expect(saved(page)).toBeVisible();
  await expect.poll(async () => textOf(await bodyOf(page, entry.documentId))).toContain('Tillagt av förvaltningen.');
  const made = page.waitForResponse((answer) => answer.url().endsWith('/draft'));
  await page.getByRole('button', { name: 'Uppdatera utkastet' }).click();
  expect((await made).status()).toBe(200);
  await expect(paper(page)).toContainText('Tillagt av förvaltningen.');
  await page.context().close();
});

test('the Rapport and the Presentation hold the claims of the draft', async ({ browser }) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const entry = await analysisOf(page, 3);
  const claims = claimsIn(await bodyOf(page, entry.documentId));
  const file = async (name: string): Promise<Uint8Array> => {
    const answer = await page.request.get(`/api/analyses/${entry.id}/${name}`);
    expect(answer.status(), name).toBe(200);
    return new Uint8Array(await answer.body());
  };
  const report = flat(wordsIn(await file('report.docx'), /^word\/(document|footnotes|endnotes)\.xml$/));
  const slides = flat(wordsIn(await file('presentation.pptx'), /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/));
  const sentenceOf = (claim: Claim): string => flat(claim.text.split('\n')[0] ?? '');
  expect(claims.map(sentenceOf).filter((words) => !report.includes(words))).toEqual([]);
  const presented = claims.filter(({ kind }) => kind === 'conclusion' || kind === 'action');
  expect(presented.map(sentenceOf).filter((words) => !slides.includes(words))).toEqual([]);
  expect(report).toContain('Utkast');
  expect(slides).toContain('Utkast');
  await page.context().close();
});
