/**
 * Whose client ids are: one belongs to the account that first showed it in presence or wrote under it, for good. What is
 * written under an id is by its account, so new structs under another's id are a forgery; but for a while after an
 * unclean stop, when honest clients bring back what the server has lost, colleagues' edits included.
 */
import { type ClientIdBinding, serverAccount } from '@samsyn/models';

/** More new ids than this no connection brings. */
const mostNewIds = 1000;

export type Claim =
  /** the accounts that wrote it, and who brought it when that is another */
  { ok: true; authorIds: string[]; broughtBy: string | null } | { ok: false; foreign: number };

export class ClientIds {
  readonly #accounts: Map<number, string>;
  #fresh: ClientIdBinding[] = [];

  constructor(accounts: Map<number, string>) {
    this.#accounts = accounts;
  }

  accountOf(clientId: number): string | undefined {
    return this.#accounts.get(clientId);
  }

  /** @returns whether the id is the account's, from now on or already. */
  bind(clientId: number, accountId: string): boolean {
    const bound = this.#accounts.get(clientId);
    if (bound !== undefined) return bound === accountId;
    this.#accounts.set(clientId, accountId);
    this.#fresh.push({ clientId, accountId });
    return true;
  }

  /** May the account bring new structs under these ids? `own` is the id that its connection shows in presence. */
  claim(accountId: string, clients: readonly number[], own: number | null, isHealing: boolean): Claim {
    const unbound = clients.filter((client) => !this.#accounts.has(client));
    const foreign = clients.find((client) => (this.#accounts.get(client) ?? accountId) !== accountId);
    if (foreign !== undefined && !isHealing) return { ok: false, foreign };
    if (unbound.length > mostNewIds && !isHealing) return { ok: false, foreign: unbound[0] ?? 0 };
    // While healing nobody knows whose an unbound id is, but for the one that the connection shows.
    for (const client of unbound) if (!isHealing || client === own) this.bind(client, accountId);
    const authors = new Set(clients.map((client) => this.#accounts.get(client)).filter((one) => one !== undefined));
    authors.delete(serverAccount);
    const isAllOwn = clients.every((client) => this.#accounts.get(client) === accountId);
    return { ok: true, authorIds: [...authors], broughtBy: isAllOwn ? null : accountId };
  }

  /** @returns the bindings that the journal does not know yet; they are the caller's to keep. */
  takeFresh(): ClientIdBinding[] {
    if (this.#fresh.length === 0) return [];
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  get hasFresh(): boolean {
    return this.#fresh.length > 0;
  }
}
