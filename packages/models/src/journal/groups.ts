/** Edits that may share a row, as rows. */
import { type Batch, rowsOf } from './insert.ts';
import type { UpdateRow } from './rows.ts';
import { mergeAll } from '../typed/merge.ts';

/** Edits of one document: same epoch, brought by the same; in the order in which they came. */
export type Group = Omit<Batch, 'bytes'> & { authorIds: string[]; updates: Uint8Array[] };

type Edit = Omit<Batch, 'bytes'> & { bytes: Uint8Array | null };

/** Edits gathered by what they may share a row with. */
export class Groups {
  readonly #found = new Map<string, Group>();

  add(edit: Edit): void {
    if (edit.bytes) this.groupFor(edit).updates.push(edit.bytes);
  }

  /** The group of such edits, made when there is none; its authors are among the group's. */
  groupFor({ documentId, epoch, broughtBy, authorIds }: Omit<Edit, 'bytes'>): Group {
    const key = `${documentId}/${epoch}/${broughtBy ?? ''}`;
    let group = this.#found.get(key);
    if (!group) this.#found.set(key, (group = { documentId, epoch, broughtBy, authorIds: [], updates: [] }));
    for (const id of authorIds) if (!group.authorIds.includes(id)) group.authorIds.push(id);
    return group;
  }

  get size(): number {
    return this.#found.size;
  }

  all(): Iterable<Group> {
    return this.#found.values();
  }
}

/** @returns the group's edits as few rows, with ids. */
export const rowsOfGroup = (group: Group, at: Date): UpdateRow[] =>
  mergeAll(group.updates).flatMap((bytes) => rowsOf({ ...group, bytes }, at));
