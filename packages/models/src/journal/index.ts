export type { CompactionStep, Watch } from './compaction.ts';
export {
  type ClientIdBinding,
  type Entry,
  type History,
  type Seen,
  HistoryExists,
  HistoryMissing,
  serverAccount,
  type Snapshot,
} from './entry.ts';
export { type News, nothingSeen } from './feed.ts';
export { Journal, type JournalOptions } from './journal.ts';
export type { Written } from './queue.ts';
export { raiseEpochs, type Rebuild } from './rebuild.ts';
export type { Tidy } from './tidy.ts';
export { bytesOf, journalModels, type UpdateRow } from './rows.ts';
