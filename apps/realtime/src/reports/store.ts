/** The five files of a finalised version: made once, kept, and the same bytes ever after. */
import { isAtLeast } from '@samsyn/domain';
import type { VersionFile } from '@samsyn/models';
import { faceNames, type HtmlOptions } from '@samsyn/reports';
import { fontsAt } from '../archive/addresses.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { dropFile, putFile } from './files.ts';
import { gatherReport } from './gather.ts';
import { makeFaces } from './maker.ts';

/** Where the page leads: the other faces stand beside it; a version's page keeps to that version. */
export const htmlOptions = (version: number | null): HtmlOptions => {
  const query = version === null ? '' : `?version=${version}`;
  return {
    home: '/arkiv',
    fontsAt,
    files: {
      pdf: `report.pdf${query}`,
      docx: `report.docx${query}`,
      pptx: `presentation.pptx${query}`,
      json: `report.json${query}`,
    },
  };
};

/**
 * Makes and stores the files of a version that is `finalised` or later; does nothing when they are there already.
 * @throws ProblemError 404 when there is no such version; Error when a file cannot be made or stored
 */
export const storeReports = async (context: Context, analysisId: string, version: number): Promise<VersionFile[]> => {
  const { models, notify } = context;
  const analysis = await models.analyses.findById(analysisId).lean();
  const index = analysis?.versions.findIndex((one) => one.version === version) ?? -1;
  const found = analysis?.versions[index];
  if (!analysis || !found || !isAtLeast(found.state, 'finalised')) throw notFound();
  if (found.files.length > 0) return found.files;
  const tell = (done: number, state: 'running' | 'done' | 'failed'): void =>
    notify.progress({ work: 'export', id: analysisId, done, total: 2, state });
  tell(0, 'running');
  try {
    const input = await gatherReport(context, analysis, found);
    const made = await makeFaces(input, [...faceNames], htmlOptions(version));
    tell(1, 'running');
    const files: VersionFile[] = [];
    for (const face of made) files.push(await putFile(models, face, `${analysisId}/${version}`));
    const kept = await keep(context, analysisId, index, files);
    tell(2, 'done');
    return kept;
  } catch (error) {
    tell(0, 'failed');
    throw error;
  }
};

/** The first to finish wins: whoever else made the same files meanwhile throws theirs away. */
const keep = async (
  { models }: Context,
  analysisId: string,
  index: number,
  files: VersionFile[],
): Promise<VersionFile[]> => {
  const place = `versions.${index}.files`;
  const { matchedCount } = await models.analyses.updateOne(
    { _id: analysisId, [place]: { $size: 0 } },
    { $set: { [place]: files } },
  );
  if (matchedCount > 0) return files;
  for (const file of files) await dropFile(models, file);
  const now = await models.analyses.findById(analysisId).lean();
  return now?.versions[index]?.files ?? [];
};
