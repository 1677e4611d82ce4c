import { Binary, Long, ObjectId, Timestamp } from 'bson';
import { encode } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';

/** Encoded at both places; each is followed by 8 bytes of a timestamp. */
const OPERATION = Buffer.from('\x11operationTime\0', 'latin1');
const CLUSTER = Buffer.from('\x11clusterTime\0', 'latin1');
/** What a member without sign-in puts in place of a signature. */
const UNSIGNED = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO };

/** The fields of a reply that tell of time, as bytes, and where in them the two timestamps stand. */
const TEMPLATE = (() => {
  const zero = new Timestamp({ t: 0, i: 0 });
  const fields: Doc = { operationTime: zero, $clusterTime: { clusterTime: zero, signature: UNSIGNED } };
  return Buffer.from(encode(fields).subarray(4, -1));
})();
const PLACES = [OPERATION, CLUSTER].map((name) => TEMPLATE.indexOf(name) + name.length);

/**
 * The time of a replica set: seconds, and a count within them that each write moves on. Drivers pass it around
 * (`$clusterTime`) and read after it (`afterClusterTime`), which one member's reads always do.
 * https://github.com/mongodb/specifications, sessions and causal-consistency
 */
export class Clock {
  private seconds = Math.floor(Date.now() / 1000);
  private count = 1;
  /** Of this run of the store: a driver knows by it whether what it has heard of the set is still so. */
  readonly topologyVersion = { processId: new ObjectId(), counter: Long.fromNumber(6) };

  /** A write has its own time. */
  tick(): void {
    const now = Math.floor(Date.now() / 1000);
    this.count = now > this.seconds ? 1 : this.count + 1;
    this.seconds = Math.max(now, this.seconds);
  }

  get time(): Timestamp {
    return new Timestamp({ t: this.seconds, i: this.count });
  }

  /** What each reply ends with, as bytes. */
  stamp(): Buffer {
    const bytes = Buffer.from(TEMPLATE);
    for (const at of PLACES) {
      bytes.writeUInt32LE(this.count, at);
      bytes.writeUInt32LE(this.seconds, at + 4);
    }
    return bytes;
  }
}
