/** A document's history as it is opened. */
import type { History } from '@samsyn/models';
import type { EngineOptions } from './engine.ts';
import { Unmerged } from './unmerged.ts';

/**
 * What is there in many rows is merged aside first: nobody's keystroke waits for it.
 * @throws HistoryMissing, or what the database says
 */
export const historyOf = async (
  documentId: string,
  { journal, now, log }: Pick<EngineOptions, 'journal' | 'now' | 'log'>,
): Promise<History> => {
  const history = await journal.load(documentId);
  if (!new Unmerged(history, now()).isWorthOpening) return history;
  try {
    await journal.compact(documentId);
  } catch (error) {
    log.error({ documentId, err: error }, 'A journal was not compacted');
    return history;
  }
  return journal.load(documentId);
};
