/**
 * Who is in the room. The awareness protocol's messages, but the server decides what they say: `user` is stamped from
 * the account, `cursor` passes, nothing else. A client's clock is only a hint: what others see has a clock of the server's,
 * which moves on when somebody leaves or comes back, so that a return is always seen (y-protocols forgets nobody's clock).
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Clock } from './clock.ts';

export type Person = { id: string; name: string; color: string };

/** What a connection is to the presence of its room. */
export type Presenter = {
  readonly person: Person;
  /** the id that it shows itself under; null until it has set a state */
  shows: number | null;
  /** whether what it sends may still be its own first announcement, and not an echo of what it was sent */
  readonly isNew: boolean;
};

type Shown = { clock: number; state: string | null; owner: Presenter | null; renewedAt: number };
type Announcement = { clientId: number; clock: number; state: unknown };

const mostStates = 2000;
const mostCursor = 2000;
const maxClock = 2 ** 31;
/** Other clients forget a state that is not renewed in 30 s; hidden tabs may be too slow to. Milliseconds. */
const renewAfter = 20_000;
/** Those who left are remembered (their clocks) up to this many. */
const mostGone = 5000;

/** @returns the states in an awareness update. @throws when it is malformed. */
export const decodeAwareness = (update: Uint8Array): Announcement[] => {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > mostStates) throw new RangeError('Too many states');
  return Array.from({ length: count }, () => ({
    clientId: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as unknown,
  }));
};

const stamp = (person: Person, state: unknown): string | null => {
  if (typeof state !== 'object' || state === null) return null;
  const cursor = 'cursor' in state && typeof state.cursor === 'object' ? state.cursor : null;
  const whole = JSON.stringify({ user: person, cursor });
  return whole.length <= mostCursor ? whole : JSON.stringify({ user: person, cursor: null });
};

export class Presence {
  readonly #shown = new Map<number, Shown>();
  readonly #now: Clock;
  #changed = new Set<number>();

  constructor(now: Clock) {
    this.#now = now;
  }

  /**
   * Takes a client's awareness update. What is not its own is dropped in silence: stock providers echo all they hear.
   * @param mayShow asked before an id is shown for the first time by a connection: does it belong to its account?
   * @throws when the update is malformed.
   */
  receive(from: Presenter, update: Uint8Array, mayShow: (clientId: number) => boolean): void {
    for (const announcement of decodeAwareness(update)) {
      if (announcement.clock < maxClock && this.#isOwn(from, announcement, mayShow)) this.#take(from, announcement);
    }
  }

  /** The connection is gone, and what it showed with it. */
  leave(from: Presenter): void {
    const shown = from.shows === null ? undefined : this.#shown.get(from.shows);
    if (!shown || from.shows === null || shown.owner !== from) return;
    shown.owner = null;
    this.#show(from.shows, shown, null, shown.clock + 1);
    this.#forget();
  }

  /** Speaks for those whose tabs are too slow to. */
  renew(now: number): void {
    for (const [clientId, shown] of this.#shown) {
      if (shown.owner && shown.state !== null && now - shown.renewedAt > renewAfter) {
        this.#show(clientId, shown, shown.state, shown.clock + 1);
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
      shown.clock += 1;
      present.push(clientId);
    }
    return present.length === 0 ? null : this.#encode(present);
  }

  #isOwn(from: Presenter, { clientId, state }: Announcement, mayShow: (clientId: number) => boolean): boolean {
    if (from.shows !== null) return from.shows === clientId && this.#shown.get(clientId)?.owner === from;
    if (state === null) return false;
    const owner = this.#shown.get(clientId)?.owner;
    // An account's newest connection takes its id over (the old one may be half dead), but an echo is no claim.
    if (owner && (owner.person.id !== from.person.id || !from.isNew)) return false;
    return mayShow(clientId);
  }

  #take(from: Presenter, { clientId, clock, state }: Announcement): void {
    const stamped = stamp(from.person, state);
    const shown = this.#shown.get(clientId) ?? { clock: 0, state: null, owner: null, renewedAt: 0 };
    this.#shown.set(clientId, shown);
    const isReturn = shown.owner !== from;
    shown.owner = from;
    from.shows = clientId;
    // Clock 0 is what a provider begins with: the id is taken, but nobody has set a state yet.
    if (clock === 0) return;
    // What a client hears of itself it says again; only a clock that moves on is a renewal.
    if (!isReturn && clock <= shown.clock && stamped === shown.state) return;
    this.#show(clientId, shown, stamped, Math.max(clock, shown.clock + 1));
  }

  #show(clientId: number, shown: Shown, state: string | null, clock: number): void {
    shown.state = state;
    shown.clock = clock;
    shown.renewedAt = this.#now();
    this.#changed.add(clientId);
  }

  #forget(): void {
    if (this.#shown.size <= mostGone) return;
    for (const [clientId, shown] of this.#shown) {
      if (shown.owner === null && !this.#changed.has(clientId)) this.#shown.delete(clientId);
    }
  }

  #encode(clientIds: readonly number[]): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, clientIds.length);
      for (const clientId of clientIds) {
        const shown = this.#shown.get(clientId);
        encoding.writeVarUint(encoder, clientId);
        encoding.writeVarUint(encoder, shown?.clock ?? 0);
        encoding.writeVarString(encoder, shown?.state ?? 'null');
      }
    });
  }
}
