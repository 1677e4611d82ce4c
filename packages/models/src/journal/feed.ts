/** What has come into a document's journal since it was last looked at: how a node hears of what others wrote. */
import type { Seen } from './entry.ts';
import { assemble, readHead, wholeRows } from './history.ts';
import type { JournalModels } from './rows.ts';

/** `updates` are new to the reader, in any order; some of what they say it may know. */
export type News = { epoch: number; updates: Uint8Array[]; seen: Seen };

/** Nothing was looked at yet. */
export const nothingSeen: Seen = { head: 0, rows: new Set() };

/**
 * Two small questions when there is nothing new. Rows are asked for before the head: what a compaction retires in
 * between is then in the head.
 * @throws HistoryMissing
 */
export const newsOf = async (models: JournalModels, documentId: string, seen: Seen): Promise<News> => {
  const listed = await models.updates.find({ documentId, merged: false }, { _id: 1 }).lean();
  const { number, epoch } = (await models.snapshots.findById(documentId, { number: 1, epoch: 1 }).lean()) ?? {};
  const isKnown = number === seen.head && epoch !== undefined;
  const snapshot = isKnown ? null : await readHead(models, documentId);
  const lacking = listed.map(({ _id }) => _id).filter((id) => !seen.rows.has(id));
  const found = lacking.length === 0 ? [] : await models.updates.find({ _id: { $in: lacking } }).lean();
  const current = snapshot?.head.epoch ?? epoch ?? 0;
  const rows = wholeRows(found).filter((row) => row.epoch === current);
  const stillListed = listed.map(({ _id }) => _id).filter((id) => seen.rows.has(id));
  return {
    epoch: current,
    updates: [...(snapshot ? [snapshot.state] : []), ...assemble(rows)],
    seen: { head: snapshot?.head.number ?? seen.head, rows: new Set([...stillListed, ...rows.map((row) => row._id)]) },
  };
};
