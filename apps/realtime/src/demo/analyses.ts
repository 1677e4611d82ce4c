/** The demo's analyses: drafted of the rounds' notes, reviewed, finalised and published by the product itself. */
import type { Demo } from '@samsyn/demo';
import type { Context } from '../context.ts';

export const seedAnalyses = async (_context: Context, _demo: Demo, _by: string): Promise<void> => {};
