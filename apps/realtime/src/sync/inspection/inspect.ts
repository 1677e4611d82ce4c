/**
 * What an update would do to a document, found out without doing it. Rules: everything that it builds on is in the
 * document or comes earlier in the update, and what it writes may stand where it stands.
 */
import * as Y from 'yjs';
import { holderOf } from './holders.ts';
import { needsOf } from './needs.ts';
import { type Tail, tailOf } from './tail.ts';
import {
  type DeleteRange,
  type Deletes,
  endOf,
  type Id,
  indexAt,
  rangesOf,
  type Scan,
  scan,
  type Section,
} from './scan.ts';
import { InvalidUpdate } from './values.ts';
import { Work } from './work.ts';
import { type Touched, Walk } from './walk.ts';

export type Effect =
  /**
   * `update` can be applied; `clients` are the ids under which it brings something new, `touched` the new elements, `tail`
   * where its client's text goes on; `deletes`: it says that something is deleted
   */
  | { kind: 'change'; update: Uint8Array; clients: number[]; deletes: boolean; touched: Touched; tail: Tail | null }
  /** it builds on these, which the document does not have yet */
  | { kind: 'missing'; needs: Id[] };

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

const isDeleted = (doc: Y.Doc, range: DeleteRange, work: Work): boolean => {
  if (range.clock + range.length > Y.getState(doc.store, range.client)) return false;
  let passed = 0;
  let isGone = true;
  for (const struct of structsIn(doc, range)) {
    passed += 1;
    isGone = struct.deleted;
    if (!isGone) break;
  }
  work.pass(passed);
  return isGone;
};

const isAllDeleted = (doc: Y.Doc, deletes: Deletes, work: Work): boolean => {
  for (const range of rangesOf(deletes)) if (!isDeleted(doc, range, work)) return false;
  return true;
};

/**
 * @param work counts what it takes to find that out
 * @returns whether the document has all of it already: such an update is never refused for what it says
 */
export const changesNothing = (doc: Y.Doc, update: Scan, work = new Work()): boolean =>
  update.sections.every(({ client, end }) => end <= Y.getState(doc.store, client)) &&
  update.deletes.every((deletes) => isAllDeleted(doc, deletes, work));

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

/** @returns how often something is cut in two where that begins and ends, and how much stands behind it. */
const cutsIn = (doc: Y.Doc, section: Section | undefined, { client, clock, length }: DeleteRange) => {
  const stored = doc.store.clients.get(client) ?? [];
  const state = Y.getState(doc.store, client);
  const fresh = section?.structs ?? [];
  let cuts = 0;
  let later = 0;
  for (const at of [clock, clock + length]) {
    const index = at < state ? Y.findIndexSS(stored, at) : indexAt(fresh, at);
    const struct = at < state ? stored[index] : fresh[index];
    const begins = struct && ('id' in struct ? struct.id.clock : struct.clock);
    if (begins === undefined || begins === at) continue;
    cuts += 1;
    later = at < state ? stored.length - index + fresh.length : fresh.length - index;
  }
  return { cuts, later };
};

/** @throws InvalidUpdate when something is deleted that only the server may write, or too much. */
const judgeDeletes = (doc: Y.Doc, update: Scan, walk: Walk): void => {
  const sections = new Map(update.sections.map((section) => [section.client, section]));
  for (const deletes of update.deletes) {
    for (const range of rangesOf(deletes)) {
      let isNew = range.clock + range.length > Y.getState(doc.store, range.client);
      for (const struct of structsIn(doc, range)) {
        if (struct.deleted || !(struct instanceof Y.Item)) continue;
        isNew = true;
        if (struct.parent instanceof Y.AbstractType && holderOf(struct.parent).kind === 'server') {
          throw new InvalidUpdate('Only the server deletes there');
        }
      }
      if (!isNew) continue;
      const { cuts, later } = cutsIn(doc, sections.get(range.client), range);
      walk.takeDeletion(range.client, cuts, later);
    }
  }
};

/**
 * @param isServer the server's own change: it may write its own roots.
 * @param work counts what it has Yjs go through, also when it is refused
 * @returns the effect on the document, as it is now, of an update that is not wholly there already.
 * @throws InvalidUpdate when no honest editor writes such an update.
 */
export const inspect = (doc: Y.Doc, whole: Scan, isServer = false, work = new Work()): Effect => {
  const update = withoutKnown(doc, whole);
  const walk = new Walk(doc, update, isServer, work);
  const isAll = walk.run() && update.deletes.every((deletes) => endOf(deletes) <= walk.reach(deletes.client));
  if (!isAll) {
    const needs = needsOf(doc, update);
    if (needs.length === 0) throw new InvalidUpdate('It builds on itself');
    return { kind: 'missing', needs };
  }
  if (!isServer) judgeDeletes(doc, update, walk);
  const clients = [...walk.clients];
  const deletes = update.deletes.length > 0;
  return { kind: 'change', update: update.bytes, clients, deletes, touched: walk.touched, tail: tailOf(update) };
};
