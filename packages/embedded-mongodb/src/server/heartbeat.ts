import { Long, ObjectId } from 'bson';
import { isDoc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import type { Request } from '../wire/message.ts';
import type { Clock } from './clock.ts';

const HELLO = new Set(['hello', 'ismaster', 'isMaster']);
const LONGEST = 60_000;

/**
 * How long a hello is to be held back, milliseconds: a driver that names the topology it knows, and how long it waits, is
 * answered when the topology has changed, which that of one member does not while it runs.
 * https://github.com/mongodb/specifications, server-discovery-and-monitoring
 */
export function heldBack({ name, command }: Request, { topologyVersion }: Clock): number {
  const known = command['topologyVersion'];
  if (!HELLO.has(name) || !isDoc(known)) return 0;
  const { processId, counter } = known;
  const isSame = processId instanceof ObjectId && processId.equals(topologyVersion.processId);
  if (!isSame || !(counter instanceof Long) || !counter.equals(topologyVersion.counter)) return 0;
  return Math.min(LONGEST, Math.max(0, toNumber(command['maxAwaitTimeMS']) ?? 0));
}
