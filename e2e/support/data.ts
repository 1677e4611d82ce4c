/** The demo is put in once: each product of the tests begins with a copy of what that left. */
import { rm } from 'node:fs/promises';
import { startProduct } from './product.ts';

/** Playwright's global setup. @returns what takes the data away */
const makeData = async (): Promise<() => Promise<void>> => {
  const { dataDir, stop } = await startProduct();
  await stop();
  process.env['E2E_DATA'] = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
};

export default makeData;
