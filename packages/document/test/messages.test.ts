import { describe, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { decodeMessage, encodeMessage, type SyncMessage } from '../src/index.ts';

const bytes = Uint8Array.of(1, 2, 250);
const messages: SyncMessage[] = [
  { type: 'syncStep1', stateVector: bytes },
  { type: 'syncStep2', update: bytes },
  { type: 'update', update: bytes },
  { type: 'awareness', update: bytes },
  { type: 'permissionDenied', reason: 'låst' },
  { type: 'queryAwareness' },
  { type: 'acknowledged', count: 70_000 },
  { type: 'refused', code: 'readOnly', number: 3 },
];

describe('sync messages', () => {
  test.each(messages.map((message) => [message.type, message] as const))('%s comes back as it went', (_, message) => {
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });

  test('a step 1 is the one that y-protocols writes', () => {
    const doc = new Y.Doc();
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    sync.writeSyncStep1(encoder, doc);
    expect(encodeMessage({ type: 'syncStep1', stateVector: Y.encodeStateVector(doc) })).toEqual(
      encoding.toUint8Array(encoder),
    );
  });

  test('a frame that is cut short throws, an unknown type does not', () => {
    for (const message of messages.filter(({ type }) => type !== 'queryAwareness')) {
      const frame = encodeMessage(message);
      expect(() => decodeMessage(frame.subarray(0, frame.length - 1))).toThrow();
    }
    expect(decodeMessage(Uint8Array.of(99))).toEqual({ type: 'unknown', number: 99 });
  });
});
