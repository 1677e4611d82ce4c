import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/test/**/*.test.{ts,tsx}'],
    // Tests start many stores and servers: what Node compiles for one is there for the next, as with the commands.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Most of their time tests wait, for disks, clocks and other processes.
    maxWorkers: 4,
  },
});
