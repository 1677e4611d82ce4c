/**
 * What a room holds of its document. Most are opened to be read: they stay bytes, as stored. The first who writes, or
 * whoever on the server has to look inside, makes it a Y.Doc, and it stays one.
 */
import { bodyOf } from '@samsyn/document';
import * as Y from 'yjs';
import { BlockIds } from './block-ids.ts';
import { changesNothing, type Touched } from './inspection/inspect.ts';
import type { Scan } from './inspection/scan.ts';
import type { Stored } from './stored.ts';

type Live = { kind: 'live'; doc: Y.Doc; blockIds: BlockIds };
type State = { kind: 'stored'; stored: Stored } | Live;

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

  /** @param onUpdate told of everything that is written here, once it is live */
  constructor(stored: Stored, onUpdate: (update: Uint8Array) => void) {
    this.#state = { kind: 'stored', stored };
    this.#onUpdate = onUpdate;
    this.#hear = onUpdate;
  }

  get isLive(): boolean {
    return this.#state.kind === 'live';
  }

  /** The document itself. @throws when what is stored cannot be applied. */
  get doc(): Y.Doc {
    return this.#live().doc;
  }

  get stateVector(): Uint8Array {
    return this.#state.kind === 'stored' ? this.#state.stored.stateVector : Y.encodeStateVector(this.#state.doc);
  }

  /** @returns what the holder of a state vector (of none: everything) lacks, as one update. */
  diff(stateVector: Uint8Array = nothing): Uint8Array {
    const state = this.#state;
    return state.kind === 'stored' ? state.stored.diff(stateVector) : Y.encodeStateAsUpdate(state.doc, stateVector);
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
  hasAll(update: Scan): boolean {
    const state = this.#state;
    return state.kind === 'stored' ? state.stored.hasAll(update) : changesNothing(state.doc, update);
  }

  /** Gives blocks that were written the ids that they lack. @returns whether anything had to be written. */
  settleIds(touched: Touched, isFromOthers = false): boolean {
    return this.#live().blockIds.settle(touched, isFromOthers);
  }

  /**
   * Applies what other nodes have put into the journal. Nothing of it is inspected: that was done where it was written.
   * What Yjs has to put off for lack of something is left out (`isWhole`): it is to be read again, with all it builds on.
   * @returns what was new of it
   */
  takeFromOthers(updates: readonly Uint8Array[]): { fresh: Uint8Array[]; isWhole: boolean } {
    const { doc } = this.#live();
    const fresh: Uint8Array[] = [];
    this.#hear = (update) => fresh.push(update);
    try {
      doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
    } finally {
      this.#hear = this.#onUpdate;
    }
    const isWhole = !this.hasPending;
    doc.store.pendingStructs = null;
    doc.store.pendingDs = null;
    return { fresh, isWhole };
  }

  /** Whether Yjs holds something back that it could not apply. */
  get hasPending(): boolean {
    const state = this.#state;
    return state.kind === 'live' && (state.doc.store.pendingStructs ?? state.doc.store.pendingDs) !== null;
  }

  destroy(): void {
    if (this.#state.kind === 'live') this.#state.doc.destroy();
  }

  #live(): Live {
    if (this.#state.kind === 'stored') {
      this.#state = build(this.#state.stored);
      this.#state.doc.on('update', (update: Uint8Array) => this.#hear(update));
    }
    return this.#state;
  }
}
