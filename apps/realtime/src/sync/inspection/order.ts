/**
 * Whether the neighbours that a struct names stand in the order in which it names them. Where they do not, replicas put
 * it in different places, and Yjs looks for the place through everything that stands between them.
 */
import * as Y from 'yjs';
import { type Id, isSameId, type Struct } from './scan.ts';
import { InvalidUpdate } from './values.ts';
import type { Work } from './work.ts';

/** What honest neighbours have between them is what others wrote meanwhile. Items that one update may walk over. */
const mostSteps = 1_000_000;
/** A redone piece stands just before the one that it brings back: looked for there first. */
const nearby = 32;

/** `fresh`: the update itself brings it. */
export type Neighbour = { stored: Y.Item; fresh: null; id: Id } | { stored: null; fresh: Struct };

const startOf = (item: Y.Item): Y.Item | null => (item.parent instanceof Y.AbstractType ? item.parent._start : null);

export class Order {
  readonly #doc: Y.Doc;
  readonly #work: Work;
  #steps = mostSteps;

  constructor(doc: Y.Doc, work: Work) {
    this.#doc = doc;
    this.#work = work;
  }

  /** @returns the nearest item of the document on the left, by what each struct says. */
  anchorOf(left: Neighbour | null): Y.Item | null {
    return left === null ? null : (left.stored ?? left.fresh.anchor);
  }

  /** @throws InvalidUpdate when the right neighbour stands before the left one. */
  check(struct: Struct, left: Neighbour | null, right: Neighbour | null): void {
    if (right?.stored === null || (left === null && right === null)) return;
    if (left?.stored === null && isSameId(left.fresh.right, struct.right)) return;
    if (left?.stored && right && left.stored === right.stored) {
      if (left.id.clock < right.id.clock) return;
      throw new InvalidUpdate('Its neighbours stand the other way round');
    }
    const wanted = right?.stored ?? null;
    if (wanted && left?.stored === null && this.#isNear(left.fresh.right, wanted)) return;
    const anchor = this.anchorOf(left);
    const from = anchor ? anchor.right : wanted && startOf(wanted);
    if (!this.#finds(from, wanted)) throw new InvalidUpdate('Its neighbours stand the other way round');
  }

  /** @returns whether the wanted item comes at or soon after this one. */
  #isNear(id: Id | null, wanted: Y.Item): boolean {
    if (id === null || id.clock >= Y.getState(this.#doc.store, id.client)) return false;
    let item: unknown = Y.getItem(this.#doc.store, Y.createID(id.client, id.clock));
    for (let step = 0; item instanceof Y.Item && step < nearby; step += 1) {
      if (item === wanted) return true;
      item = item.right;
    }
    return false;
  }

  /** @param wanted null for the end */
  #finds(from: Y.Item | null, wanted: Y.Item | null): boolean {
    let item = from;
    const before = this.#steps;
    while (item !== null && item !== wanted && this.#steps >= 0) {
      this.#steps -= 1;
      item = item.right;
    }
    this.#work.pass(before - this.#steps);
    if (this.#steps < 0) throw new InvalidUpdate('Its neighbours stand too far apart');
    return item === wanted;
  }
}
