/** The gate of a room without the room: for tests that judge thousands of updates. */
import type * as Y from 'yjs';
import type { Gate } from '../../../src/sync/admit.ts';
import { ClientIds, NewIds } from '../../../src/sync/client-ids.ts';
import { Former } from '../../../src/sync/former.ts';
import { changesNothing } from '../../../src/sync/inspection/inspect.ts';
import { Work } from '../../../src/sync/inspection/work.ts';

/** @param bound whose the client ids are that are somebody's */
export const gateOf = (doc: Y.Doc, bound: readonly [number, string][] = []): Gate => ({
  doc,
  clientIds: new ClientIds('', new Map(bound), new NewIds()),
  work: new Work(),
  secondsOwed: () => 0,
  isHealing: false,
  speaksForItself: () => false,
  knowsRights: true,
  hasAll: (update) => changesNothing(doc, update),
  isContinuedBy: () => false,
  former: new Former(new Set()),
  hasAllShownBy: () => true,
  hasRoomFor: () => true,
});
