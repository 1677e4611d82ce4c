import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawCommand, rawDocuments } from './raw.ts';
import { openStore } from './support.ts';
import type { Opened } from './support.ts';

/**
 * Documents as bytes past the driver, which cannot write all of BSON. The documents are those of the BSON corpus
 * (specifications/source/bson-corpus), one a type, and what its README says of them.
 */

let opened: Opened;
let number = 0;

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

function element(type: number, name: string, value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value.replaceAll(' ', ''), 'hex') : value;
  return Buffer.concat([Buffer.of(type), Buffer.from(name), Buffer.of(0), bytes]);
}

function documentOf(...elements: Buffer[]): Buffer {
  const body = Buffer.concat([...elements, Buffer.of(0)]);
  const head = Buffer.alloc(4);
  head.writeInt32LE(body.length + 4);
  return Buffer.concat([head, body]);
}

const ID = element(0x10, '_id', '01000000');

const VALUES: [title: string, type: number, bytes: string][] = [
  ['a double', 0x01, '000000000000F03F'],
  ['a negative zero', 0x01, '0000000000000080'],
  ['a NaN', 0x01, '000000000000F87F'],
  ['an infinity', 0x01, '000000000000F0FF'],
  ['a text with a null byte', 0x02, '04000000 61006200'],
  ['a text of Swedish letters', 0x02, '07000000 C3A5C3A4C3B600'],
  ['a text beyond the basic plane', 0x02, '05000000 F09F988000'],
  ['a document', 0x03, '0C000000 10 6100 01000000 00'],
  ['a document with an empty name', 0x03, '0B000000 10 00 01000000 00'],
  ['a document whose fields are numbered', 0x03, '13000000 10 3200 01000000 10 3100 02000000 00'],
  ['a DBRef', 0x03, '1A000000 02 2472656600 02000000 6300 10 24696400 01000000 00'],
  ['an array', 0x04, '0C000000 10 3000 0A000000 00'],
  ['a binary of the old kind', 0x05, '06000000 02 02000000 FFFF'],
  ['a binary of a kind of its own', 0x05, '02000000 80 FFFF'],
  ['a UUID', 0x05, '10000000 04 73FFD26444B34C6990E8E7D1DFC035D4'],
  ['an ObjectId', 0x07, '56E1FC72E0C917E9C4714161'],
  ['true', 0x08, '01'],
  ['a date before 1970', 0x09, 'C33CE7B9BDFFFFFF'],
  ['a date beyond the year 275760', 0x09, 'FFFFFFFFFFFFFF7F'],
  ['null', 0x0a, ''],
  ['a regex', 0x0b, '61622A00 696D7800'],
  ['a DBPointer', 0x0c, '02000000 6200 56E1FC72E0C917E9C4714161'],
  ['code', 0x0d, '02000000 6200'],
  ['a symbol', 0x0e, '02000000 6200'],
  ['code with scope', 0x0f, '19000000 05000000 6162636400 0C000000 10 7800 01000000 00'],
  ['an int', 0x10, 'FFFFFFFF'],
  ['a timestamp', 0x11, '15CD5B072A000000'],
  ['a long', 0x12, 'FFFFFFFFFFFFFF7F'],
  ['a small long', 0x12, '0100000000000000'],
  ['a decimal', 0x13, '0000000000000000000000000000007C'],
  ['a decimal with trailing zeros', 0x13, '40EF5A07000000000000000000002A30'],
  ['a negative decimal zero', 0x13, '000000000000000000000000000040B0'],
  ['MinKey', 0xff, ''],
  ['MaxKey', 0x7f, ''],
];

async function stored(collection: string): Promise<Buffer | undefined> {
  const [document] = await rawDocuments(opened.store.uri, { find: collection, filter: {} });
  return document;
}

async function insert(collection: string, document: Buffer): Promise<void> {
  const reply = await rawCommand(opened.store.uri, { insert: collection }, { documents: [document] });
  expect(reply).toMatchObject({ ok: 1, n: 1 });
}

async function update(collection: string, u: unknown): Promise<void> {
  const reply = await rawCommand(opened.store.uri, { update: collection, updates: [{ q: {}, u }] });
  expect(reply).toMatchObject({ ok: 1, nModified: 1 });
}

function count(collection: string, query: object): Promise<unknown> {
  return rawCommand(opened.store.uri, { count: collection, query });
}

const N = element(0x10, 'n', '01000000');

describe('the bytes of a document', () => {
  it.each(VALUES)('with %s stay through insert, update and a pipeline', async (_title, type, bytes) => {
    const collection = `bytes${(number += 1)}`;
    const value = element(type, 'v', bytes);
    const inner = element(0x03, 'in', documentOf(value));
    await insert(collection, documentOf(ID, value, inner));
    expect(await stored(collection)).toEqual(documentOf(ID, value, inner));
    await update(collection, { $set: { n: 1 } });
    expect(await stored(collection)).toEqual(documentOf(ID, value, inner, N));
    await update(collection, [{ $set: { m: '$v' } }]);
    expect(await stored(collection)).toEqual(documentOf(ID, value, inner, N, element(type, 'm', bytes)));
  });

  it.each([
    ['longer', '06000000 02 03000000 FFFF'],
    ['shorter', '06000000 02 01000000 FFFF'],
    ['negative', '06000000 02 FFFFFFFF FFFF'],
    ['absent', '02000000 02 FFFF'],
  ])('with a binary of the old kind whose inner length is %s are refused', async (_title, bytes) => {
    const document = documentOf(ID, element(0x05, 'v', bytes));
    const reply = await rawCommand(opened.store.uri, { insert: 'refused' }, { documents: [document] });
    expect(reply).toMatchObject({ ok: 0, code: 22, codeName: 'InvalidBSON' });
    expect(await count('refused', {})).toMatchObject({ n: 0 });
  });

  it('with the deprecated undefined stay through insert and update', async () => {
    await insert('undefined', documentOf(ID, element(0x06, 'v', '')));
    await update('undefined', { $set: { n: 1 } });
    expect(await stored('undefined')).toEqual(documentOf(ID, element(0x06, 'v', ''), N));
    expect(await count('undefined', { v: { $exists: true } })).toMatchObject({ n: 1 });
    expect(await count('undefined', { v: null })).toMatchObject({ n: 1 });
    expect(await count('undefined', { v: { $type: 6 } })).toMatchObject({ n: 1 });
  });

  it('keep the order of fields that are named by numbers, also of those that are added', async () => {
    const [two, one] = [element(0x10, '2', '01000000'), element(0x10, '1', '01000000')];
    await insert('numbered', documentOf(ID, two, one));
    await update('numbered', { $set: { 0: 1 } });
    expect(await stored('numbered')).toEqual(documentOf(ID, two, one, element(0x10, '0', '01000000')));
  });
});
