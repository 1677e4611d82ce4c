import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, seeded } from './support.ts';
import type { Opened } from './support.ts';

type Sized = { _id: number; group: number; text: string };

/** Two side by side of these fill a chunk (4 MB). */
const LARGE = new Set([5, 6, 300, 301]);

/** From a few bytes to beyond what is read many at once (16 kB), and some that are large. */
function sizeOf(at: number, random: () => number): number {
  if (LARGE.has(at)) return 2_500_000;
  return random() < 0.1 ? 10_000 + Math.floor(random() * 20_000) : Math.floor(random() * 200);
}

let opened: Opened;
let docs: Sized[];
const rows = () => opened.db.collection<Sized>('rows');

beforeAll(async () => {
  const random = seeded(20190509);
  docs = Array.from({ length: 700 }, (_, _id) => ({
    _id,
    group: Math.floor(random() * 5),
    text: String.fromCharCode(97 + (_id % 26)).repeat(sizeOf(_id, random)),
  }));
  opened = await openStore();
  await rows().createIndex({ group: 1, _id: 1 });
  await rows().insertMany(docs);
});
afterAll(() => opened.close());

function ids(found: readonly Sized[]): number[] {
  return found.map(({ _id }) => _id);
}

describe('what is read in many chunks', () => {
  it('comes whole, small and large, in the order they came', async () => {
    const found = await rows().find().toArray();
    expect(ids(found)).toEqual(ids(docs));
    expect(found.filter(({ _id, text }) => docs[_id]?.text !== text)).toEqual([]);
  });

  it.each([1, -1] as const)('comes in the order of _id (%i)', async (direction) => {
    const found = await rows()
      .find({ _id: { $gte: 3, $lt: 690 } })
      .sort({ _id: direction })
      .project<Sized>({ group: 1 })
      .toArray();
    const expected = ids(docs.slice(3, 690));
    expect(ids(found)).toEqual(direction === 1 ? expected : expected.toReversed());
  });

  it.each([1, -1] as const)('comes in the order of an index (%i)', async (direction) => {
    const found = await rows()
      .find({ group: { $in: [1, 3] } })
      .sort({ group: direction, _id: direction })
      .batchSize(7)
      .toArray();
    const expected = [1, 3].flatMap((group) => ids(docs.filter((doc) => doc.group === group)));
    expect(ids(found)).toEqual(direction === 1 ? expected : expected.toReversed());
    expect(found.filter(({ _id, text }) => docs[_id]?.text !== text)).toEqual([]);
  });

  it.each([0, 1, 4, 5, 102, 256, 699])('may be limited to %i, and skipped', async (limit) => {
    const found = await rows().find().skip(1).limit(limit).project<Sized>({ group: 1 }).toArray();
    expect(ids(found)).toEqual(ids(limit === 0 ? docs.slice(1) : docs.slice(1, 1 + limit)));
  });

  it('may change between two batches: what stays is found once, what is new is no harm', async () => {
    const cursor = rows().find({}, { batchSize: 50 }).project<Sized>({ group: 1 });
    const seen: number[] = [];
    for await (const { _id } of cursor) {
      seen.push(_id);
      if (_id === 60) await rows().deleteMany({ _id: { $in: [10, 300, 301] } });
    }
    await rows().insertMany(docs.filter(({ _id }) => [10, 300, 301].includes(_id)));
    const stayed = ids(docs).filter((id) => ![300, 301].includes(id));
    expect(seen.filter((id) => ![300, 301].includes(id))).toEqual(stayed);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
