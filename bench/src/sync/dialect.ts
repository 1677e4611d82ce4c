/** How each server wants the y-protocols said: they differ in what stands before a message and in how one begins. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type Heard =
  | { kind: 'step1'; stateVector: Uint8Array }
  | { kind: 'step2'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  /** how many of this client's messages the server calls safe */
  | { kind: 'acknowledged'; count: number }
  | { kind: 'other' };

/**
 * samsyn: counts what is durable. y-websocket: says nothing of the kind. hocuspocus: a document's name before each
 * message, a sign-in first, and a word for each update when it is in memory. relay: knows nothing of all this.
 */
export type Dialect = 'samsyn' | 'y-websocket' | 'hocuspocus' | 'relay';

const encode = encoding.encode;

export class Speech {
  readonly dialect: Dialect;
  readonly #prefix: Uint8Array;
  #counted = 0;

  constructor(dialect: Dialect, documentName: string) {
    this.dialect = dialect;
    const named = encode((encoder) => encoding.writeVarString(encoder, documentName));
    this.#prefix = dialect === 'hocuspocus' ? named : new Uint8Array();
  }

  /** What a client says first. */
  hello(stateVector: Uint8Array): Uint8Array[] {
    if (this.dialect === 'relay') return [];
    const step1 = this.#sync(0, stateVector);
    if (this.dialect !== 'hocuspocus') return [step1];
    const signIn = this.#message((encoder) => {
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'token');
      encoding.writeVarString(encoder, '4.7.0');
    });
    return [signIn, step1];
  }

  step2(update: Uint8Array): Uint8Array {
    return this.#sync(1, update);
  }
  update(update: Uint8Array): Uint8Array {
    return this.#sync(2, update);
  }
  awareness(update: Uint8Array): Uint8Array {
    return this.#message((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint8Array(encoder, update);
    });
  }

  hear(payload: Uint8Array): Heard {
    const decoder = decoding.createDecoder(payload);
    if (this.dialect === 'hocuspocus') decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    const isSync = type === 0 || (this.dialect === 'hocuspocus' && type === 4);
    if (isSync) {
      const kind = decoding.readVarUint(decoder);
      // The buffer that it lies in is used again.
      const bytes = new Uint8Array(decoding.readVarUint8Array(decoder));
      if (kind === 0) return { kind: 'step1', stateVector: bytes };
      return kind === 1 ? { kind: 'step2', update: bytes } : { kind: 'update', update: bytes };
    }
    if (this.dialect === 'samsyn' && type === 4) return { kind: 'acknowledged', count: decoding.readVarUint(decoder) };
    if (this.dialect === 'hocuspocus' && type === 8) return { kind: 'acknowledged', count: (this.#counted += 1) };
    return { kind: 'other' };
  }

  #sync(kind: number, bytes: Uint8Array): Uint8Array {
    return this.#message((encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, kind);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  }

  #message(write: (encoder: encoding.Encoder) => void): Uint8Array {
    return encode((encoder) => {
      encoding.writeUint8Array(encoder, this.#prefix);
      write(encoder);
    });
  }
}
