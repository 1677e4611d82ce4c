/** What is checked without running anything of the product: each gives whether it passes. */
import { bin, run, turbo } from './workspace.mjs';

export const checks = [
  ['types', async () => (await turbo('typecheck')) === 0],
  ['lint', async () => (await run(bin('oxlint'), ['--type-aware', '--quiet'])) === 0],
  ['format', async () => (await run(bin('oxfmt'), ['--check'])) === 0],
];
