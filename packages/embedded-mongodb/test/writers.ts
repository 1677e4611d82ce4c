import { Long, UUID } from 'bson';
import type { Document } from 'bson';
import { expect } from 'vitest';
import { Gone } from './wire.ts';
import type { Wire } from './wire.ts';

/** The writers of the kill test and what they were told. */

const PAGES = 10;
const PAGE_BYTES = 150_000;
const INSERTERS = 3;

/** Throws for an answer that tells of an error: none is expected, whenever the store is killed. */
function ok(reply: Document): Document {
  if (reply['ok'] !== 1 || reply['writeErrors']) throw new Error(`The store answered ${JSON.stringify(reply)}`);
  return reply;
}

/** One folder's writers. Each answer is noted; what was under way when the store went is kept apart. */
export class Writers {
  private readonly withPages: boolean;
  private told: string[] = [];
  private total = 0;
  private lastId = 0;
  private readonly counter = { id: new UUID(), number: 0, acknowledged: 0 };
  private readonly mover = { id: new UUID(), number: 0, acknowledged: 0, unknown: 0 };
  private pages = new Map<number, number>();
  private version = 0;

  /** `withPages`: it also writes large documents again and again, so that the log is often carried into the file. */
  constructor(withPages: boolean) {
    this.withPages = withPages;
  }

  /** How many connections they need. */
  get connections(): number {
    return INSERTERS + 2 + (this.withPages ? 1 : 0);
  }

  /** Everything that has been acknowledged so far. */
  get acknowledged(): number {
    return this.total + this.counter.acknowledged + this.mover.acknowledged;
  }

  async prepare(wire: Wire): Promise<void> {
    const pairs = [1, 2].map((_id) => ({ _id, n: 0 }));
    ok(await wire.command({ insert: 'pairs', documents: pairs }));
  }

  /** Writes until the store is gone. */
  async write(wires: readonly Wire[]): Promise<void> {
    const works = [
      ...Array.from({ length: INSERTERS }, () => (wire: Wire) => this.insert(wire)),
      (wire: Wire) => this.count(wire),
      (wire: Wire) => this.move(wire),
      (wire: Wire) => this.writePage(wire),
    ];
    await Promise.all(
      wires.map(async (wire, at) => {
        try {
          for (;;) await works[at]?.(wire);
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
        }
      }),
    );
  }

  private async insert(wire: Wire): Promise<void> {
    const _id = String((this.lastId += 1));
    ok(await wire.command({ insert: 'numbers', documents: [{ _id }] }));
    this.told.push(_id);
    this.total += 1;
  }

  private increment(): Document {
    const { id, number } = this.counter;
    const updates = [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }];
    return { update: 'counter', updates, lsid: { id }, txnNumber: Long.fromNumber(number) };
  }

  private async count(wire: Wire): Promise<void> {
    this.counter.number += 1;
    ok(await wire.command(this.increment()));
    this.counter.acknowledged += 1;
  }

  /** One from here to there and a line in the book, in a transaction: the sum and the book agree whenever the power goes. */
  private async move(wire: Wire): Promise<void> {
    const number = (this.mover.number += 1);
    const within = { lsid: { id: this.mover.id }, txnNumber: Long.fromNumber(number), autocommit: false };
    const step = (_id: number, n: number) => ({ update: 'pairs', updates: [{ q: { _id }, u: { $inc: { n } } }] });
    ok(await wire.command({ ...step(1, -1), ...within, startTransaction: true }));
    ok(await wire.command({ ...step(2, 1), ...within }));
    ok(await wire.command({ insert: 'book', documents: [{ _id: number }], ...within }));
    this.mover.unknown += 1;
    ok(await wire.command({ commitTransaction: 1, ...within, $db: 'admin' }));
    this.mover.unknown -= 1;
    this.mover.acknowledged += 1;
  }

  private async writePage(wire: Wire): Promise<void> {
    const version = (this.version += 1);
    const _id = version % PAGES;
    const u = { $set: { version, bytes: Buffer.alloc(PAGE_BYTES, version % 251) } };
    ok(await wire.command({ update: 'pages', updates: [{ q: { _id }, u, upsert: true }] }));
    this.pages.set(_id, version);
  }

  /** Looks whether all that was acknowledged is there, and nothing is there by half or twice. */
  async check(wire: Wire): Promise<void> {
    const all = async (command: Document): Promise<Document[]> => ok(await wire.command(command))['cursor'].firstBatch;
    const found = await all({ find: 'numbers', filter: { _id: { $in: this.told } }, batchSize: 1e6 });
    expect(found.length).toBe(this.told.length);
    this.told = [];
    const { n: kept } = ok(await wire.command({ count: 'numbers' }));
    expect(kept).toBeGreaterThanOrEqual(this.total);
    await this.checkCounter(wire);
    const pairs = await all({ find: 'pairs', sort: { _id: 1 } });
    const { n: booked } = ok(await wire.command({ count: 'book' }));
    expect(pairs.map(({ n }) => n)).toEqual([0 - booked, booked]);
    expect(booked).toBeGreaterThanOrEqual(this.mover.acknowledged);
    expect(booked).toBeLessThanOrEqual(this.mover.acknowledged + this.mover.unknown);
    Object.assign(this.mover, { acknowledged: booked, unknown: 0 });
    for (const { _id, version, bytes } of await all({ find: 'pages', batchSize: PAGES })) {
      expect(version).toBeGreaterThanOrEqual(this.pages.get(_id) ?? 0);
      expect(Buffer.alloc(PAGE_BYTES, version % 251).equals(bytes)).toBe(true);
    }
  }

  /** The increment whose answer was lost is sent again with its number, as a driver does: it is done once. */
  private async checkCounter(wire: Wire): Promise<void> {
    if (this.counter.number === 0) return;
    ok(await wire.command(this.increment()));
    this.counter.acknowledged = this.counter.number;
    const reply = ok(await wire.command({ find: 'counter' }));
    expect(reply['cursor'].firstBatch).toEqual([{ _id: 1, n: this.counter.number }]);
  }
}
