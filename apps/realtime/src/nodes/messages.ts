/** What nodes say to each other. */
import type { ProgressEvent } from '@samsyn/domain';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** A row that is in the journal; without `bytes` (it is large) whoever cares reads it there. */
export type SharedRow = { id: string; documentId: string; epoch: number; bytes: Uint8Array | null };

/** Somebody who is in a document: the client id, since when its connection shows it (milliseconds), and what others see. */
export type SharedPresence = {
  clientId: number;
  since: number;
  accountId: string;
  /** whether its connection has brought all that it had: under its id nobody else brings anything */
  hasBroughtAll: boolean;
  /** the stamped state as JSON; null for who has left or shows nothing */
  state: string | null;
};

export type Attendant = { id: string; name: string; color: string };

export type NodeMessage =
  /** these rows are durable */
  | { kind: 'rows'; rows: SharedRow[] }
  /** `isWhole`: whoever of the sender's is not named is not there */
  | { kind: 'presence'; documentId: string; isWhole: boolean; states: SharedPresence[] }
  /** who is in these documents? Each node answers for itself */
  | { kind: 'whoIsHere'; documentIds: string[] }
  /** rights may have been lowered: the notices in the database say whose */
  | { kind: 'notice' }
  /** the state of a seminar's room has changed; the database has it */
  | { kind: 'seminarChanged'; seminarId: string }
  /** all who are in the room through the sender */
  | { kind: 'seminarPeople'; seminarId: string; people: Attendant[] }
  /** all who are in any room through the sender: nobody of the sender's is in one that is not named */
  | { kind: 'attendance'; rooms: { seminarId: string; people: Attendant[] }[] }
  /** who is in the seminars' rooms? Each node answers for itself */
  | { kind: 'whoAttends' }
  | { kind: 'yearChanged'; schoolYear: string }
  | { kind: 'progress'; event: ProgressEvent };

export type NodeMessageOf<K extends NodeMessage['kind']> = Extract<NodeMessage, { kind: K }>;

/** Nodes of another version of the product are not understood: they are told nothing and heard as silent. */
const version = 1;
const flags = { isLast: 1, isSettled: 2 } as const;

/**
 * What is sent at once. `sequence` counts a node's envelopes that hold messages; one without any repeats the last number,
 * so that whoever has missed something knows.
 */
export type Envelope = {
  from: string;
  sequence: number;
  /** a goodbye */
  isLast: boolean;
  /** whether what the sender has shown its own clients is in the database, but for the last second's */
  isSettled: boolean;
  messages: NodeMessage[];
};

export const encodeEnvelope = ({ from, sequence, isLast, isSettled, messages }: Envelope): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, version);
    encoding.writeVarString(encoder, from);
    encoding.writeVarUint(encoder, sequence);
    encoding.writeUint8(encoder, (isLast ? flags.isLast : 0) | (isSettled ? flags.isSettled : 0));
    encoding.writeVarUint(encoder, messages.length);
    for (const message of messages) encoding.writeAny(encoder, message);
  });

/** The bus is ours alone: what comes in its version has its shape. */
const isMessage = (value: unknown): value is NodeMessage =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** @returns the envelope, or null when it is another version's. @throws when it is damaged. */
export const decodeEnvelope = (bytes: Uint8Array): Envelope | null => {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== version) return null;
  const from = decoding.readVarString(decoder);
  const sequence = decoding.readVarUint(decoder);
  const set = decoding.readUint8(decoder);
  const count = decoding.readVarUint(decoder);
  const messages = Array.from({ length: count }, (): unknown => decoding.readAny(decoder));
  return {
    from,
    sequence,
    isLast: (set & flags.isLast) > 0,
    isSettled: (set & flags.isSettled) > 0,
    messages: messages.filter(isMessage),
  };
};
