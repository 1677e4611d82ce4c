/** What people have typed on, gathered: of each client one run of text, which is one struct, however many keys it were. */
import * as encoding from 'lib0/encoding';
import type { Piece } from './inspection/piece.ts';

type Run = { first: Piece; texts: Uint8Array[]; bytes: number };

const { writeVarUint, writeUint8, writeUint8Array } = encoding;

const writeRun = (encoder: encoding.Encoder, { first, texts, bytes }: Run): void => {
  const { client, clock, right } = first;
  writeVarUint(encoder, 1);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock);
  writeUint8(encoder, right ? 0xc4 : 0x84);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock - 1);
  if (right) {
    writeVarUint(encoder, right.client);
    writeVarUint(encoder, right.clock);
  }
  writeVarUint(encoder, bytes);
  for (const text of texts) writeUint8Array(encoder, text);
};

export class Runs {
  readonly #runs = new Map<number, Run>();
  #pieces = 0;

  /** Takes a piece; of one client each has to continue the one before it. */
  add(piece: Piece): void {
    this.#pieces += 1;
    const run = this.#runs.get(piece.client);
    if (!run) {
      this.#runs.set(piece.client, { first: piece, texts: [piece.text], bytes: piece.text.length });
      return;
    }
    run.texts.push(piece.text);
    run.bytes += piece.text.length;
  }

  /** How many pieces there are. */
  get pieces(): number {
    return this.#pieces;
  }

  clear(): void {
    this.#runs.clear();
    this.#pieces = 0;
  }

  /** All of it as one Yjs update (version 1), as Yjs writes it: higher clients first. */
  update(): Uint8Array {
    const runs = [...this.#runs.values()].toSorted((a, b) => b.first.client - a.first.client);
    return encoding.encode((encoder) => {
      writeVarUint(encoder, runs.length);
      for (const run of runs) writeRun(encoder, run);
      writeVarUint(encoder, 0);
    });
  }
}
