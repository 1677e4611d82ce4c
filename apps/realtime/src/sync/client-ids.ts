/**
 * Whose client ids are: one belongs to the account that first showed it in presence or wrote under it, for good. What is
 * written under an id is by its account, so new structs under another's id are a forgery; but for a while after an
 * unclean stop, when honest clients bring back what the server has lost, colleagues' edits included.
 */
import { type ClientIdBinding, serverAccount } from '@samsyn/models';

/** Each page that is opened has one; more than these no account brings to a document in a day. */
const mostNewIds = 1000;
const day = 24 * 60 * 60_000;

/** How many new ids each account has brought to each document today: they stay, also when the room is closed. */
export class NewIds {
  readonly #counts = new Map<string, number>();
  /** milliseconds of the process's own clock */
  #since = performance.now();

  /** Whether that many more are too many. */
  areTooMany(documentId: string, accountId: string, count: number): boolean {
    if (performance.now() - this.#since > day) {
      this.#counts.clear();
      this.#since = performance.now();
    }
    return this.#of(documentId, accountId) + count > mostNewIds;
  }

  /** @returns whole seconds until it counts anew */
  get secondsLeft(): number {
    return Math.max(1, Math.ceil((this.#since + day - performance.now()) / 1000));
  }

  addOne(documentId: string, accountId: string): void {
    this.#counts.set(`${documentId}/${accountId}`, this.#of(documentId, accountId) + 1);
  }

  #of(documentId: string, accountId: string): number {
    return this.#counts.get(`${documentId}/${accountId}`) ?? 0;
  }
}

export type Claim =
  /** the accounts that wrote it, and who brought it when that is another */
  | { kind: 'granted'; authorIds: string[]; broughtBy: string | null }
  | { kind: 'foreign'; clientId: number }
  /** nobody has so many, however long one waits */
  | { kind: 'nobodys' }
  /** in so many seconds some are let in again */
  | { kind: 'tooMany'; seconds: number }
  /** the registrar has been asked whose they are */
  | { kind: 'unknown' };

/** Whether others may bring what was lost, but for those who are here and have brought it themselves. */
export type Healing = { isHealing: boolean; speaksForItself(clientId: number): boolean };

/**
 * Where other nodes bind client ids too the database decides whose one is, before anything under it is taken. Asks for a
 * client id to be bound to the account, or only (null) whose it is; the answer comes by `learn`.
 */
export type Registrar = (clientId: number, accountId: string | null) => void;

export class ClientIds {
  readonly #accounts: Map<number, string>;
  readonly #registrar: Registrar | null;
  readonly #asked = new Set<number>();
  /** asked for, and nobody's */
  readonly #nobodys = new Set<number>();
  #fresh: ClientIdBinding[] = [];
  readonly #documentId: string;
  readonly #newIds: NewIds;

  /** @param registrar null: this node alone binds. */
  constructor(documentId: string, accounts: Map<number, string>, newIds: NewIds, registrar: Registrar | null = null) {
    this.#documentId = documentId;
    this.#accounts = accounts;
    this.#newIds = newIds;
    this.#registrar = registrar;
  }

  accountOf(clientId: number): string | undefined {
    return this.#accounts.get(clientId);
  }

  /** @returns whether any of them is another account's. */
  areOthers(accountId: string, clients: readonly number[]): boolean {
    return clients.some((client) => this.#isOthers(accountId, client));
  }

  /** @returns whether the id is the account's, from now on or already; null when that has to be asked for first. */
  bind(clientId: number, accountId: string): boolean | null {
    const bound = this.#accounts.get(clientId);
    if (bound !== undefined) return bound === accountId;
    if (this.#isTooMany(accountId, 1)) return false;
    if (this.#registrar) {
      this.#ask(clientId, accountId);
      return null;
    }
    this.#take(clientId, accountId);
    return true;
  }

  /** Binds an id that this server itself has just made. */
  adopt(clientId: number, accountId: string): void {
    if (this.#accounts.has(clientId)) return;
    this.#accounts.set(clientId, accountId);
    this.#fresh.push({ clientId, accountId });
  }

  /** What the database says of these ids. */
  learn(asked: Iterable<number>, owners: ReadonlyMap<number, string>): void {
    for (const clientId of asked) {
      this.#asked.delete(clientId);
      const owner = owners.get(clientId);
      if (owner === undefined) this.#nobodys.add(clientId);
      else this.#accounts.set(clientId, owner);
    }
  }

  /** May the account bring new structs under these ids? `own` is the id that its connection shows in presence. */
  claim(accountId: string, clients: readonly number[], own: number | null, healing: Healing): Claim {
    const { isHealing } = healing;
    const foreign = clients.find(
      (client) => this.#isOthers(accountId, client) && !(isHealing && !healing.speaksForItself(client)),
    );
    if (foreign !== undefined) return { kind: 'foreign', clientId: foreign };
    const unbound = clients.filter((client) => !this.#accounts.has(client));
    // While healing nobody knows whose an unbound id is, but for the one that the connection shows.
    const [mine, unclear] = isHealing ? [unbound.filter((client) => client === own), unbound] : [unbound, []];
    if (mine.length > mostNewIds) return { kind: 'nobodys' };
    if (this.#isTooMany(accountId, mine.length)) return { kind: 'tooMany', seconds: this.#newIds.secondsLeft };
    if (this.#registrar && this.#askAll(accountId, mine, unclear)) return { kind: 'unknown' };
    for (const client of mine) this.#take(client, accountId);
    const authors = new Set(clients.map((client) => this.#accounts.get(client)).filter((one) => one !== undefined));
    authors.delete(serverAccount);
    const isAllOwn = clients.every((client) => this.#accounts.get(client) === accountId);
    return { kind: 'granted', authorIds: [...authors], broughtBy: isAllOwn ? null : accountId };
  }

  #isOthers(accountId: string, client: number): boolean {
    return (this.#accounts.get(client) ?? accountId) !== accountId;
  }

  /** @returns whether anything had to be asked. */
  #askAll(accountId: string, mine: readonly number[], unclear: readonly number[]): boolean {
    const toAsk = unclear.filter((client) => !mine.includes(client) && !this.#nobodys.has(client));
    for (const client of mine) this.#ask(client, accountId);
    for (const client of toAsk) this.#ask(client, null);
    return mine.length > 0 || toAsk.length > 0;
  }

  #ask(clientId: number, accountId: string | null): void {
    if (this.#asked.has(clientId)) return;
    this.#asked.add(clientId);
    if (accountId !== null) this.#count(accountId);
    this.#registrar?.(clientId, accountId);
  }

  #take(clientId: number, accountId: string): void {
    this.#count(accountId);
    this.adopt(clientId, accountId);
  }

  #count(accountId: string): void {
    this.#newIds.addOne(this.#documentId, accountId);
  }

  #isTooMany(accountId: string, count: number): boolean {
    return this.#newIds.areTooMany(this.#documentId, accountId, count);
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
