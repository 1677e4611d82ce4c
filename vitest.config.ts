import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/test/**/*.test.{ts,tsx}'],
    // Tests start many stores and servers: what Node compiles for one is there for the next, as with the commands.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    // A slow machine is no failure: what has to be quick says so itself.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most of their time tests wait, for disks, clocks and other processes.
    maxWorkers: 4,
  },
});
