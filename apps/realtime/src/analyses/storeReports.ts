/** The seam to the reports: the five files of a version that is being finalised are made and stored. */
import type { Context } from '../context.ts';

export const storeReports = async (_context: Context, _analysisId: string, _version: number): Promise<void> => {};
