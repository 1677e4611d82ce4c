/** The authority's own settings (not the process's): its names, what counts as a small group, how long history is kept. */
import { defaultHistoryMonths, type Settings } from '@samsyn/domain';
import type { Models } from '@samsyn/models';

export const authorityKey = 'authority';

/** Until the authority has said otherwise. Results of groups smaller than ten are protected (assumed). */
export const defaultSettings: Settings = {
  authorityName: 'Samsyn',
  boardName: 'Nämnden',
  smallGroupLimit: 10,
  historyMonths: defaultHistoryMonths,
};

export const settingsOf = async (models: Models): Promise<Settings> => {
  const row = await models.settings.findById(authorityKey).lean();
  if (!row) return { ...defaultSettings };
  const { authorityName, boardName, smallGroupLimit } = row;
  // A row of before there was a retention has none.
  return {
    authorityName,
    boardName,
    smallGroupLimit,
    historyMonths: { ...defaultHistoryMonths, ...row.historyMonths },
  };
};

/** @returns its name, or nothing as long as it has none of its own */
export const givenName = async (models: Models): Promise<string> =>
  (await models.settings.findById(authorityKey, { authorityName: 1 }).lean())?.authorityName ?? '';
