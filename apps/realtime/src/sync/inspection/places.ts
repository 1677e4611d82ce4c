/**
 * Does in numbers what Yjs will do to find each place (`Item.integrate` in yjs 13.6), without touching the document. Where
 * both neighbours of a struct stand next to each other, as they do for whoever wrote it, that is nothing; else Yjs looks at
 * all that stands between, again for each. Cutting a struct in two moves all that its client wrote after it.
 */
import { bodyRoot } from '@samsyn/document';
import * as Y from 'yjs';
import { type Holder, server, gone } from './holders.ts';
import type { Neighbour } from './order.ts';
import { type Id, indexAt, isSameId, type Section, type Struct, structAt } from './scan.ts';
import { InvalidUpdate } from './values.ts';
import type { Work } from './work.ts';

/** What others wrote at the same places meanwhile. Items that one update has Yjs walk over. */
const mostSteps = 300_000;
/** An update of 20,000 edits here and there in a hundred pages moves some 300 million. Structs. */
const mostMoved = 1_000_000_000;

/** What stands in a list: of the document, or of the update. */
type Cell = Y.Item | Struct;
/** A letter in it, by its clock; what Yjs has cut there, or will, begins or ends at one. */
type Spot = { cell: Cell; clock: number };

const isStored = (cell: Cell): cell is Y.Item => cell instanceof Y.Item;
const clientOf = (cell: Cell): number => (isStored(cell) ? cell.id.client : cell.client);
const startOf = (cell: Cell): number => (isStored(cell) ? cell.id.clock : cell.clock);
const lastOf = (cell: Cell): number => startOf(cell) + cell.length - 1;
const rightOf = (cell: Cell): Id | null => (isStored(cell) ? cell.rightOrigin : cell.right);

const isAt = (spot: Spot | null, id: Id | null): boolean =>
  spot === null || id === null ? spot === id : spot.clock === id.clock && clientOf(spot.cell) === id.client;

/** @returns what that letter was written behind. */
const leftOf = ({ cell, clock }: Spot): Id | null => {
  if (clock > startOf(cell)) return { client: clientOf(cell), clock: clock - 1 };
  return isStored(cell) ? cell.origin : cell.left;
};

/** Letters that were passed, by what they stand in: those from this clock on. */
type Passed = Map<Cell, number>;
const pass = (passed: Passed, { cell, clock }: Spot): void => {
  if (!passed.has(cell)) passed.set(cell, clock);
};

const cellOf = ({ stored, fresh }: Neighbour): Cell => stored ?? fresh;

/** Whether the struct was written right behind one that nothing was put behind yet: most are. */
const goesOn = (before: Struct, { left, right, sub }: Struct): boolean =>
  sub === null &&
  before.after === null &&
  before.follow === undefined &&
  left?.clock === lastOf(before) &&
  isSameId(before.right, right);

const setIn = <Outer, Inner, Value>(
  maps: Map<Outer, Map<Inner, Value>>,
  outer: Outer,
  inner: Inner,
  value: Value,
): void => {
  const map = maps.get(outer);
  if (map) map.set(inner, value);
  else maps.set(outer, new Map([[inner, value]]));
};

export class Places {
  readonly #doc: Y.Doc;
  readonly #sections: ReadonlyMap<number, Section>;
  /** what of the update stands first in a list, and right after a letter of the document or inside a struct */
  readonly #first = new Map<Holder, Map<string | null, Struct>>();
  readonly #after = new Map<Cell, Map<number, Struct>>();
  readonly #values = new Map<Holder, Map<string, number>>();
  /** where Yjs will have cut what is one piece */
  readonly #cut = new Map<Cell, Set<number>>();
  readonly #cuts = new Map<number, number>();
  readonly #work: Work;
  #steps: number;
  #moved: number;

  /** @param isUnbounded whoever is trusted may take as long as it takes */
  constructor(doc: Y.Doc, sections: ReadonlyMap<number, Section>, isUnbounded: boolean, work: Work) {
    this.#doc = doc;
    this.#work = work;
    this.#sections = sections;
    this.#steps = isUnbounded ? Number.POSITIVE_INFINITY : mostSteps;
    this.#moved = isUnbounded ? Number.POSITIVE_INFINITY : mostMoved;
  }

  /** How many items Yjs will walk over. */
  get steps(): number {
    return mostSteps - this.#steps;
  }

  /**
   * Puts a struct, which was judged, where Yjs will put it.
   * @throws InvalidUpdate when that takes too long
   */
  put(struct: Struct, left: Neighbour | null, right: Neighbour | null): void {
    if (struct.holder === null || struct.holder === gone || struct.holder === server) return;
    if (left?.fresh && goesOn(left.fresh, struct)) {
      left.fresh.after = struct;
      return;
    }
    if (left && struct.left) this.#cutAt(cellOf(left), struct.left.clock + 1);
    if (right && struct.right) this.#cutAt(cellOf(right), struct.right.clock);
    if (struct.sub !== null) this.#countValue(struct, struct.holder, struct.sub);
    const from = left && struct.left && { cell: cellOf(left), clock: struct.left.clock };
    const next = this.#next(from, struct);
    if (isAt(next, struct.right)) return this.#insert(struct, from);
    if (next === null || !isSameId(leftOf(next), struct.left)) {
      // What stands there builds on something else: Yjs looks no further.
      if (next !== null) this.#step();
      struct.follow = next;
      return this.#insert(struct, from);
    }
    const place = this.#look(struct, from, next);
    struct.follow = this.#next(place, struct);
    this.#insert(struct, place);
  }

  /** Who begins an attribute has Yjs go back through all values that it has had. */
  #countValue({ left }: Struct, holder: Holder, sub: string): void {
    const values = this.#values.get(holder)?.get(sub) ?? 0;
    if (left === null) this.#step(values);
    setIn(this.#values, holder, sub, values + 1);
  }

  /** Takes into account that Yjs cuts there what is deleted. @param later how many structs of that client stand behind it */
  cutFor(client: number, later: number): void {
    this.#move(later + (this.#cuts.get(client) ?? 0));
  }

  #cutAt(cell: Cell, clock: number): void {
    if (clock <= startOf(cell) || clock > lastOf(cell)) return;
    const places = this.#cut.get(cell);
    if (places?.has(clock)) return;
    if (places) places.add(clock);
    else this.#cut.set(cell, new Set([clock]));
    const client = clientOf(cell);
    const cuts = this.#cuts.get(client) ?? 0;
    this.#cuts.set(client, cuts + 1);
    this.#move(this.#behind(client, clock) + cuts);
  }

  /** @returns how many structs its client has from there on. */
  #behind(client: number, clock: number): number {
    const stored = this.#doc.store.clients.get(client) ?? [];
    const fresh = this.#sections.get(client)?.structs ?? [];
    return clock < Y.getState(this.#doc.store, client)
      ? stored.length - Y.findIndexSS(stored, clock) + fresh.length
      : fresh.length - indexAt(fresh, clock);
  }

  #move(structs: number): void {
    this.#moved -= structs;
    this.#work.move(structs);
    if (this.#moved < 0) throw new InvalidUpdate('It cuts what is there into too many pieces');
  }

  #step(count = 1): void {
    this.#steps -= count;
    this.#work.look(count);
    if (this.#steps < 0) throw new InvalidUpdate('Its neighbours stand too far apart');
  }

  /** @returns what comes after that letter, for null what is the first where `inserted` stands. */
  #next(spot: Spot | null, inserted: Struct): Spot | null {
    if (spot === null) return this.#firstBefore(inserted);
    const { cell, clock } = spot;
    const isLast = clock === lastOf(cell);
    const put = isLast && !isStored(cell) ? cell.after : this.#after.get(cell)?.get(clock);
    if (put) return { cell: put, clock: put.clock };
    if (!isLast) return { cell, clock: clock + 1 };
    if (isStored(cell)) return cell.right && { cell: cell.right, clock: cell.right.id.clock };
    return cell.follow === undefined ? this.#spotOf(cell.right) : cell.follow;
  }

  #firstBefore({ holder, sub }: Struct): Spot | null {
    if (holder === null) return null;
    const put = this.#first.get(holder)?.get(sub);
    if (put) return { cell: put, clock: put.clock };
    const type = holder.kind === 'body' ? this.#doc.share.get(bodyRoot) : holder.type;
    let item = (sub === null ? type?._start : type?._map.get(sub)) ?? null;
    for (; sub !== null && item?.left; item = item.left) this.#step();
    return item && { cell: item, clock: item.id.clock };
  }

  #spotOf(id: Id | null): Spot | null {
    if (id === null) return null;
    const cell = this.#cellOf(id);
    return cell && { cell, clock: id.clock };
  }

  #cellOf({ client, clock }: Id): Cell | null {
    if (clock >= Y.getState(this.#doc.store, client)) {
      const section = this.#sections.get(client);
      return (section && structAt(section, clock)) ?? null;
    }
    const item: unknown = Y.getItem(this.#doc.store, Y.createID(client, clock));
    return item instanceof Y.Item ? item : null;
  }

  #insert(struct: Struct, left: Spot | null): void {
    if (left === null) {
      if (struct.holder !== null) setIn(this.#first, struct.holder, struct.sub, struct);
    } else if (!isStored(left.cell) && left.clock === lastOf(left.cell)) left.cell.after = struct;
    else setIn(this.#after, left.cell, left.clock, struct);
  }

  /** What is cut may have something between its letters: there every letter counts. @returns the last letter that it is */
  #pieceAt({ cell, clock }: Spot): Spot {
    return this.#cut.has(cell) ? { cell, clock } : { cell, clock: lastOf(cell) };
  }

  /** @returns what Yjs puts the struct behind, null for the beginning. */
  #look(struct: Struct, from: Spot | null, next: Spot | null): Spot | null {
    let place = from;
    const passed: Passed = new Map();
    const conflicting: Passed = new Map();
    for (let spot = next; spot !== null && !isAt(spot, struct.right);) {
      this.#step();
      const { cell } = spot;
      pass(passed, spot);
      pass(conflicting, spot);
      const piece = this.#pieceAt(spot);
      const left = leftOf(spot);
      if (isSameId(left, struct.left)) {
        if (clientOf(cell) < struct.client) {
          place = piece;
          conflicting.clear();
        } else if (isSameId(rightOf(cell), struct.right)) break;
      } else {
        if (left === null || !this.#isIn(passed, left)) break;
        if (!this.#isIn(conflicting, left)) {
          place = piece;
          conflicting.clear();
        }
      }
      spot = this.#next(piece, struct);
    }
    return place;
  }

  #isIn(passed: Passed, id: Id): boolean {
    const cell = this.#cellOf(id);
    const from = cell === null ? undefined : passed.get(cell);
    return from !== undefined && from <= id.clock;
  }
}
