/** Lists that are longer than what a page fetches of them at first. */
import { expect, test } from '@playwright/test';
import { signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

test('a filter finds evidence that is older than the hundred newest', async ({ browser }) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const add = async (title: string, more: object): Promise<void> => {
    const data = { title, source: 'Enkäten', period: '2019', ...more };
    const answer = await page.request.post('/api/evidence', { headers: { origin: product.url }, data });
    expect(answer.status()).toBe(201);
  };
  await add('Den enda länken om lekmiljöer', {
    kind: 'link',
    url: 'https://www.example.org/',
    leadershipGroup: 'forskola',
  });
  for (let number = 1; number <= 100; number += 1) await add(`Anteckning ${number}`, { kind: 'text', text: 'Ord.' });

  await page.goto('/underlag');
  await expect(page.getByRole('link', { name: 'Anteckning 100' })).toBeVisible();
  await page.getByLabel('Slag', { exact: true }).selectOption('link');
  await expect(page.getByRole('link', { name: 'Den enda länken om lekmiljöer' })).toBeVisible();
  await page.getByLabel('Ledningsgrupp', { exact: true }).selectOption('forskola');
  await expect(page.getByRole('link', { name: 'Den enda länken om lekmiljöer' })).toBeVisible();
  await page.context().close();
});
