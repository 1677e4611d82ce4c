/**
 * The daybook. A row costs the database, and its disk, about as much however few letters it holds, most of it for finding
 * it again by its document. So a batch of edits in many documents is written as one row, a page, as it came; some seconds
 * later, or when somebody asks for one of the documents, what the pages hold is posted to the documents' own rows, merged,
 * and the pages go. What a stopped process has not posted is posted at the next start.
 *
 * A page's bytes are: length of the head (u32), head (JSON: the groups, with the lengths of their updates), the updates.
 */
import { setImmediate } from 'node:timers/promises';
import { newObjectId } from '../records/common.ts';
import { rowsIn } from '../records/rows-in.ts';
import { type Group, Groups, rowsOfGroup } from './groups.ts';
import { answered } from './answered.ts';
import { insertPage, insertRows } from './insert.ts';
import { bytesOf, type DaybookRow, durably, type JournalModels, type UpdateRow } from './rows.ts';

/** Below this many documents, or above this many bytes, a batch is better written as rows at once. */
const fewestDocuments = 8;
const mostPageBytes = 512 * 1024;
/** When pages are posted: milliseconds, bytes. */
const postAfter = 10_000;
const mostBytes = 4 * 1024 * 1024;
/** Milliseconds of work before others have a turn. */
const slice = 2;

type Heading = Omit<Group, 'updates'> & { lengths: number[] };
type Page = { row: DaybookRow; documentIds: ReadonlySet<string> };

/** @returns a page, with its id, so that a try that is repeated writes nothing twice; null where rows are better. */
export const pageOf = (groups: Groups, at: Date): Page | null => {
  if (groups.size < fewestDocuments) return null;
  const headings: Heading[] = [];
  let length = 0;
  for (const { documentId, epoch, authorIds, broughtBy, updates } of groups.all()) {
    const lengths = updates.map((update) => update.length);
    headings.push({ documentId, epoch, authorIds, broughtBy, lengths });
    for (const own of lengths) length += own;
  }
  if (length > mostPageBytes) return null;
  const head = Buffer.from(JSON.stringify(headings));
  const bytes = Buffer.allocUnsafeSlow(4 + head.length + length);
  let end = bytes.writeUInt32LE(head.length) + head.copy(bytes, 4);
  for (const { updates } of groups.all()) {
    for (const update of updates) {
      bytes.set(update, end);
      end += update.length;
    }
  }
  return { row: { _id: newObjectId(), bytes, at }, documentIds: new Set(headings.map(({ documentId }) => documentId)) };
};

const isHeading = (value: unknown): value is Heading =>
  typeof value === 'object' && value !== null && 'documentId' in value && 'lengths' in value;

/** A page taken apart: what it holds of each group, and where the updates begin. @throws when it is no page. */
const read = (row: DaybookRow): { headings: Heading[]; bytes: Uint8Array; start: number } => {
  const bytes = bytesOf(row.bytes);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = 4 + view.readUInt32LE(0);
  const headings: unknown = JSON.parse(view.toString('utf8', 4, start));
  if (!Array.isArray(headings) || !headings.every(isHeading)) throw new TypeError('The daybook holds what is no page');
  return { headings, bytes, start };
};

/** Adds what is wanted of a page to the groups. */
const gather = (row: DaybookRow, groups: Groups, isWanted: (heading: Heading) => boolean): void => {
  const { headings, bytes, start } = read(row);
  let end = start;
  for (const heading of headings) {
    const group = isWanted(heading) ? groups.groupFor(heading) : null;
    for (const length of heading.lengths) {
      group?.updates.push(bytes.subarray(end, end + length));
      end += length;
    }
  }
};

/** Lets others have a turn whenever it has worked for a while. */
const turns = () => {
  let since = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - since < slice) return;
    await setImmediate();
    since = performance.now();
  };
};

/** @returns what the pages hold, as rows of the documents. */
const posted = async (pages: readonly DaybookRow[], isWanted: (heading: Heading) => boolean): Promise<UpdateRow[]> => {
  const pause = turns();
  const groups = new Groups();
  for (const page of pages) {
    gather(page, groups, isWanted);
    await pause();
  }
  const at = pages.at(-1)?.at ?? new Date();
  const rows: UpdateRow[] = [];
  for (const group of groups.all()) {
    rows.push(...rowsOfGroup(group, at));
    await pause();
  }
  return rows;
};

/** Stopped between the two, it leaves pages whose edits are in rows already: to post them again changes no document. */
const write = async (
  models: JournalModels,
  rows: readonly UpdateRow[],
  pages: readonly DaybookRow[],
): Promise<void> => {
  await insertRows(models, rows);
  await answered(models.daybook.deleteMany({ _id: { $in: pages.map(({ _id }) => _id) } }, durably));
};

/** Posts what a stopped process has left. What it wrote in a former epoch was posted before that ended. */
export const postLeft = async (models: JournalModels): Promise<void> => {
  const pages = await rowsIn<DaybookRow>(models.daybook).find({}, { sort: { _id: 1 } });
  if (pages.length === 0) return;
  const ids = new Set(pages.flatMap((page) => read(page).headings.map(({ documentId }) => documentId)));
  const heads = await models.snapshots.find({ _id: { $in: [...ids] } }, { epoch: 1 }).lean();
  const epochs = new Map(heads.map(({ _id, epoch }) => [_id, epoch]));
  const rows = await posted(pages, ({ documentId, epoch }) => epochs.get(documentId) === epoch);
  await write(models, rows, pages);
};

export class Daybook {
  readonly #models: JournalModels;
  readonly #onError: (error: unknown) => void;
  /** durable, and not posted */
  #pages: Page[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;
  /** what a try to post has made of the first so many pages: the next one writes the same rows */
  #prepared: { rows: UpdateRow[]; pages: number } | null = null;
  #posting: Promise<void> | null = null;
  #isStopped = false;

  constructor(models: JournalModels, onError: (error: unknown) => void) {
    this.#models = models;
    this.#onError = onError;
  }

  /** Durable when it resolves. */
  async note(page: Page): Promise<void> {
    await insertPage(this.#models, page.row);
    this.#pages.push(page);
    this.#bytes += page.row.bytes.length;
    if (this.#bytes > mostBytes) this.#postInTurn();
    else this.#postLater();
  }

  /** Posts until every edit of the document that is noted now is in its own rows. @throws what the database says */
  async settle(documentId: string): Promise<void> {
    const noted = new Set(this.#pages.filter(({ documentIds }) => documentIds.has(documentId)));
    while (this.#pages.some((page) => noted.has(page))) await this.post();
  }

  /** Posts what is noted. @throws what the database says; then it is done at the next time */
  post(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    return (this.#posting ??= this.#post().finally(() => {
      this.#posting = null;
      if (this.#pages.length > 0) this.#postLater();
    }));
  }

  /** Nothing more is noted. What cannot be posted now is posted at the next start. */
  async close(): Promise<void> {
    try {
      while (this.#pages.length > 0) await this.post();
    } catch (error) {
      this.#onError(error);
    }
    this.stop();
  }

  /** As close, but tries nothing. */
  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #postLater(): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => this.#postInTurn(), postAfter);
  }

  #postInTurn(): void {
    this.post().catch((error: unknown) => this.#onError(error));
  }

  async #post(): Promise<void> {
    const pages = this.#pages.slice(0, this.#prepared?.pages).map(({ row }) => row);
    this.#prepared ??= { rows: await posted(pages, () => true), pages: pages.length };
    await write(this.#models, this.#prepared.rows, pages);
    this.#prepared = null;
    for (const { row } of this.#pages.splice(0, pages.length)) this.#bytes -= row.bytes.length;
  }
}
