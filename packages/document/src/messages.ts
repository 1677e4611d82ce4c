/**
 * What both ends of /yjs/DOCUMENT_ID say to each other: the y-websocket protocol (y-protocols/sync, awareness, auth) and
 * the product's own types 4 and 5. A stock provider ignores what it does not know.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

const types = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, acknowledged: 4, refused: 5 } as const;
const syncTypes = { step1: 0, step2: 1, update: 2 } as const;

export type SyncMessage =
  /** asks for what the state vector lacks */
  | { type: 'syncStep1'; stateVector: Uint8Array }
  /** answers a step 1; what it holds is a change like any other */
  | { type: 'syncStep2'; update: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; update: Uint8Array }
  | { type: 'permissionDenied'; reason: string }
  | { type: 'queryAwareness' }
  /** how many of this connection's syncStep2 and update messages are durable */
  | { type: 'acknowledged'; count: number }
  /** the message with this number (counted from 1) was not taken */
  | { type: 'refused'; code: string; number: number }
  | { type: 'unknown'; number: number };

/** Why a message was not taken; the client has words for it. */
export type RefusalCode = 'readOnly';

/**
 * Close codes of the sync socket. A stock provider takes 4400-4499 as final and comes again after all others; `limit` is
 * for what may pass by itself.
 */
export const closeCodes = {
  frameFarTooLarge: 1009,
  restarting: 1012,
  sessionEnded: 4401,
  notFound: 4403,
  otherEpoch: 4409,
  frameTooLarge: 4413,
  invalid: 4422,
  limit: 4529,
} as const;
export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

const syncOf = (kind: number, bytes: Uint8Array): SyncMessage | null => {
  if (kind === syncTypes.step1) return { type: 'syncStep1', stateVector: bytes };
  if (kind === syncTypes.step2) return { type: 'syncStep2', update: bytes };
  return kind === syncTypes.update ? { type: 'update', update: bytes } : null;
};

/** @returns the message in a frame. @throws Error when the frame is cut short or not of the protocol. */
export const decodeMessage = (frame: Uint8Array): SyncMessage => {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case types.sync: {
      const kind = decoding.readVarUint(decoder);
      const message = syncOf(kind, decoding.readVarUint8Array(decoder));
      if (!message) throw new Error(`Unknown sync message ${kind}`);
      return message;
    }
    case types.awareness:
      return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case types.auth: {
      decoding.readVarUint(decoder);
      return { type: 'permissionDenied', reason: decoding.readVarString(decoder) };
    }
    case types.queryAwareness:
      return { type: 'queryAwareness' };
    case types.acknowledged:
      return { type: 'acknowledged', count: decoding.readVarUint(decoder) };
    case types.refused:
      return { type: 'refused', code: decoding.readVarString(decoder), number: decoding.readVarUint(decoder) };
    default:
      return { type: 'unknown', number: type };
  }
};

const frameOf = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

const sync = (kind: number, bytes: Uint8Array): Uint8Array =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, types.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

/** @returns what stands before the update's bytes in the frame of a step 2. */
export const step2Head = (length: number): Uint8Array =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, types.sync);
    encoding.writeVarUint(encoder, syncTypes.step2);
    encoding.writeVarUint(encoder, length);
  });

/** @returns the frame of a message; for an unknown one only its number. */
export const encodeMessage = (message: SyncMessage): Uint8Array => {
  switch (message.type) {
    case 'syncStep1':
      return sync(syncTypes.step1, message.stateVector);
    case 'syncStep2':
      return sync(syncTypes.step2, message.update);
    case 'update':
      return sync(syncTypes.update, message.update);
    case 'awareness':
      return frameOf((encoder) => {
        encoding.writeVarUint(encoder, types.awareness);
        encoding.writeVarUint8Array(encoder, message.update);
      });
    case 'permissionDenied':
      return frameOf((encoder) => {
        encoding.writeVarUint(encoder, types.auth);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, message.reason);
      });
    case 'queryAwareness':
      return frameOf((encoder) => encoding.writeVarUint(encoder, types.queryAwareness));
    case 'acknowledged':
      return frameOf((encoder) => {
        encoding.writeVarUint(encoder, types.acknowledged);
        encoding.writeVarUint(encoder, message.count);
      });
    case 'refused':
      return frameOf((encoder) => {
        encoding.writeVarUint(encoder, types.refused);
        encoding.writeVarString(encoder, message.code);
        encoding.writeVarUint(encoder, message.number);
      });
    case 'unknown':
      return frameOf((encoder) => encoding.writeVarUint(encoder, message.number));
  }
};
