import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, openSubject } from './support.ts';
import type { Subject } from './support.ts';

/** Swedish text under `{locale: 'sv'}` (manual: Collation): å, ä and ö are letters of their own, after z. */

let opened: Subject;

beforeAll(async () => {
  opened = await openSubject();
});
afterAll(() => opened.close());

type Word = { _id: number; word: string };
const WORDS = ['öl', 'zon', 'ärta', 'apa', 'ål', 'Bo', 'bo', 'Ål', 'äng'];

async function words(name: string, indexed: boolean) {
  const collection = opened.db.collection<Word>(name);
  if (indexed) await collection.createIndex({ word: 1 }, { collation: { locale: 'sv' } });
  await collection.insertMany(WORDS.map((word, _id) => ({ _id, word })));
  return collection;
}

describe.each([false, true])('Swedish words (an index with the collation: %s)', (indexed) => {
  it('are sorted with å, ä, ö last, small letters before capitals', async () => {
    const collection = await words(`sorted${indexed}`, indexed);
    const found = await collection.find().collation({ locale: 'sv' }).sort({ word: 1 }).toArray();
    expect(found.map(({ word }) => word)).toEqual(['apa', 'bo', 'Bo', 'zon', 'ål', 'Ål', 'äng', 'ärta', 'öl']);
    const bytes = await collection.find().sort({ word: 1 }).toArray();
    expect(bytes.map(({ word }) => word).slice(0, 2)).toEqual(['Bo', 'apa']);
  });

  it('are found in ranges of that order', async () => {
    const collection = await words(`ranges${indexed}`, indexed);
    const above = async (filter: object) =>
      (await collection.find({ word: filter }).collation({ locale: 'sv' }).toArray())
        .map(({ word }) => word)
        .toSorted();
    expect(await above({ $gt: 'zon' })).toEqual(['öl', 'ärta', 'ål', 'Ål', 'äng'].toSorted());
    expect(await above({ $gte: 'ärta' })).toEqual(['öl', 'ärta'].toSorted());
    expect(await above({ $lt: 'ål' })).toEqual(['apa', 'Bo', 'bo', 'zon'].toSorted());
  });
});

describe('a unique index with a Swedish collation', () => {
  it.each([
    [1, ['ål', 'Ål'], ['al', 'ål', 'äl']],
    [2, ['ål', 'Ål'], ['al', 'ål', 'ä']],
    [3, ['ål', 'ål'], ['ål', 'Ål', 'al']],
  ])('of strength %i tells apart what that strength does', async (strength, equal, different) => {
    const collection = opened.db.collection<{ word: string }>(`unique${strength}`);
    await collection.createIndex({ word: 1 }, { unique: true, collation: { locale: 'sv', strength } });
    await collection.insertMany(different.map((word) => ({ word })));
    await collection.deleteMany({});
    const [first = '', second = ''] = equal;
    await collection.insertOne({ word: first });
    expect(await failure(collection.insertOne({ word: second }))).toMatchObject({ code: 11000 });
  });
});
