/**
 * What an update would do to a document, found out without doing it. Rules: everything that it builds on is in the
 * document or comes earlier in the update, and what it writes may stand where it stands.
 */
import * as Y from 'yjs';
import { Judge } from './judge.ts';
import type { DeleteRange, Id, Scan, Section, Struct } from './scan.ts';
import { holderOf } from './holders.ts';
import { InvalidUpdate } from './values.ts';

export type Effect =
  /** it can be applied; `clients` are the ids under which it brings something new, `elements` the new ones */
  | { kind: 'change'; clients: number[]; grows: boolean; touched: Touched }
  /** it builds on this, which the document does not have yet */
  | { kind: 'missing'; client: number; clock: number };

/** Elements that are new or whose `id` may have changed, in the order in which they were written. */
export type Touched = { client: number; clock: number }[];

type Cursor = { section: Section; next: number; known: number };

const isDeleted = (doc: Y.Doc, range: DeleteRange): boolean => {
  const structs = doc.store.clients.get(range.client);
  const end = range.clock + range.length;
  if (!structs || range.length === 0) return range.length === 0;
  for (let index = Y.findIndexSS(structs, range.clock); index < structs.length; index += 1) {
    const struct = structs[index];
    if (!struct || struct.id.clock >= end) return true;
    if (!struct.deleted) return false;
  }
  return true;
};

/** @returns whether the document has all of it already: such an update is never refused. */
export const changesNothing = (doc: Y.Doc, update: Scan): boolean =>
  update.sections.every(({ client, end }) => end <= Y.getState(doc.store, client)) &&
  update.deletes.every(
    (range) => range.clock + range.length <= Y.getState(doc.store, range.client) && isDeleted(doc, range),
  );

/**
 * Walks the structs in an order in which each comes after what it builds on. A client's walk that has to wait for
 * another's is woken when that one is far enough, so the whole costs as much as there are structs.
 */
class Walk {
  readonly #doc: Y.Doc;
  readonly #cursors: Map<number, Cursor>;
  readonly #waiting = new Map<number, { clock: number; cursor: Cursor }[]>();
  readonly #judge: Judge;
  readonly touched: Touched = [];
  readonly clients = new Set<number>();
  grows = false;
  missing: { client: number; clock: number } | null = null;

  constructor(doc: Y.Doc, update: Scan, isServer: boolean) {
    this.#doc = doc;
    this.#judge = new Judge(doc, update, isServer);
    this.#cursors = new Map(
      update.sections.map((section) => [
        section.client,
        { section, next: 0, known: Y.getState(doc.store, section.client) },
      ]),
    );
  }

  run(): void {
    const ready = [...this.#cursors.values()];
    for (let cursor = ready.pop(); cursor; cursor = ready.pop()) {
      this.#advance(cursor);
      const woken = this.#waiting.get(cursor.section.client);
      if (!woken) continue;
      const { known } = cursor;
      ready.push(...woken.filter(({ clock }) => clock < known).map((one) => one.cursor));
      this.#waiting.set(
        cursor.section.client,
        woken.filter(({ clock }) => clock >= known),
      );
    }
    for (const [client, waiting] of this.#waiting) {
      const [first] = waiting;
      if (first) this.missing ??= { client, clock: first.clock };
    }
  }

  /** How far a client's structs reach, in the document and in the update together. */
  reach(client: number): number {
    return this.#cursors.get(client)?.known ?? Y.getState(this.#doc.store, client);
  }

  #advance(cursor: Cursor): void {
    const { client, structs } = cursor.section;
    for (let struct = structs[cursor.next]; struct; struct = structs[(cursor.next += 1)]) {
      const end = struct.clock + struct.length;
      if (struct.content.kind === 'skip' || end <= cursor.known) continue;
      if (struct.clock > cursor.known) {
        this.missing ??= { client, clock: cursor.known };
        return;
      }
      const need = this.#need(client, struct);
      if (need) {
        this.#wait(need, cursor);
        return;
      }
      this.#take(client, struct);
      cursor.known = end;
    }
  }

  /** @returns what the struct builds on that is not there, or null. */
  #need(client: number, struct: Struct): Id | null {
    if (struct.left && this.#lacks(client, struct, struct.left)) return struct.left;
    if (struct.right && this.#lacks(client, struct, struct.right)) return struct.right;
    const { parent } = struct;
    return parent !== null && typeof parent !== 'string' && this.#lacks(client, struct, parent) ? parent : null;
  }

  #lacks(client: number, struct: Struct, id: Id): boolean {
    if (id.client !== client) return id.clock >= this.reach(id.client);
    if (id.clock >= struct.clock) throw new InvalidUpdate('A struct that builds on itself');
    return false;
  }

  #wait(need: Id, cursor: Cursor): void {
    const list = this.#waiting.get(need.client) ?? [];
    list.push({ clock: need.clock, cursor });
    this.#waiting.set(need.client, list);
  }

  #take(client: number, struct: Struct): void {
    this.#judge.judge(struct);
    this.clients.add(client);
    const { content } = struct;
    if (content.kind !== 'gc' && content.kind !== 'deleted') this.grows = true;
    if (content.kind === 'element' || struct.sub === 'id') this.touched.push({ client, clock: struct.clock });
  }
}

/** @throws InvalidUpdate when something is deleted that only the server may write. */
const judgeDeletes = (doc: Y.Doc, deletes: readonly DeleteRange[]): void => {
  for (const range of deletes) {
    const structs = doc.store.clients.get(range.client);
    if (!structs || range.length === 0 || range.clock >= Y.getState(doc.store, range.client)) continue;
    const end = range.clock + range.length;
    for (let index = Y.findIndexSS(structs, range.clock); index < structs.length; index += 1) {
      const struct = structs[index];
      if (!struct || struct.id.clock >= end) break;
      if (struct.deleted || !(struct instanceof Y.Item)) continue;
      const { parent } = struct;
      if (parent instanceof Y.AbstractType && holderOf(parent).kind === 'server') {
        throw new InvalidUpdate('Only the server deletes there');
      }
    }
  }
};

/**
 * @param isServer the server's own change: it may write its own roots.
 * @returns the effect on the document, as it is now, of an update that is not wholly there already.
 * @throws InvalidUpdate when no honest editor writes such an update.
 */
export const inspect = (doc: Y.Doc, update: Scan, isServer = false): Effect => {
  const walk = new Walk(doc, update, isServer);
  walk.run();
  if (walk.missing) return { kind: 'missing', ...walk.missing };
  for (const { client, clock, length } of update.deletes) {
    const reach = walk.reach(client);
    if (length > 0 && clock + length > reach) return { kind: 'missing', client, clock: reach };
  }
  if (!isServer) judgeDeletes(doc, update.deletes);
  return { kind: 'change', clients: [...walk.clients], grows: walk.grows, touched: walk.touched };
};
