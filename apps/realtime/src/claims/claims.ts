/** The claims of documents, read once and kept until somebody writes: for citing them, for counting them. */
import { type Claim, claimsIn, readBody, rejectSuggestions } from '@samsyn/document';
import { HistoryMissing } from '@samsyn/models';
import type { LiveDocuments } from '../sync/live-documents.ts';

const kept = 1000;

export class Claims {
  readonly #documents: Pick<LiveDocuments, 'read'>;
  readonly #hearsOfWriting: () => boolean;
  readonly #read = new Map<string, Promise<Claim[]>>();

  /** @param hearsOfWriting whether every writing is told by `forget`: else nothing that was read before counts */
  constructor(documents: Pick<LiveDocuments, 'read'>, hearsOfWriting: () => boolean) {
    this.#documents = documents;
    this.#hearsOfWriting = hearsOfWriting;
  }

  /** @returns the document's claims in reading order, open suggestions read as rejected; none when it has no history. */
  of(documentId: string): Promise<Claim[]> {
    const known = this.#hearsOfWriting() ? this.#read.get(documentId) : undefined;
    if (known) return known;
    const reading = this.#load(documentId);
    this.#read.set(documentId, reading);
    const oldest = this.#read.size > kept ? this.#read.keys().next().value : undefined;
    if (oldest !== undefined) this.#read.delete(oldest);
    return reading;
  }

  /** Somebody wrote in the document, or (null) may have written in any. */
  forget(documentId: string | null): void {
    if (documentId === null) this.#read.clear();
    else this.#read.delete(documentId);
  }

  async #load(documentId: string): Promise<Claim[]> {
    try {
      return await this.#documents.read(documentId, (doc) => claimsIn(rejectSuggestions(readBody(doc))));
    } catch (error) {
      this.#read.delete(documentId);
      if (error instanceof HistoryMissing) return [];
      throw error;
    }
  }
}
