/** The demo is put in once: each product of the tests begins with a copy of what that left. */
import { rm } from 'node:fs/promises';
import { startProduct } from './product.ts';

/** Playwright's global setup. @returns what takes the data away */
const makeData = async (): Promise<() => Promise<void>> => {
  const product = await startProduct();
  await product.stop();
  process.env['E2E_DATA'] = product.dataDir;
  return () => rm(product.dataDir, { recursive: true, force: true });
};

export default makeData;
