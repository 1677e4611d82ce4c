/**
 * What updates have Yjs go through, that is not in their bytes: a few of them may cost more than a book. And what is gone
 * through, in bytes, for whoever reads.
 */

/** Structs that are moved in one go for each item that is looked at: as dear. */
const movedForOne = 300;
/** So is passing so many items, looking for one of them or whether they are gone; or so many bytes that are only loaded or sent. */
const passedForOne = 5;

export class Work {
  #looked = 0;

  /** Items that are looked at, all in all. */
  get looked(): number {
    return Math.ceil(this.#looked);
  }

  look(items: number): void {
    this.#looked += items;
  }
  move(structs: number): void {
    this.#looked += structs / movedForOne;
  }
  pass(items: number): void {
    this.#looked += items / passedForOne;
  }
}
