/** The words of one account in one document: what of them is durable, what is kept in the browser, what was refused. */
import type * as Y from 'yjs';
import { Copies } from './copies.ts';
import { KeptStore } from './keptStore.ts';
import type { Ledger } from './ledger.ts';
import type { Saved } from './status.ts';
import { hasMore, takeUp } from './takeUp.ts';
import { Unsent } from './unsent.ts';

/** What waits so long goes to the browser's store: it is there when the word changes. In milliseconds. */
const keepAfter = 500;

export class OwnWords {
  /** of the Y.Doc of the moment */
  ledger: Ledger;
  readonly copies: Copies;
  readonly #store: KeptStore;
  #unsent: Unsent;
  #isTakenUp = false;

  /** @param ledger what of `doc` has come @param epoch of the history that `doc` will hold */
  constructor(accountId: string, documentId: string, doc: Y.Doc, ledger: Ledger, epoch: number) {
    this.ledger = ledger;
    this.#store = new KeptStore(accountId, documentId);
    this.copies = new Copies(this.#store);
    this.#unsent = new Unsent(doc, epoch, this.#store);
  }

  /** Goes on with another Y.Doc. What the former one did not get through stays in the store. */
  begin(doc: Y.Doc, ledger: Ledger, epoch: number): void {
    this.ledger = ledger;
    this.#unsent = new Unsent(doc, epoch, this.#store);
    this.#isTakenUp = false;
  }

  get areUnsent(): boolean {
    return this.ledger.oldest !== null;
  }

  get saved(): Saved {
    if (!this.ledger.isLate) return 'saved';
    return this.#unsent.isOnDevice ? 'onDevice' : 'notSaved';
  }

  /** @param isSent whether a message of the open connection just carried it */
  written(update: Uint8Array, isSent: boolean): void {
    this.ledger.written(isSent);
    this.#unsent.written(update);
  }

  /**
   * The document is there. What pages before this one could not send joins it, once it is sure that nobody else is signed
   * in by now: it would go as theirs.
   */
  async shown(doc: Y.Doc, isSureOfAccount: () => Promise<boolean>, mayWrite: () => boolean): Promise<void> {
    this.copies.holdAgainst(doc);
    if (this.#isTakenUp) return;
    this.#isTakenUp = true;
    if (!hasMore(this.#store)) return;
    const unsent = this.#unsent;
    const isSure = await isSureOfAccount();
    if (unsent !== this.#unsent) return;
    this.#isTakenUp = isSure;
    if (!isSure) return;
    takeUp(doc, unsent, this.#store, mayWrite());
    this.copies.holdAgainst(doc);
  }

  /** Something may have become durable. */
  look(): void {
    this.#unsent.settle(this.ledger.oldest);
  }

  /** Time has passed. Not at a key: of a hundred pages this takes longer than a key may. */
  keepOn(): void {
    if (this.ledger.waited > keepAfter) this.#unsent.keepOn();
  }

  /** The page may be ended without another word. */
  keep(): void {
    this.#unsent.settle(this.ledger.oldest);
    this.#unsent.keep();
  }

  /** The server will not have what it does not have yet. */
  refuse(code: string): void {
    this.#unsent.settle(this.ledger.oldest);
    this.#unsent.refuse(code);
  }

  /** The page is left. @param post gives the server what is unsent; answers whether it has it. */
  async depart(post: (update: Uint8Array) => Promise<boolean>): Promise<void> {
    this.keep();
    const unsent = this.#unsent;
    const { update } = unsent;
    if (update !== null && (await post(update))) unsent.forget(update);
  }
}
