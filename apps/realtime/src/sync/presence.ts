/**
 * Who is in the room. The awareness protocol's messages, but the server decides what they say: `user` is stamped from
 * the account, `cursor` passes, nothing else. A client's clock is only a hint: what others see has a clock of the server's,
 * which moves on when somebody leaves or comes back, so that a return is always seen (y-protocols forgets nobody's clock).
 * People who are there through other nodes are mirrored; each node speaks for its own.
 */
import type { SharedPresence } from '../nodes/messages.ts';
import type { Clock } from './clock.ts';
import {
  type Announcement,
  decodeAwareness,
  encodeAwareness,
  isNobody,
  type Person,
  stamped,
  stampOf,
} from './presence-states.ts';

/** What a connection is to the presence of its room. */
export type Presenter = {
  readonly person: Person;
  /** the id that it shows itself under; null until it has set a state */
  shows: number | null;
  /** whether what it sends may still be its own first announcement, and not an echo of what it was sent */
  readonly isNew: boolean;
  /** whether it has brought all that it had when it came */
  readonly hasBroughtAll: boolean;
  /** what stands before the cursor in its states; made when it first shows itself */
  stamp: Buffer | null;
};

type Shown = {
  clock: number;
  /** JSON in UTF-8 */
  state: Uint8Array | null;
  /** the connection that shows it */
  owner: Presenter | null;
  /** the other node whose connection shows it, and whose it is there */
  elsewhere: { node: string; accountId: string; hasBroughtAll: boolean } | null;
  /** when the connection that shows it took it: of two the newer has it */
  since: number;
  renewedAt: number;
};

const maxClock = 2 ** 31;
/** Where clocks are times: some thousand years. */
const maxTime = 2 ** 45;
/** Other clients forget a state that is not renewed in 30 s; hidden tabs may be too slow to. Milliseconds. */
const renewAfter = 20_000;
/** Those who left are remembered (their clocks) up to this many. */
const mostGone = 5000;

const sharedOf = (clientId: number, { since, state, owner }: Shown, accountId: string): SharedPresence => ({
  clientId,
  since,
  accountId,
  hasBroughtAll: owner?.hasBroughtAll ?? false,
  state: state && Buffer.from(state).toString(),
});

const nothing = Buffer.from('null');
const isSame = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === other || (one !== null && other !== null && Buffer.compare(one, other) === 0);

const nobody = (): Shown => ({ clock: 0, state: null, owner: null, elsewhere: null, since: 0, renewedAt: 0 });

export class Presence {
  readonly #shown = new Map<number, Shown>();
  readonly #isShared: boolean;
  readonly #now: Clock;
  #changed = new Set<number>();
  /** what changed through this node's own connections */
  #changedHere = new Set<number>();

  /** @param isShared other nodes show people too: clocks are times then, so that all nodes' go one way. */
  constructor(now: Clock, isShared: boolean) {
    this.#now = now;
    this.#isShared = isShared;
  }

  /**
   * Takes a client's awareness update. What is not its own is dropped in silence: stock providers echo all they hear.
   * @param mayShow asked before an id is shown for the first time by a connection: does it belong to its account?
   * @param isNew whether it may be the connection's own first announcement, and not an echo of what it was sent
   * @throws when the update is malformed.
   */
  receive(from: Presenter, update: Uint8Array, mayShow: (clientId: number) => boolean, isNew = from.isNew): void {
    const limit = this.#isShared ? maxTime : maxClock;
    for (const announcement of decodeAwareness(update)) {
      if (announcement.clock >= limit || !this.#isOwn(from, announcement, isNew)) continue;
      if (from.shows !== null || mayShow(announcement.clientId)) this.#take(from, announcement);
    }
  }

  /** Whether who shows the id is here, through whichever node, and has brought all that it had. */
  speaksForItself(clientId: number): boolean {
    const { owner, elsewhere } = this.#shown.get(clientId) ?? nobody();
    return (owner ?? elsewhere)?.hasBroughtAll ?? false;
  }

  /** The connection has brought all that it had: other nodes are told. */
  broughtAll(from: Presenter): void {
    if (from.shows !== null) this.#changedHere.add(from.shows);
  }

  /** The connection is gone, and what it showed with it. */
  leave(from: Presenter): void {
    const shown = from.shows === null ? undefined : this.#shown.get(from.shows);
    if (!shown || from.shows === null || shown.owner !== from) return;
    shown.owner = null;
    this.#changedHere.add(from.shows);
    this.#show(from.shows, shown, null, 0);
    this.#forget();
  }

  /** Those who are shown by this node's connections. */
  here(): SharedPresence[] {
    return [...this.#shown].flatMap(([clientId, shown]) =>
      shown.owner && shown.state !== null ? [sharedOf(clientId, shown, shown.owner.person.id)] : [],
    );
  }

  get hasNewsHere(): boolean {
    return this.#changedHere.size > 0;
  }

  /** @returns what has changed through this node's connections since the last call. */
  takeNewsHere(): SharedPresence[] {
    const changed = [...this.#changedHere];
    this.#changedHere = new Set();
    return changed.flatMap((clientId) => {
      const shown = this.#shown.get(clientId);
      return shown && !shown.elsewhere ? [sharedOf(clientId, shown, shown.owner?.person.id ?? '')] : [];
    });
  }

  /** Another node says who is there through it. @param isWhole whoever is not named is not there (any more). */
  mirror(node: string, states: readonly SharedPresence[], isWhole: boolean): void {
    for (const state of states) this.#mirrorOne(node, state, isWhole);
    if (!isWhole) return;
    const named = new Set(states.map(({ clientId }) => clientId));
    this.#drop(node, (clientId) => !named.has(clientId));
  }

  /** Another node is not there any more, or cannot be heard. */
  dropNode(node: string): void {
    this.#drop(node, () => true);
  }

  /** Speaks for those whose tabs are too slow to. */
  renew(now: number): void {
    for (const [clientId, shown] of this.#shown) {
      if (shown.owner && shown.state !== null && now - shown.renewedAt > renewAfter) {
        this.#changedHere.add(clientId);
        this.#show(clientId, shown, shown.state, 0);
      }
    }
  }

  get hasNews(): boolean {
    return this.#changed.size > 0;
  }

  /** @returns what has changed since the last call, as an awareness update, or null. */
  takeNews(): Uint8Array | null {
    if (this.#changed.size === 0) return null;
    const update = this.#encode([...this.#changed]);
    this.#changed = new Set();
    return update;
  }

  /**
   * Everybody who is shown, as an awareness update, or null when there is nobody. Who comes back has dropped the states
   * that it knew but remembers their clocks: each is told with a clock that it cannot have heard.
   */
  everybody(): Uint8Array | null {
    const present: number[] = [];
    for (const [clientId, shown] of this.#shown) {
      if (shown.state === null) continue;
      shown.clock = this.#nextClock(shown, 0);
      present.push(clientId);
    }
    return present.length === 0 ? null : this.#encode(present);
  }

  #isOwn(from: Presenter, { clientId, json }: Announcement, isNew: boolean): boolean {
    const shown = this.#shown.get(clientId);
    if (from.shows !== null) return from.shows === clientId && shown?.owner === from;
    if (isNobody(json)) return false;
    const ownerId = shown?.owner?.person.id ?? shown?.elsewhere?.accountId;
    // An account's newest connection takes its id over (the old one may be half dead), but an echo is no claim.
    return ownerId === undefined || (ownerId === from.person.id && isNew);
  }

  #take(from: Presenter, { clientId, clock, json }: Announcement): void {
    from.stamp ??= stampOf(from.person);
    const state = stamped(from.stamp, json);
    const shown = this.#shown.get(clientId) ?? nobody();
    this.#shown.set(clientId, shown);
    const isReturn = shown.owner !== from;
    if (isReturn) shown.since = Math.max(shown.since + 1, this.#now());
    shown.owner = from;
    shown.elsewhere = null;
    from.shows = clientId;
    // Clock 0 is what a provider begins with: the id is taken, but nobody has set a state yet.
    if (clock === 0) return;
    // What a client hears of itself it says again; only a clock that moves on is a renewal.
    if (!isReturn && clock <= shown.clock && isSame(state, shown.state)) return;
    this.#changedHere.add(clientId);
    this.#show(clientId, shown, state, clock);
  }

  #mirrorOne(node: string, shared: SharedPresence, isWhole: boolean): void {
    const { clientId, since, accountId, hasBroughtAll, state } = shared;
    const shown = this.#shown.get(clientId) ?? nobody();
    if (state === null) {
      if (shown.elsewhere?.node === node) this.#vanish(clientId, shown);
      return;
    }
    const isTheirs = shown.elsewhere?.node === node;
    if (!isTheirs && (shown.owner ?? shown.elsewhere) && shown.since >= since) return;
    this.#shown.set(clientId, shown);
    shown.owner = null;
    shown.elsewhere = { node, accountId, hasBroughtAll };
    shown.since = since;
    // What is said again in answer to a question is no news.
    const bytes = Buffer.from(state);
    if (!isWhole || !isTheirs || !isSame(shown.state, bytes)) this.#show(clientId, shown, bytes, 0);
  }

  #drop(node: string, isMeant: (clientId: number) => boolean): void {
    for (const [clientId, shown] of this.#shown) {
      if (shown.elsewhere?.node === node && isMeant(clientId)) this.#vanish(clientId, shown);
    }
  }

  #vanish(clientId: number, shown: Shown): void {
    shown.elsewhere = null;
    this.#show(clientId, shown, null, 0);
  }

  /** @param said by the client, 0 when it said nothing */
  #nextClock(shown: Shown, said: number): number {
    return Math.max(said, shown.clock + 1, this.#isShared ? this.#now() : 0);
  }

  #show(clientId: number, shown: Shown, state: Uint8Array | null, said: number): void {
    shown.state = state;
    shown.clock = this.#nextClock(shown, said);
    shown.renewedAt = this.#now();
    this.#changed.add(clientId);
  }

  #forget(): void {
    if (this.#shown.size <= mostGone) return;
    for (const [clientId, shown] of this.#shown) {
      if (!(shown.owner ?? shown.elsewhere) && !this.#changed.has(clientId)) this.#shown.delete(clientId);
    }
  }

  #encode(clientIds: readonly number[]): Uint8Array {
    const states = clientIds.map((clientId) => {
      const { clock = 0, state = null } = this.#shown.get(clientId) ?? {};
      return { clientId, clock, json: state ?? nothing };
    });
    return encodeAwareness(states);
  }
}
