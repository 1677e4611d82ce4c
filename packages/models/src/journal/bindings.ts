/**
 * Whose client ids are, packed: every page that is opened has an id of its own, so that a document has thousands, and whoever
 * opens it needs them all. The rows stay, each with the id that makes it unique: they decide, and say since when.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { rowsIn } from '../records/rows-in.ts';
import type { ClientIdBinding } from './entry.ts';
import { bytesOf, type JournalModels } from './rows.ts';

/** @returns each account with its ids in order, as the differences from one to the next. */
export const pack = (bindings: ReadonlyMap<number, string>): Uint8Array =>
  encoding.encode((encoder) => {
    const accounts = Map.groupBy(bindings, ([, accountId]) => accountId);
    encoding.writeVarUint(encoder, accounts.size);
    for (const [accountId, own] of accounts) {
      encoding.writeVarString(encoder, accountId);
      encoding.writeVarUint(encoder, own.length);
      let before = 0;
      for (const id of own.map(([clientId]) => clientId).toSorted((a, b) => a - b)) {
        encoding.writeVarUint(encoder, id - before);
        before = id;
      }
    }
  });

export const unpack = (packed: Uint8Array): Map<number, string> => {
  const decoder = decoding.createDecoder(packed);
  const bindings = new Map<number, string>();
  for (let accounts = decoding.readVarUint(decoder); accounts > 0; accounts -= 1) {
    const accountId = decoding.readVarString(decoder);
    let id = 0;
    for (let count = decoding.readVarUint(decoder); count > 0; count -= 1) {
      id += decoding.readVarUint(decoder);
      bindings.set(id, accountId);
    }
  }
  return bindings;
};

type BoundRow = ClientIdBinding & { _id: string };

/** @returns the rows that no head holds packed; all when none was ever packed. */
export const unpackedRows = (models: JournalModels, documentId: string, isPacked: boolean): Promise<BoundRow[]> =>
  rowsIn<BoundRow>(models.clientIds).find(isPacked ? { documentId, merged: false } : { documentId }, {
    projection: { clientId: 1, accountId: 1 },
  });

/** @returns whose every id is: those of a head, and those of the rows that it does not hold. */
export const allBindings = (packed: unknown, rows: readonly ClientIdBinding[]): Map<number, string> => {
  const bindings = packed ? unpack(bytesOf(packed)) : new Map<number, string>();
  for (const { clientId, accountId } of rows) if (!bindings.has(clientId)) bindings.set(clientId, accountId);
  return bindings;
};
