/** What an update builds on that is not there. */
import * as Y from 'yjs';
import { endOf, type Id, indexAt, type Scan, type Struct } from './scan.ts';

const isGap = (struct: Struct | undefined): boolean => struct === undefined || struct.content.kind === 'skip';

/** @returns of each client the last that the update builds on and that neither the document nor the update has. */
export const needsOf = (doc: Y.Doc, update: Scan): Id[] => {
  const sections = new Map(update.sections.map(({ client, structs }) => [client, structs]));
  const needs = new Map<number, number>();
  const need = (id: Id | string | null): void => {
    if (id === null || typeof id === 'string' || id.clock <= (needs.get(id.client) ?? -1)) return;
    if (id.clock < Y.getState(doc.store, id.client)) return;
    const structs = sections.get(id.client);
    if (!structs || isGap(structs[indexAt(structs, id.clock)])) needs.set(id.client, id.clock);
  };
  for (const { client, structs } of update.sections) {
    for (const [index, struct] of structs.entries()) {
      if (struct.content.kind === 'skip') continue;
      if (struct.clock > 0 && isGap(structs[index - 1])) need({ client, clock: struct.clock - 1 });
      need(struct.left);
      need(struct.right);
      need(struct.parent);
    }
  }
  for (const deletes of update.deletes) need({ client: deletes.client, clock: endOf(deletes) - 1 });
  return [...needs].map(([client, clock]) => ({ client, clock }));
};
