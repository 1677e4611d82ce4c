import { Binary, EJSON, Long, UUID } from 'bson';
import type { Document } from 'bson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversations } from './cases/conversations.ts';
import { rawCommand } from './raw.ts';
import { openStore } from './support.ts';
import type { Opened } from './support.ts';

let opened: Opened;
let number = 0;

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** What the names in a table stand for. */
type Names = { C: string; LSID: Document; CURSOR: unknown };

function named(value: unknown, names: Names): unknown {
  if (value === 'C') return names.C;
  if (value === 'LSID') return names.LSID;
  if (value === 'CURSOR') return names.CURSOR;
  if (value === 'UUID') return new UUID();
  if (Array.isArray(value)) return value.map((item) => named(item, names));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, named(own, names)]));
}

describe.each(conversations)('$source', ({ cases }) => {
  it.each(cases)('$title', async ({ steps }) => {
    const names: Names = { C: `talk${(number += 1)}`, LSID: { id: new UUID() }, CURSOR: undefined };
    await opened.db.collection<{ _id: number }>(names.C).insertMany([{ _id: 1 }, { _id: 2 }]);
    for (const { command, gives, fails, labels } of steps) {
      const { $db = 'samsyn', ...given } = Object(named(command, names));
      const reply = await rawCommand(opened.store.uri, given, {}, $db);
      if (fails !== undefined) expect({ code: reply['code'] ?? EJSON.stringify(reply) }).toEqual({ code: fails });
      if (gives) expect(reply).toMatchObject(gives);
      if (labels) expect(reply['errorLabels']).toEqual(labels);
      const id: unknown = reply['cursor']?.id;
      if (id instanceof Long && !id.isZero()) names.CURSOR = id;
    }
  });
});

describe('every answer', () => {
  it('tells the time of the cluster, which a write moves on', async () => {
    const timeOf = async (command: Document) => {
      const { operationTime, $clusterTime: cluster } = await rawCommand(opened.store.uri, command);
      expect(cluster).toMatchObject({ clusterTime: operationTime, signature: { keyId: Long.ZERO } });
      expect(cluster.signature.hash).toBeInstanceOf(Binary);
      return BigInt(operationTime.toString());
    };
    const before = await timeOf({ ping: 1 });
    const written = await timeOf({ insert: 'timed', documents: [{}] });
    expect(written).toBeGreaterThan(before);
    expect(await timeOf({ find: 'timed' })).toBe(written);
    expect(await timeOf({ find: 'timed', filter: { $nope: 1 } })).toBe(written);
  });
});
