/** Updates written by hand, struct by struct, and what they are aimed at. */
import { bodyOf } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { afterAll } from 'vitest';
import * as Y from 'yjs';
import { startServer, type TestServer } from './server.ts';
import { newDocument } from './writing.ts';

export type Encoder = encoding.Encoder;
export const update = (write: (encoder: Encoder) => void): Uint8Array => encoding.encode(write);
export const numbers = (encoder: Encoder, ...all: number[]): void => {
  for (const one of all) encoding.writeVarUint(encoder, one);
};
export const times = (count: number, write: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) write(index);
};
/** An item's first byte: its content's kind, and whether a left neighbour (128) or an attribute's name (32) follows. */
export const item = (encoder: Encoder, info: number): void => encoding.writeUint8(encoder, info);

/** A new paragraph in the document, as one struct. */
export const paragraph = (encoder: Encoder): void => {
  item(encoder, 0x07);
  numbers(encoder, 1);
  encoding.writeVarString(encoder, 'body');
  numbers(encoder, 3);
  encoding.writeVarString(encoder, 'paragraph');
};

/** What is gone already, one piece under each of so many client ids from this one on. */
export const pieces = (first: number, count: number): Uint8Array =>
  update((encoder) => {
    numbers(encoder, count);
    times(count, (index) => numbers(encoder, 1, first + index, 0, 0, 1));
    numbers(encoder, 0);
  });

/** The document that all of these are aimed at, and whose words stand in it under which id. */
export type Target = { documentId: string; doc: Y.Doc; victim: number; element: Y.ID };

const aimAt = async (server: TestServer): Promise<Target> => {
  const documentId = await newDocument(server, 'Hej på dig');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const element = bodyOf(doc).get(0)._item?.id;
  const [victim] = doc.store.clients.keys();
  if (!element || victim === undefined) throw new Error('The document is empty');
  return { documentId, doc, victim, element };
};

/** A server for all tests of a file, something to aim at, and how its documents are reached. */
export const aimedServer = async () => {
  const server = await startServer();
  afterAll(() => server.close());
  return {
    server,
    aim: () => aimAt(server),
    at: (documentId: string, account: string) => ({ port: server.port, documentId, account, query: '?ack=1' }),
  };
};

/** How many refusals for this reason the metrics tell of. */
export const refusals = async ({ metrics }: TestServer, reason: string): Promise<number> => {
  const found = new RegExp(`refusals_total\\{reason="${reason}"\\} (\\d+)`).exec(await metrics.metrics());
  return Number(found?.[1] ?? 0);
};
