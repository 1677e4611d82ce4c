/**
 * What an account may post to documents over plain HTTP: so many bytes a second, sustained, with ten seconds' worth at
 * once, like a connection. One update may be as large as a document: then the account owes for it.
 */
import type { Request } from 'express';
import { readBytes } from '../http/body.ts';
import { tooLarge, tooMany } from '../http/problems.ts';
import { Budgets } from '../sync/budgets.ts';

export class Postings {
  readonly #budgets: Budgets;

  /** @param perSecond bytes; 0 lifts the limit */
  constructor(perSecond: number) {
    this.#budgets = new Budgets(perSecond);
  }

  /**
   * Reads the body of an update. What it says that it will be is spent before it comes, so that many at once are not more
   * than one after the other; what does not say is taken for the largest.
   * @throws ProblemError 429 while the account owes; 413, 415 and 400 as the body deserves
   */
  async read(request: Request, accountId: string, maxBytes: number): Promise<Buffer> {
    const declared = request.headers['content-length'];
    const most = declared === undefined ? maxBytes : Number(declared);
    if (most > maxBytes) throw tooLarge();
    const wait = this.#budgets.secondsOwed(accountId);
    if (wait > 0) throw tooMany(wait);
    const spent = Number.isFinite(most) ? most : 0;
    this.#budgets.charge(accountId, spent);
    let came = 0;
    try {
      return await readBytes(request, maxBytes, (bytes) => (came += bytes));
    } finally {
      // What broke off costs what came of it: the rest is sent again.
      this.#budgets.charge(accountId, came - spent);
    }
  }
}
