/** Updates that no editor writes: well-formed, with structs, places and values chosen by chance and by malice. */
import { elements, marks } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Random } from './random.ts';

type Id = { client: number; clock: number };

const names = [...Object.keys(elements), 'script', '__proto__', 'constructor'];
const attributes = ['id', 'key', 'level', 'kind', 'src', 'colwidth', 'targetType', 'start', 'onclick', '__proto__'];
const values: readonly unknown[] = ['x', 'cause', '/api/files/a', 2, [10, 20], null, true, { a: [1] }, 'evidence'];
const formats = [...Object.keys(marks), 'bold--abc', 'style', '__proto__'];
const formatValues = [
  '{}',
  'true',
  'null',
  '{"href":"https://a.se"}',
  '{"href":"javascript:alert(1)"}',
  '"x"',
  'undefined',
  '{',
];

const anyId = (doc: Y.Doc, own: Id, random: Random): Id => {
  if (random.next() < 0.4) return { client: own.client, clock: random.below(own.clock + 2) };
  const clients = [...doc.store.clients.keys()];
  if (clients.length === 0 || random.next() < 0.03) return { client: 4242, clock: random.below(9) };
  const client = random.of(clients);
  return { client, clock: random.below(Y.getState(doc.store, client) + 1) };
};

const writeId = (encoder: encoding.Encoder, { client, clock }: Id): void => {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
};

/** @returns how many places it takes */
const writeContent = (encoder: encoding.Encoder, kind: number, random: Random): number => {
  switch (kind) {
    case 1: {
      const length = 1 + random.below(4);
      encoding.writeVarUint(encoder, length);
      return length;
    }
    case 4: {
      const text = random.of(['a', 'hej', '😀x', 'åäö']);
      encoding.writeVarString(encoder, text);
      return text.length;
    }
    case 6:
      encoding.writeVarString(encoder, random.of(formats));
      encoding.writeVarString(encoder, random.of(formatValues));
      return 1;
    case 7: {
      const reference = random.of([3, 3, 3, 6, 6, 0, 1, 2, 4, 5]);
      encoding.writeVarUint(encoder, reference);
      if (reference === 3 || reference === 5) encoding.writeVarString(encoder, random.of(names));
      return 1;
    }
    case 8: {
      const count = random.next() < 0.9 ? 1 : 2;
      encoding.writeVarUint(encoder, count);
      for (let index = 0; index < count; index += 1) encoding.writeAny(encoder, random.of(values) as never);
      return count;
    }
    case 5:
      encoding.writeVarString(encoder, '{"image":"x"}');
      return 1;
    case 9:
      encoding.writeVarString(encoder, 'guid');
      encoding.writeAny(encoder, {});
      return 1;
    default:
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, random.of(['1', '{']));
      return 1;
  }
};

const writeStruct = (encoder: encoding.Encoder, doc: Y.Doc, own: Id, random: Random): number => {
  if (random.next() < 0.06) {
    encoding.writeUint8(encoder, random.of([0, 0, 10]));
    const length = 1 + random.below(3);
    encoding.writeVarUint(encoder, length);
    return length;
  }
  const kind = random.of([1, 4, 4, 4, 6, 7, 7, 7, 8, 8, 2, 5, 9]);
  const place = random.next();
  const left = place < 0.6;
  const right = place > 0.45 && place < 0.75;
  const sub = random.next() < (kind === 8 ? 0.9 : 0.1);
  encoding.writeUint8(encoder, kind | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (sub ? 0x20 : 0));
  if (left) writeId(encoder, anyId(doc, own, random));
  if (right) writeId(encoder, anyId(doc, own, random));
  if (!left && !right) {
    const isRoot = random.next() < 0.3;
    encoding.writeVarUint(encoder, isRoot ? 1 : 0);
    if (isRoot) encoding.writeVarString(encoder, random.of(['body', 'body', 'body', 'draft', 'other', '__proto__']));
    else writeId(encoder, anyId(doc, own, random));
    if (sub) encoding.writeVarString(encoder, random.of(attributes));
  }
  return writeContent(encoder, kind, random);
};

const writeDeletes = (encoder: encoding.Encoder, doc: Y.Doc, random: Random): void => {
  const clients = [...doc.store.clients.keys()];
  if (clients.length === 0 || random.next() < 0.7) return encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, 1);
  const client = random.of(clients);
  const count = 1 + random.below(3);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, count);
  for (let index = 0, clock = random.below(4); index < count; index += 1) {
    const length = random.below(6);
    writeId(encoder, { client: clock, clock: length });
    clock += length + random.below(8) - (random.next() < 0.05 ? 3 : 0);
    clock = Math.max(0, clock);
  }
};

/** @returns an update under these client ids that continues, repeats or contradicts what the document holds. */
export const forge = (doc: Y.Doc, clients: readonly number[], random: Random): Uint8Array =>
  encoding.encode((encoder) => {
    const chosen = clients.filter(() => random.next() < 0.6);
    encoding.writeVarUint(encoder, chosen.length);
    for (const client of chosen) {
      const state = Y.getState(doc.store, client);
      const back = random.next() < 0.3 ? random.below(4) : 0;
      const own = { client, clock: Math.max(0, state - back) };
      const count = 1 + random.below(3);
      encoding.writeVarUint(encoder, count);
      writeId(encoder, own);
      for (let index = 0; index < count; index += 1) own.clock += writeStruct(encoder, doc, own, random);
    }
    writeDeletes(encoder, doc, random);
  });
