/** Who is in the seminars' rooms: through this node's connections, and through other nodes as they say. */
import type { Person } from './room.ts';

type Here = Map<string, { person: Person; connections: number }>;

export class Attendance {
  /** by seminar and account */
  readonly #here = new Map<string, Here>();
  /** by node and seminar */
  readonly #elsewhere = new Map<string, Map<string, readonly Person[]>>();

  enter(seminarId: string, person: Person): void {
    const here = this.#here.get(seminarId) ?? new Map();
    this.#here.set(seminarId, here);
    here.set(person.id, { person, connections: (here.get(person.id)?.connections ?? 0) + 1 });
  }

  /** One connection of the account leaves. @returns whether the account is not there any more, through any node */
  leave(seminarId: string, accountId: string): boolean {
    const here = this.#here.get(seminarId);
    const one = here?.get(accountId);
    if (!here || !one) return false;
    one.connections -= 1;
    if (one.connections > 0) return false;
    here.delete(accountId);
    if (here.size === 0) this.#here.delete(seminarId);
    return !this.in(seminarId).some(({ id }) => id === accountId);
  }

  /** Another node says who is in all rooms through it. */
  mirrorAll(node: string, rooms: readonly { seminarId: string; people: readonly Person[] }[]): void {
    this.#elsewhere.set(node, new Map(rooms.map(({ seminarId, people }) => [seminarId, people])));
  }

  /** Another node says who is in one room through it. */
  mirror(node: string, seminarId: string, people: readonly Person[]): void {
    const theirs = this.#elsewhere.get(node) ?? new Map<string, readonly Person[]>();
    this.#elsewhere.set(node, theirs);
    if (people.length > 0) theirs.set(seminarId, people);
    else theirs.delete(seminarId);
  }

  /** Another node is gone. */
  drop(node: string): void {
    this.#elsewhere.delete(node);
  }

  /** Everybody who is in the seminar's room, each once. */
  in(seminarId: string): Person[] {
    const people = new Map(this.here(seminarId).map((person) => [person.id, person]));
    for (const theirs of this.#elsewhere.values()) {
      for (const person of theirs.get(seminarId) ?? []) if (!people.has(person.id)) people.set(person.id, person);
    }
    return [...people.values()];
  }

  /** Those who are there through this node. */
  here(seminarId: string): Person[] {
    return [...(this.#here.get(seminarId)?.values() ?? [])].map(({ person }) => person);
  }

  /** The seminars that somebody is in through this node. */
  get seminarsHere(): string[] {
    return [...this.#here.keys()];
  }
}
