/**
 * What a room holds of its document. Most are opened to be read: they stay bytes, as stored. The first who writes, or
 * whoever on the server has to look inside, makes it a Y.Doc, and it stays one. What people type on is kept beside it
 * and goes in when somebody looks: a transaction costs as much as many keys.
 */
import { bodyOf, docFrom, type Lost, putBack, unseenLost } from '@samsyn/document';
import { type Piece, Runs } from '@samsyn/models';
import * as Y from 'yjs';
import { BlockIds } from './block-ids.ts';
import { changesNothing } from './inspection/inspect.ts';
import { continues, type Tail } from './inspection/tail.ts';
import type { Scan } from './inspection/scan.ts';
import type { Touched } from './inspection/walk.ts';
import type { Work } from './inspection/work.ts';
import type { Stored } from './stored.ts';

type Live = { kind: 'live'; doc: Y.Doc; blockIds: BlockIds };
type State = { kind: 'stored'; stored: Stored } | Live;

/** More pieces than this do not wait: they would cost whoever looks a noticeable time. */
const mostPieces = 500;
/** Ends of texts that are remembered; who is forgotten is looked up anew. */
const mostTails = 1000;

const nothing = new Uint8Array([0]);

const build = (stored: Stored): Live => {
  const doc = new Y.Doc();
  bodyOf(doc);
  doc.transact(() => stored.updates.forEach((update) => Y.applyUpdate(doc, update)));
  return { kind: 'live', doc, blockIds: new BlockIds(doc) };
};

export class Content {
  #state: State;
  readonly #onUpdate: (update: Uint8Array) => void;
  #hear: (update: Uint8Array) => void;
  /** what was typed on and is not in the Y.Doc yet, and where each client's text ends */
  readonly #typed = new Runs();
  readonly #tails = new Map<number, Tail>();
  #isBroken = false;

  /** @param onUpdate told of everything that is written here, once it is live */
  constructor(stored: Stored, onUpdate: (update: Uint8Array) => void) {
    this.#state = { kind: 'stored', stored };
    this.#onUpdate = onUpdate;
    this.#hear = onUpdate;
  }

  /** Yjs has failed on what was typed on, and who knows how far it came: nothing is to be had of it any more. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  get isLive(): boolean {
    return this.#state.kind === 'live';
  }

  /** The document itself. @throws when what is stored cannot be applied. */
  get doc(): Y.Doc {
    return this.#live().doc;
  }

  /** Has the document read. What is served as it is stored stays so: the reader's Y.Doc is its own, and goes. */
  look<T>(reader: (doc: Y.Doc) => T): T {
    if (this.#state.kind === 'live') return reader(this.doc);
    const doc = docFrom(this.#state.stored.updates);
    try {
      return reader(doc);
    } finally {
      doc.destroy();
    }
  }

  get stateVector(): Uint8Array {
    return this.#state.kind === 'stored' ? this.#state.stored.stateVector : Y.encodeStateVector(this.doc);
  }

  /**
   * @returns what the holder of a state vector (of none: everything) lacks, as one update.
   * @param work counts the bytes that are gone through for it
   */
  diff(stateVector: Uint8Array = nothing, work?: Work): Uint8Array {
    const state = this.#state;
    if (state.kind === 'stored') return state.stored.diff(stateVector, work);
    const update = Y.encodeStateAsUpdate(this.doc, stateVector);
    work?.look(update.length);
    return update;
  }

  /** How much text there is to read. UTF-16 units. */
  get letters(): number {
    let letters = 0;
    for (const structs of this.#live().doc.store.clients.values()) {
      for (const struct of structs) {
        if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString) {
          letters += struct.length;
        }
      }
    }
    return letters;
  }

  /** @returns whether all of the update is here already. */
  hasAll(update: Scan, work?: Work): boolean {
    const state = this.#state;
    return state.kind === 'stored' ? state.stored.hasAll(update) : changesNothing(this.doc, update, work);
  }

  /** @returns whether the piece continues what its client wrote last: then it may stand where that does, and is new. */
  isContinuedBy(piece: Piece): boolean {
    const tail = this.#tails.get(piece.client);
    return tail !== undefined && continues(piece, tail);
  }

  /** Takes a piece that continues what its client wrote. Nothing is told of it by `onUpdate`. */
  goOn(piece: Piece): void {
    const tail = this.#tails.get(piece.client);
    if (tail) tail.clock += piece.length;
    if (!this.#typed.add(piece)) throw new Error('A piece that does not continue what its client wrote');
    if (this.#typed.pieces >= mostPieces) this.#live();
  }

  /** Applies an update that was judged. @param tail where its client's text goes on, when it ends in text */
  apply(update: Uint8Array, clients: readonly number[], tail: Tail | null): void {
    Y.applyUpdate(this.doc, update);
    for (const client of clients) this.#tails.delete(client);
    if (!tail) return;
    if (this.#tails.size >= mostTails) this.#tails.clear();
    this.#tails.set(tail.client, tail);
  }

  /** Gives blocks that were written the ids that they lack. @returns whether anything had to be written. */
  settleIds(touched: Touched, isFromOthers = false): boolean {
    return this.#live().blockIds.settle(touched, isFromOthers);
  }

  /** Writes words that nobody deleted where their block lives on, or on a line of their own. */
  putBack(lost: readonly Lost[]): void {
    const { doc } = this.#live();
    doc.transact(() => putBack(doc, lost));
  }

  /**
   * Applies what other nodes have put into the journal. Nothing of it is inspected: that was done where it was written.
   * What Yjs has to put off for lack of something is left out (`isWhole`): it is to be read again, with all it builds on.
   * @param isHere whether a client writes at this node: what others took away of its words unseen, nobody else puts back
   * @returns what was new of it, and those words
   */
  takeFromOthers(
    updates: readonly Uint8Array[],
    isHere: (client: number) => boolean,
  ): { fresh: Uint8Array[]; isWhole: boolean; lost: Lost[] } {
    const { doc } = this.#live();
    // They may be of those who typed here, too.
    this.#tails.clear();
    const fresh: Uint8Array[] = [];
    this.#hear = (update) => fresh.push(update);
    let lost: Lost[] = [];
    try {
      doc.transact((transaction) => {
        for (const update of updates) Y.applyUpdate(doc, update);
        lost = unseenLost(doc, transaction, updates, isHere);
      });
    } finally {
      this.#hear = this.#onUpdate;
    }
    const isWhole = !this.hasPending;
    doc.store.pendingStructs = null;
    doc.store.pendingDs = null;
    return { fresh, isWhole, lost };
  }

  /** Whether Yjs holds something back that it could not apply. */
  get hasPending(): boolean {
    const state = this.#state;
    return state.kind === 'live' && (state.doc.store.pendingStructs ?? state.doc.store.pendingDs) !== null;
  }

  destroy(): void {
    if (this.#state.kind === 'live') this.#state.doc.destroy();
  }

  /** @throws when it is broken, or what is stored cannot be applied. */
  #live(): Live {
    if (this.#isBroken) throw new Error('What was typed on could not be applied');
    if (this.#state.kind === 'stored') {
      this.#state = build(this.#state.stored);
      this.#state.doc.on('update', (update: Uint8Array) => this.#hear(update));
    }
    if (this.#typed.pieces > 0) this.#takeTyped(this.#state.doc);
    return this.#state;
  }

  /** @throws when Yjs cannot take it: then it is broken, and its room is given up. */
  #takeTyped(doc: Y.Doc): void {
    this.#hear = () => {};
    try {
      Y.applyUpdate(doc, this.#typed.update());
      if (this.hasPending) throw new Error('What was typed on could not be applied');
      this.#typed.clear();
    } catch (error) {
      this.#isBroken = true;
      this.#tails.clear();
      throw error;
    } finally {
      this.#hear = this.#onUpdate;
    }
  }
}
