/** What people have typed on, gathered: of each client one run of text, which is one struct, however many keys it were. */
import * as encoding from 'lib0/encoding';
import type { Piece } from './piece.ts';

type Run = { first: Piece; end: number; texts: Uint8Array[]; bytes: number };

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

const isSame = (one: Piece['right'], other: Piece['right']): boolean =>
  one?.client === other?.client && one?.clock === other?.clock;

export class Runs {
  readonly #runs = new Map<number, Run>();
  #pieces = 0;

  /** @returns whether it was taken: of one client each has to continue the one before it. */
  add(piece: Piece): boolean {
    const run = this.#runs.get(piece.client);
    const end = piece.clock + piece.length;
    if (!run) this.#runs.set(piece.client, { first: piece, end, texts: [piece.text], bytes: piece.text.length });
    else if (run.end !== piece.clock || !isSame(run.first.right, piece.right)) return false;
    else {
      run.texts.push(piece.text);
      run.bytes += piece.text.length;
      run.end = end;
    }
    this.#pieces += 1;
    return true;
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
    const runs = [...this.#runs.values()];
    if (runs.length > 1) runs.sort((a, b) => b.first.client - a.first.client);
    return encoding.encode((encoder) => {
      writeVarUint(encoder, runs.length);
      for (const run of runs) writeRun(encoder, run);
      writeVarUint(encoder, 0);
    });
  }
}
