/**
 * What an update would do to a document, found out without doing it. Rules: everything that it builds on is in the
 * document or comes earlier in the update, and what it writes may stand where it stands.
 */
import * as Y from 'yjs';
import { holderOf } from './holders.ts';
import { Judge, structAt } from './judge.ts';
import { type Tail, tailOf } from './piece.ts';
import {
  type DeleteRange,
  type Deletes,
  type Id,
  rangesOf,
  type Scan,
  scan,
  type Section,
  type Struct,
} from './scan.ts';
import { InvalidUpdate } from './values.ts';

export type Effect =
  /**
   * `update` can be applied; `clients` are the ids under which it brings something new, `elements` the new ones, `tail`
   * where its client's text goes on
   */
  | { kind: 'change'; update: Uint8Array; clients: number[]; grows: boolean; touched: Touched; tail: Tail | null }
  /** it builds on this, which the document does not have yet */
  | { kind: 'missing'; client: number; clock: number };

/** Elements that are new or whose `id` may have changed, in the order in which they were written. */
export type Touched = { client: number; clock: number }[];

type Cursor = { section: Section; next: number; known: number };

/** @returns the structs of the document that a range touches; what the document does not have is not among them. */
function* structsIn(doc: Y.Doc, { client, clock, length }: DeleteRange): Iterable<Y.Item | Y.GC> {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index];
    if (!struct || struct.id.clock >= clock + length) return;
    yield struct;
  }
}

const isDeleted = (doc: Y.Doc, range: DeleteRange): boolean => {
  if (range.clock + range.length > Y.getState(doc.store, range.client)) return false;
  for (const struct of structsIn(doc, range)) if (!struct.deleted) return false;
  return true;
};

const isAllDeleted = (doc: Y.Doc, deletes: Deletes): boolean => {
  for (const range of rangesOf(deletes)) if (!isDeleted(doc, range)) return false;
  return true;
};

/** @returns whether the document has all of it already: such an update is never refused. */
export const changesNothing = (doc: Y.Doc, update: Scan): boolean =>
  update.sections.every(({ client, end }) => end <= Y.getState(doc.store, client)) &&
  update.deletes.every((deletes) => isAllDeleted(doc, deletes));

/**
 * Yjs looks at what it knows already too, and goes on where a struct is known in part, trusting that it is the same.
 * @returns the update without what the document has
 */
export const withoutKnown = (doc: Y.Doc, update: Scan): Scan => {
  const known = new Map<number, number>();
  for (const { client, start } of update.sections) {
    const state = Y.getState(doc.store, client);
    if (start < state) known.set(client, state);
  }
  return known.size === 0 ? update : scan(Y.diffUpdate(update.bytes, Y.encodeStateVector(known)));
};

/**
 * Walks the structs in an order in which each comes after what it builds on. A client's walk that has to wait for
 * a struct of another's is woken by that one, so the whole costs as much as there are structs.
 */
class Walk {
  readonly #doc: Y.Doc;
  readonly #cursors: Map<number, Cursor>;
  readonly #waiting = new Map<Struct, { need: Id; cursor: Cursor }[]>();
  readonly #ready: Cursor[];
  readonly #judge: Judge;
  readonly touched: Touched = [];
  readonly clients = new Set<number>();
  grows = false;
  missing: Id | null = null;

  constructor(doc: Y.Doc, update: Scan, isServer: boolean) {
    this.#doc = doc;
    this.#judge = new Judge(doc, update, isServer);
    this.#ready = update.sections.map((section) => ({
      section,
      next: 0,
      known: Y.getState(doc.store, section.client),
    }));
    this.#cursors = new Map(this.#ready.map((cursor) => [cursor.section.client, cursor]));
  }

  run(): void {
    for (let cursor = this.#ready.pop(); cursor; cursor = this.#ready.pop()) this.#advance(cursor);
    // Who still waits does so for what is missing, or for each other.
    for (const [first] of this.#waiting.values()) if (first) this.missing ??= first.need;
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
      this.#take(cursor, struct);
      cursor.known = end;
      this.#wake(struct);
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
    const section = this.#cursors.get(need.client)?.section;
    const struct = section && structAt(section, need.clock);
    if (!struct) {
      this.missing ??= need;
      return;
    }
    const list = this.#waiting.get(struct);
    if (list) list.push({ need, cursor });
    else this.#waiting.set(struct, [{ need, cursor }]);
  }

  #wake(struct: Struct): void {
    const woken = this.#waiting.get(struct);
    if (!woken) return;
    this.#waiting.delete(struct);
    for (const { cursor } of woken) this.#ready.push(cursor);
  }

  #take({ section: { client } }: Cursor, struct: Struct): void {
    this.#judge.judge(client, struct);
    this.clients.add(client);
    const { content } = struct;
    if (content.kind !== 'gc' && content.kind !== 'deleted') this.grows = true;
    if (content.kind === 'element' || struct.sub === 'id') this.touched.push({ client, clock: struct.clock });
  }
}

/** @throws InvalidUpdate when something is deleted that only the server may write. */
const judgeDeletes = (doc: Y.Doc, deletes: Deletes): void => {
  for (const range of rangesOf(deletes)) {
    for (const struct of structsIn(doc, range)) {
      if (struct.deleted || !(struct instanceof Y.Item)) continue;
      if (struct.parent instanceof Y.AbstractType && holderOf(struct.parent).kind === 'server') {
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
export const inspect = (doc: Y.Doc, whole: Scan, isServer = false): Effect => {
  const update = withoutKnown(doc, whole);
  const walk = new Walk(doc, update, isServer);
  walk.run();
  if (walk.missing) return { kind: 'missing', ...walk.missing };
  for (const { client, ranges } of update.deletes) {
    const end = (ranges.at(-2) ?? 0) + (ranges.at(-1) ?? 0);
    const reach = walk.reach(client);
    if (end > reach) return { kind: 'missing', client, clock: reach };
  }
  if (!isServer) for (const deletes of update.deletes) judgeDeletes(doc, deletes);
  const { grows, touched } = walk;
  const clients = [...walk.clients];
  return { kind: 'change', update: update.bytes, clients, grows, touched, tail: tailOf(update) };
};
