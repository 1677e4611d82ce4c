/** What a room is about to tell its connections: the words of this tick, who is there, and answers to those who asked. */
import type { SyncMessage } from '@samsyn/document';
import * as Y from 'yjs';
import type { Budgets } from './budgets.ts';
import type { Connection } from './connection.ts';
import type { Content } from './content.ts';
import { messageFrame, newsFrames, step2Frame } from './frames.ts';
import { Work } from './inspection/work.ts';
import type { Presence } from './presence.ts';

/** `refuse` is called instead of an answer when its account has had too much read. */
type Question = { connection: Connection; stateVector: Uint8Array; refuse: () => void };

export class Outgoing {
  readonly #content: Content;
  readonly #presence: Presence;
  readonly #reads: Budgets;
  #questions: Question[] = [];
  #updates: Uint8Array[] = [];
  /** Where what waits to be sent came from; null is not a connection. */
  readonly #sources = new Set<Connection | null>();

  /** @param reads what each account may have read */
  constructor(content: Content, presence: Presence, reads: Budgets) {
    this.#content = content;
    this.#presence = presence;
    this.#reads = reads;
  }

  /** Whether words wait. */
  get hasUpdates(): boolean {
    return this.#updates.length > 0;
  }

  add(update: Uint8Array): void {
    this.#updates.push(update);
  }

  /** Something of what waits is this connection's own: when all of it is, it need not hear it. Null: nobody's. */
  from(source: Connection | null): void {
    this.#sources.add(source);
  }

  /** The connection asks for what its state vector lacks. */
  ask(connection: Connection, stateVector: Uint8Array, refuse: () => void): void {
    this.#questions.push({ connection, stateVector, refuse });
  }

  /** What a connection hears first: the server's own question, and who is here. */
  greet(connection: Connection, now: number): void {
    const question = { type: 'syncStep1', stateVector: this.#content.stateVector } as const;
    this.#write(connection, [question, ...this.#people()], now);
  }

  /** Says who is here. */
  greetPresence(connection: Connection, now: number): void {
    this.#write(connection, this.#people(), now);
  }

  /** Sends what waits to everybody, as one buffer, and answers those who asked. @returns how many bytes that was */
  publish(connections: ReadonlySet<Connection>, now: number): number {
    const frames = newsFrames(this.#takeUpdates(), this.#presence.takeNews());
    let bytes = 0;
    if (frames) {
      const only = this.#onlySource();
      for (const connection of connections) if (connection !== only) connection.write(frames, now);
      bytes = frames.length * (only ? connections.size - 1 : connections.size);
    }
    this.#sources.clear();
    return bytes + this.#answer(now);
  }

  #people(): SyncMessage[] {
    const update = this.#presence.everybody();
    return update ? [{ type: 'awareness', update }] : [];
  }

  #write(connection: Connection, messages: readonly SyncMessage[], now: number): void {
    if (messages.length > 0) connection.write(Buffer.concat(messages.map(messageFrame)), now);
  }

  #onlySource(): Connection | null {
    const [first] = this.#sources;
    return this.#sources.size === 1 && first ? first : null;
  }

  #takeUpdates(): Uint8Array | null {
    const updates = this.#updates;
    this.#updates = [];
    return updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null);
  }

  #answer(now: number): number {
    const questions = this.#questions;
    if (questions.length === 0) return 0;
    this.#questions = [];
    // Many ask at once, and most of them have nothing yet: one encoding serves them all.
    const encoded = new Map<string, Buffer[]>();
    let bytes = 0;
    for (const { connection, stateVector, refuse } of questions) {
      const { accountId } = connection.who;
      // Who is gone asks again.
      if (!connection.isOpen) continue;
      if (this.#reads.secondsOwed(accountId) > 0) {
        refuse();
        continue;
      }
      const key = Buffer.from(stateVector).toString('base64');
      const known = encoded.get(key);
      const work = new Work();
      const frame = known ?? step2Frame(this.#content.diff(stateVector, work));
      encoded.set(key, frame);
      bytes += connection.writeState(frame, now);
      work.pass(frame.reduce((sum, { length }) => sum + length, 0));
      this.#reads.charge(accountId, work.looked);
    }
    return bytes;
  }
}
