import type { Context } from '../context.ts';
/** Fills an empty store with the demo. */
export const seedDemo = async (_context: Context): Promise<void> => {};
