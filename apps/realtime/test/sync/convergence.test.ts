/**
 * Three writers and a reader, whose messages are lost, repeated and overtaken, whose connections are cut, whose rights
 * change, on a server that is stopped and killed: in the end everybody has the same document, and in it is everything
 * that was ever acknowledged. FUZZ_SEEDS=5000 makes a long run; a seed that fails goes into bad-seeds.json for good.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { paragraph, readBody, seedUpdate, withIds } from '@samsyn/document';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { newObjectId } from '@samsyn/models';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { edit } from './support/edits.ts';
import { FuzzServer, Person, tick } from './support/fuzz.ts';
import { type Random, seeded } from './support/random.ts';

const kept: unknown = JSON.parse(readFileSync(new URL('bad-seeds.json', import.meta.url), 'utf8'));
const badSeeds = Array.isArray(kept) ? kept.map(Number) : [];
const count = Number(process.env['FUZZ_SEEDS'] ?? 200);
const first = Number(process.env['FUZZ_FIRST'] ?? 1);
const seeds = [...new Set([...badSeeds, ...Array.from({ length: count }, (_, index) => index + first)])];
/** Seeds that run beside each other, each lane in a database of its own: most of a seed is waiting for the journal. */
const lanes = 8;

let directory = '';
let store: Awaited<ReturnType<typeof startEmbeddedStore>>;
let connection: mongoose.Connection;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'samsyn-fuzz-'));
  store = await startEmbeddedStore({ dir: join(directory, 'store') });
  connection = await mongoose.createConnection(store.uri).asPromise();
});
afterAll(async () => {
  await connection.close();
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Everything in these updates is in the document: their structs, and what they delete is deleted. */
const holds = (doc: Y.Doc, updates: readonly Uint8Array[]): boolean => {
  const state = Y.decodeStateVector(Y.encodeStateVector(doc));
  const deleted = Y.createDeleteSetFromStructStore(doc.store);
  return updates.every((update) => {
    const isThere = [...Y.parseUpdateMeta(update).to].every(([client, clock]) => (state.get(client) ?? 0) >= clock);
    return isThere && Y.equalDeleteSets(Y.mergeDeleteSets([deleted, Y.decodeUpdate(update).ds]), deleted);
  });
};

class Story {
  readonly random: Random;
  readonly documentId = newObjectId();
  readonly server: FuzzServer;
  readonly writers: Person[];
  readonly people: Person[];

  constructor(seed: number, server: FuzzServer) {
    this.random = seeded(seed);
    this.server = server;
    this.writers = ['anna', 'bo', 'cecilia'].map((account) => new Person(account, server, this.documentId));
    this.people = [...this.writers, new Person('reader', server, this.documentId)];
  }

  async run(): Promise<void> {
    await this.server.start();
    const seed = seedUpdate([withIds(paragraph('Hej')), withIds(paragraph('på dig'))]);
    await this.server.parts.sync.documents.create(this.documentId, seed, null);
    for (const person of this.people) person.connect();
    for (let step = 0; step < 90; step += 1) await this.#step();
    await this.#end();
  }

  async #step(): Promise<void> {
    const { random } = this;
    const writer = random.of(this.writers);
    const person = random.of(this.people);
    const chance = random.next();
    if (chance < 0.4) edit(writer.doc, random);
    else if (chance < 0.45) random.of([() => writer.undo.undo(), () => writer.undo.redo()])();
    else if (chance < 0.62) person.pair?.up(1 + random.below(4));
    else if (chance < 0.79) person.pair?.down(1 + random.below(4));
    else if (chance < 0.83) writer.repeat();
    else if (chance < 0.86) writer.detour();
    else if (chance < 0.9) person.pair?.cut();
    else if (chance < 0.96) this.#comeBack(person);
    else if (chance < 0.98) await this.#changeRight(writer);
    else await this.#restart();
    if (random.next() < 0.3) await tick();
  }

  #comeBack(person: Person): void {
    if (!person.isOnline) person.connect();
  }

  async #changeRight({ account }: Person): Promise<void> {
    const { access } = this.server.rules;
    access.set(account, access.get(account) === 'read' ? 'write' : 'read');
    await this.server.parts.sync.documents.recheck({ accountId: account });
  }

  async #restart(): Promise<void> {
    const how = this.random.below(3);
    if (how === 0) await this.server.stop();
    else await this.server.kill(how === 2);
    for (const person of this.people) {
      person.pair?.cut();
      // Some go on writing while the server is away.
      if (this.random.next() < 0.3 && person.account !== 'reader') edit(person.doc, this.random);
    }
    await this.server.start();
    await this.#checkAcknowledged();
    for (const person of this.people) if (this.random.next() < 0.8) person.connect();
  }

  async #checkAcknowledged(): Promise<void> {
    const stored = await this.server.stored(this.documentId);
    for (const { acknowledged } of this.people) expect(holds(stored, acknowledged)).toBe(true);
  }

  /** All have their rights again and are connected, until nothing is on its way and everything is acknowledged. */
  async #end(): Promise<void> {
    this.server.rules.access.clear();
    await this.server.parts.sync.documents.recheck();
    const deadline = Date.now() + 15_000;
    while (!(await this.#isAtRest())) {
      if (Date.now() > deadline) throw new Error(`Not at rest: ${this.#standing()}`);
      for (const person of this.people) {
        this.#comeBack(person);
        person.pair?.up();
        person.pair?.down();
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await this.#checkAcknowledged();
    const stored = await this.server.stored(this.documentId);
    for (const { doc } of this.people) expect(readBody(doc)).toEqual(readBody(stored));
    await this.server.stop();
  }

  async #isAtRest(): Promise<boolean> {
    if (!this.people.every((person) => person.isSettled)) return false;
    const body = await this.server.parts.sync.documents.read(this.documentId, readBody);
    return this.people.every(({ doc }) => isDeepStrictEqual(readBody(doc), body));
  }

  #standing(): string {
    return this.people
      .map(
        (person) => `${person.account} ${person.pair?.closedWith ?? 'open'} ${person.isSettled ? 'settled' : 'waits'}`,
      )
      .join(', ');
  }
}

const run = async (seed: number, lane: number): Promise<void> => {
  const home = join(directory, `seed-${seed}`);
  const server = new FuzzServer(connection.useDb(`lane${lane}`), home);
  try {
    await new Story(seed, server).run();
  } catch (error) {
    throw new Error(`Seed ${seed} (keep it in bad-seeds.json)`, { cause: error });
  } finally {
    if (server.isRunning) await server.kill(true);
    rmSync(home, { recursive: true, force: true });
  }
};

test(
  `(5) ${count} seeds: everybody ends with the same document, and nothing that was acknowledged is missing`,
  async () => {
    const waiting = [...seeds];
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) await run(seed, lane);
      }),
    );
  },
  Math.max(120_000, count * 600),
);
