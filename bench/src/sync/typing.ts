/** People who type at their own pace: what the server's CPU costs, and how long a key takes to the others. */
import * as Y from 'yjs';
import { Person, type Place } from './person.ts';
import type { Running } from './servers.ts';

export type Room = { people: Person[]; typists: Person[]; watchers: Watcher[] };

/** Joins at once, at most; a server looks up each one's session. */
const joinTogether = 20;
const roomsTogether = 10;
const watchersInAll = 6;

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * One of the people with a real Y.Doc, which measures how long the others' keys took to come. They are put into it when all
 * that has come has been read: who is told after a watcher is not to wait for what the watcher does.
 */
export class Watcher {
  readonly #person: Person;
  #came: { update: Uint8Array; at: number }[] = [];
  readonly #others: { person: Person; seen: number }[];
  /** by client id and clock, when each key of the others was seen */
  readonly seenAt = new Map<number, number[]>();
  latencies: number[] = [];

  constructor(person: Person, typists: readonly Person[]) {
    this.#person = person;
    this.#others = typists.filter((one) => one !== person).map((one) => ({ person: one, seen: one.clock }));
    person.onUpdate = (update) => {
      this.#came.push({ update, at: performance.now() });
      if (this.#came.length === 1) setImmediate(() => this.#apply());
    };
  }

  /** Whether everything that the others have typed has come. */
  get isUpToDate(): boolean {
    return this.#others.every(({ person, seen }) => seen >= person.clock);
  }
  get missing(): number {
    return this.#others.reduce((sum, { person, seen }) => sum + person.clock - seen, 0);
  }

  #apply(): void {
    const came = this.#came;
    this.#came = [];
    for (const { update, at } of came) {
      Y.applyUpdate(this.#person.doc, update);
      this.#look(at);
    }
  }

  #look(now: number): void {
    const { store } = this.#person.doc;
    for (const other of this.#others) {
      const state = Y.getState(store, other.person.clientId);
      const seenAt = this.seenAt.get(other.person.clientId) ?? [];
      this.seenAt.set(other.person.clientId, seenAt);
      for (; other.seen < state; other.seen += 1) {
        seenAt[other.seen] = now;
        const sent = other.person.sentAt[other.seen];
        if (sent !== undefined) this.latencies.push(now - sent);
      }
    }
  }
}

/** So many of them, evenly spread: a server that tells one after the other tells who came first first. */
const spreadOver = <T>(all: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, index) => all.slice(Math.floor(((index + 0.5) * all.length) / count))).flatMap(
    (rest) => rest.slice(0, 1),
  );

/** Fills a room: everybody joins, the typists begin their paragraphs. */
export const fill = async (place: Place, people: number, typing: number, watched: number): Promise<Room> => {
  const all: Person[] = [];
  while (all.length < people) {
    const batch = Math.min(joinTogether, people - all.length);
    all.push(...(await Promise.all(Array.from({ length: batch }, () => Person.join(place)))));
  }
  const typists = all.slice(0, typing);
  for (const person of typists) person.begin();
  await sleep(300);
  for (const person of all.slice(typing)) person.greet();
  await sleep(200);
  const watching = spreadOver(all, watched);
  for (const person of all) if (!watching.includes(person)) person.forget();
  return { people: all, typists, watchers: watching.map((person) => new Watcher(person, typists)) };
};

/** Fills several rooms of the server alike. */
export const fillRooms = async (server: Running, rooms: number, people: number, typing: number): Promise<Room[]> => {
  const filled: Room[] = [];
  while (filled.length < rooms) {
    const next = Array.from({ length: Math.min(roomsTogether, rooms - filled.length) }, async (_, offset) => {
      const watching = rooms === 1 ? watchersInAll : filled.length + offset < watchersInAll * 2 ? 1 : 0;
      return fill(await server.place(), people, typing, watching);
    });
    filled.push(...(await Promise.all(next)));
  }
  return filled;
};

/** Types for so long: each at the rate, not in step with the others, with a caret or without. */
export const typeFor = (
  typists: readonly Person[],
  perSecond: number,
  milliseconds: number,
  hasCaret = true,
): Promise<void> =>
  new Promise((resolve) => {
    const pause = 1000 / perSecond;
    const begun = performance.now();
    const due = typists.map(() => begun + Math.random() * pause);
    const timer = setInterval(() => {
      const now = performance.now();
      for (const [index, person] of typists.entries()) {
        while ((due[index] ?? 0) <= now) {
          due[index] = (due[index] ?? 0) + pause * (0.5 + Math.random());
          person.type(hasCaret);
        }
      }
      if (now - begun < milliseconds) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });

export type Typed = {
  /** server CPU for all that was typed, as a share of one core. Percent */
  cpu: number;
  p50: number;
  p99: number;
  /** keys that came to the watchers, of those that should have */
  arrived: number;
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** Waits until everything has come, so that a server that lags pays for what it was sent. Milliseconds. */
const settle = async (watchers: readonly Watcher[], patience: number): Promise<void> => {
  const end = performance.now() + patience;
  while (performance.now() < end && !watchers.every((watcher) => watcher.isUpToDate)) await sleep(20);
  // What is behind the last key: the journal, acknowledgements.
  await sleep(300);
};

/** A folder for profiles of what is measured: how the figures were tuned. */
const profiles = process.env['BENCH_PROFILES'];

export type TypingPlan = {
  perSecond: number;
  /** how long, and how fast, they type before anything is measured, so that the server's code is compiled */
  warmUp: number;
  warmUpPerSecond?: number;
  /** how long they type each time that it is measured */
  milliseconds: number;
  hasCaret?: boolean;
};

/** The server has ended connections of people who type. */
export class HungUp extends Error {
  override name = 'HungUp';
}

/** People who type at one server, once or several times, and what that has cost. */
export class Typing {
  readonly #server: Running;
  readonly #rooms: readonly Room[];
  readonly #plan: TypingPlan;
  readonly #typists: Person[];
  readonly #watchers: Watcher[];
  /** server CPU while they typed, and how long they did. Milliseconds */
  #spent = 0;
  #typed = 0;

  constructor(server: Running, rooms: readonly Room[], plan: TypingPlan) {
    this.#server = server;
    this.#rooms = rooms;
    this.#plan = plan;
    this.#typists = rooms.flatMap((room) => room.typists);
    this.#watchers = rooms.flatMap((room) => room.watchers);
  }

  async warmUp(): Promise<void> {
    const { perSecond, warmUp, warmUpPerSecond = perSecond, hasCaret } = this.#plan;
    await typeFor(this.#typists, warmUpPerSecond, warmUp, hasCaret);
    await settle(this.#watchers, 5000);
    for (const watcher of this.#watchers) watcher.latencies = [];
  }

  /** Types for a while and counts what it costs. @throws HungUp */
  async turn(): Promise<void> {
    const { perSecond, milliseconds, hasCaret } = this.#plan;
    const server = this.#server;
    if (profiles) await server.profile(null);
    const before = await server.cpu();
    await typeFor(this.#typists, perSecond, milliseconds, hasCaret);
    await settle(this.#watchers, 10_000);
    this.#spent += (await server.cpu()) - before;
    this.#typed += milliseconds;
    if (profiles) await server.profile(`${profiles}/${server.name}-${this.#rooms.length}x${perSecond}.cpuprofile`);
    const gone = this.#people.filter((person) => person.isGone).length;
    if (gone > 0) throw new HungUp(`${server.name} hung up on ${gone} people`);
  }

  get typed(): Typed {
    const latencies = this.#watchers.flatMap((watcher) => watcher.latencies);
    const missing = this.#watchers.reduce((sum, watcher) => sum + watcher.missing, 0);
    return {
      cpu: (this.#spent / this.#typed) * 100,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      arrived: latencies.length / (latencies.length + missing),
    };
  }

  leave(): void {
    for (const person of this.#people) person.leave();
  }

  get #people(): Person[] {
    return this.#rooms.flatMap((room) => room.people);
  }
}
