/** The browser's own store of words that have not reached the server, for one account in one document. */
import { type DocNode, newId } from '@samsyn/document';

/** What one page wrote in one document and the server is not known to have. */
export type Kept = {
  at: string;
  /** why it is kept: `unsent`, or what the server refused it with */
  code: string;
  /** of the history that it belongs to */
  epoch: number;
  schema: number;
  /** the blocks that it is in, as they stood there */
  blocks: DocNode[];
  /** the update itself, as base64; null: it is not sent again */
  update: string | null;
};
export type Slot = { key: string; raw: string; kept: Kept };

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'at' in value &&
  typeof value.at === 'string' &&
  'code' in value &&
  typeof value.code === 'string' &&
  'epoch' in value &&
  'schema' in value &&
  'blocks' in value &&
  Array.isArray(value.blocks) &&
  'update' in value &&
  (value.update === null || typeof value.update === 'string');

const parse = (key: string, raw: string): Slot[] => {
  try {
    const kept: unknown = JSON.parse(raw);
    return isKept(kept) ? [{ key, raw, kept }] : [];
  } catch {
    return [];
  }
};

/** What a browser that stores nothing, or no more, keeps until the page is closed, also while other views are looked at. */
const here = new Map<string, string>();
const warn = (event: BeforeUnloadEvent): void => {
  if (here.size > 0) event.preventDefault();
};

/** Each page writes under keys of its own: two tabs of one account overwrite nothing of each other's. */
export class KeptStore {
  readonly #prefix: string;

  constructor(accountId: string, documentId: string) {
    this.#prefix = `samsyn.unsent.${accountId}.${documentId}.`;
  }

  newKey(): string {
    return this.#prefix + newId();
  }

  /** All that is kept, the oldest first. */
  read(): Slot[] {
    const found = new Map<string, string>();
    try {
      for (const key of Object.keys(localStorage)) found.set(key, localStorage.getItem(key) ?? '');
    } catch {
      // Forbidden: what is here is all.
    }
    // It is newer than what the browser stored when there still was room.
    for (const [key, raw] of here) found.set(key, raw);
    return [...found]
      .filter(([key]) => key.startsWith(this.#prefix))
      .flatMap(([key, raw]) => parse(key, raw))
      .toSorted((one, other) => one.kept.at.localeCompare(other.kept.at));
  }

  /** @returns whether the browser has stored it, so that it outlives the page */
  write(key: string, kept: Kept): boolean {
    const raw = JSON.stringify(kept);
    here.delete(key);
    try {
      localStorage.setItem(key, raw);
      return true;
    } catch {
      here.set(key, raw);
      addEventListener('beforeunload', warn);
      return false;
    }
  }

  /** @param raw takes it away only when it is still this: another tab may have written on */
  remove(key: string, raw?: string): void {
    const isHere = here.has(key) && (raw === undefined || here.get(key) === raw);
    if (isHere) here.delete(key);
    try {
      if (isHere || raw === undefined || localStorage.getItem(key) === raw) localStorage.removeItem(key);
    } catch {
      // Forbidden: nothing is there.
    }
  }
}
